package org.latentlab.nodes.table;

import org.knime.node.parameters.widget.choices.Label;

/** Where a node finds the pixels of an image. */
public enum ImageSource {

        /** One column of PNG images or of collections of numbers. */
        @Label(value = "Image column",
            description = "A column of PNG images, or of lists of numbers: one image a cell.")
        COLUMN,

        /** Several numeric columns, one a pixel. */
        @Label(value = "Numeric columns", description = "Several numeric columns, one a pixel, in the order of the "
            + "table: channel by channel, row by row.")
        NUMERIC_COLUMNS
}
