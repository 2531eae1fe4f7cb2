package org.latentlab.runner.nodes;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The tables that the test nodes put out. */
final class TestTables {

    static final DataTableSpec SPEC =
        new DataTableSpec(new DataColumnSpecCreator("name", StringCell.TYPE).createSpec(),
            new DataColumnSpecCreator("value", DoubleCell.TYPE).createSpec());

    private TestTables() {
    }

    /** Rows with the text and 0.5, 1.5, …; the third value is missing. */
    static BufferedDataTable table(final ExecutionContext exec, final String text, final int rows) {
        final var container = exec.createDataContainer(SPEC);
        for (int i = 0; i < rows; i++) {
            final DataCell value = i == 2 ? DataType.getMissingCell() : new DoubleCell(i + 0.5);
            container.addRowToTable(new DefaultRow("Row" + i, new StringCell(text), value));
        }
        container.close();
        return container.getTable();
    }
}
