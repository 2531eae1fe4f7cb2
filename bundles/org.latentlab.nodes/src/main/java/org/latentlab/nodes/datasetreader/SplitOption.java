package org.latentlab.nodes.datasetreader;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.dataset.Split;

/** Which part of the data set to read. */
enum SplitOption {

        @Label(value = "Training", description = "The images meant for training.")
        TRAIN,

        @Label(value = "Test", description = "The images meant for testing.")
        TEST,

        @Label(value = "Both", description = "Training images first, then test images.")
        ALL;

    Split split() {
        return Split.valueOf(name());
    }
}
