package org.latentlab.nodes.trainclassifier;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.classify.ClassifierArchitecture;

/** What the classifier is made of. */
enum NetworkOption {

        @Label(value = "Convolutional", description = "Convolutions of 32 and 64 filters, then a dense layer of 128: "
            + "the more accurate one. For images of at least 8×8 pixels.")
        CONVOLUTIONAL(ClassifierArchitecture.CONVOLUTIONAL),

        @Label(value = "Fully connected", description = "Dense layers of 512 and 128: some ten times as fast and a "
            + "little less accurate. Made for the <i>Class-Conditional Sampler Fit</i>, which classifies some 100,000 "
            + "images. Its features span another space than those of the convolutional one, so Fréchet distances of "
            + "the two cannot be compared.")
        DENSE(ClassifierArchitecture.DENSE);

    private final ClassifierArchitecture m_architecture;

    NetworkOption(final ClassifierArchitecture architecture) {
        m_architecture = architecture;
    }

    /** @return the same for the engine */
    ClassifierArchitecture architecture() {
        return m_architecture;
    }
}
