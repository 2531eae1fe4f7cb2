package org.latentlab.nodes.table;

import org.knime.node.parameters.widget.choices.Label;

/** What numbers in a list or in numeric columns stand for. */
public enum NumbersAs {

        /** Pixels of a square image. */
        @Label(value = "Images", description = "Pixels of square images: n×n numbers (gray) or 3×n×n (RGB), in [0, 1] "
            + "or 0…255.")
        IMAGES,

        /** A vector of any length. */
        @Label(value = "Vectors", description = "Vectors of any length and any finite values, such as the features of "
            + "a customer or a sensor.")
        VECTORS
}
