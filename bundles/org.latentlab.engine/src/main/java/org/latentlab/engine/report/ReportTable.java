package org.latentlab.engine.report;

import java.util.List;

/**
 * A further table of the report, as it stands.
 *
 * @param title above it
 * @param columns the columns' names
 * @param rows as many cells each as there are columns
 * @param note below it; empty for none
 */
public record ReportTable(String title, List<String> columns, List<List<String>> rows, String note) {

    /** Checks the sizes. */
    public ReportTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (final List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("Table '" + title + "' has " + columns.size()
                    + " columns, but a row of " + row.size() + " cells.");
            }
        }
    }
}
