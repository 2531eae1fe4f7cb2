package org.latentlab.nodes.table;

import org.knime.node.parameters.widget.choices.Label;

/** How a node finds the latent coordinates of a table. */
public enum LatentColumnsMode {

        /** The columns z1, z2, … as Encode and the Latent Sampler name them. */
        @Label(value = "z1 … zd", description = "The columns z1, z2, z3 and so on, as Encode and the Latent Sampler "
            + "name them.")
        AUTO,

        /** Numeric columns chosen by hand. */
        @Label(value = "Chosen columns", description = "Numeric columns of your choice, in the order of the table.")
        MANUAL
}
