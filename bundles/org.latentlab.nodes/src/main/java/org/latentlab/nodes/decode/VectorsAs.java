package org.latentlab.nodes.decode;

import org.knime.node.parameters.widget.choices.Label;

/** How decoded vectors are given. */
enum VectorsAs {

        @Label(value = "As trained", description = "Numeric columns of the same names if the model was trained on "
            + "numeric columns, else one column of lists.")
        AS_TRAINED,

        @Label(value = "Numeric columns", description = "A numeric column for each value; x1, x2, … if the model was "
            + "trained on lists. A name that the table has already gets a number.")
        COLUMNS,

        @Label(value = "Lists", description = "One column of lists of numbers.")
        LIST
}
