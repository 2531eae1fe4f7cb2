package org.latentlab.nodes.training;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.Images;

/** How the values of vectors are scaled before they are trained on. */
public enum ScalingOption {

        /** As they are. */
        @Label(value = "None", description = "Values are taken as they are.")
        NONE,

        /** From 0 to 1. */
        @Label(value = "Min–max", description = "Each value ranges from 0 to 1 over the rows trained on.")
        MIN_MAX,

        /** Mean 0, variance 1. */
        @Label(value = "Standardise", description = "Each value has mean 0 and variance 1 over the rows trained on.")
        STANDARDISE;

    /**
     * @param input what becomes of vectors otherwise
     * @param vectors those that will be trained on
     * @return the same with this scaling
     */
    public ModelInput fit(final ModelInput input, final Images vectors) {
        return switch (this) {
            case NONE -> input;
            case MIN_MAX -> input.scaledToUnitRange(vectors);
            case STANDARDISE -> input.standardised(vectors);
        };
    }
}
