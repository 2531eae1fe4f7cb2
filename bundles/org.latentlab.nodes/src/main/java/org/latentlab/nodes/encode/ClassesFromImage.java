package org.latentlab.nodes.encode;

import org.knime.node.parameters.widget.choices.Label;

/** Where the class of an image comes from that a class-conditional GAN is to generate. */
enum ClassesFromImage {

        @Label(value = "Column", description = "Each row's class, from a column of the table.")
        COLUMN,

        @Label(value = "Best fitting", description = "Codes are searched for with every class, and the one that comes "
            + "nearest is kept. Takes as many times longer as there are classes.")
        FITTING
}
