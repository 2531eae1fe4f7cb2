package org.knime.core.node;

import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/** Puts tables with the same columns one below the other. */
final class TableConcatenation {

    private TableConcatenation() {
    }

    static BufferedDataTable concatenate(final ExecutionContext context, final ExecutionMonitor exec,
        final List<BufferedDataTable> tables) throws CanceledExecutionException {
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("At least one table is needed to concatenate.");
        }
        final var first = tables.get(0).getDataTableSpec();
        for (final var table : tables) {
            if (!first.equalStructure(table.getDataTableSpec())) {
                throw new IllegalArgumentException("Cannot merge DataTableSpecs, they don't have equal structure: "
                    + first + " vs. " + table.getDataTableSpec());
            }
        }
        // the container takes the rows' values into the domains of the first table
        final var container = context.createDataContainer(new DataTableSpec(first.getName(),
            first.stream().toArray(DataColumnSpec[]::new)), true);
        for (final var table : tables) {
            for (final var row : table) {
                exec.checkCanceled();
                container.addRowToTable(row);
            }
        }
        container.close();
        return container.getTable();
    }
}
