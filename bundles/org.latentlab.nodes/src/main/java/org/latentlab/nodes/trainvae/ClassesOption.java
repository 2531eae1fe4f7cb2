package org.latentlab.nodes.trainvae;

import org.knime.node.parameters.widget.choices.Label;

/** Which column says the class of each row. */
enum ClassesOption {

        @Label(value = "Automatic", description = "The column named “class” or “label”, else the last column of "
            + "strings, if there is one.")
        AUTOMATIC,

        @Label(value = "Chosen", description = "The column chosen below.")
        CHOSEN,

        @Label(value = "None", description = "The rows have no classes.")
        NONE
}
