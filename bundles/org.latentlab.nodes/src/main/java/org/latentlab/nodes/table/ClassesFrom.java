package org.latentlab.nodes.table;

import org.knime.node.parameters.widget.choices.Label;

/** Where the classes come from that a class-conditional model is told. */
public enum ClassesFrom {

        /** Each row has its own. */
        @Label(value = "Column", description = "Each row's class, from a column of the table.")
        COLUMN,

        /** All rows have the same. */
        @Label(value = "One class", description = "The same class for all rows.")
        ONE
}
