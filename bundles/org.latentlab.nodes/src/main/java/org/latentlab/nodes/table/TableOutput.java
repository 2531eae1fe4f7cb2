package org.latentlab.nodes.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;

/** Tables out: columns appended to an input, and tables of their own. */
public final class TableOutput {

    private static final int REPORT_EVERY = 256;

    /** The share of appending columns that goes into writing them; the rest joins them to the input. */
    private static final double WRITING_SHARE = 0.9;

    private TableOutput() {
    }

    /** The cells to append to one row. */
    @FunctionalInterface
    public interface RowCells {

        /**
         * @param row the row, from 0; asked in this order
         * @return one cell for each new column
         */
        DataCell[] cells(int row);
    }

    /**
     * @param spec the input
     * @param columns the new columns; a name that the input has already gets a number, as "image (#1)"
     * @return the input with them appended
     */
    public static DataTableSpec appended(final DataTableSpec spec, final DataColumnSpec... columns) {
        return new DataTableSpecCreator(spec).addColumns(unique(spec, columns)).createSpec();
    }

    /**
     * Appends columns to a table; row keys, domains and colours stay, and the domains of the new columns hold what
     * they said before, widened by the data.
     *
     * @param table the input
     * @param columns the new columns; names are made unique as in {@link #appended}
     * @param cells gives their cells
     * @param exec the execution
     * @param progress told of the progress, asked for cancellation
     * @return the new table
     * @throws CanceledExecutionException if cancelled
     */
    public static BufferedDataTable append(final BufferedDataTable table, final DataColumnSpec[] columns,
        final RowCells cells, final ExecutionContext exec, final ExecutionMonitor progress)
        throws CanceledExecutionException {
        final DataTableSpec spec = new DataTableSpec(unique(table.getDataTableSpec(), columns));
        final ExecutionMonitor writing = progress.createSubProgress(WRITING_SHARE);
        final var container = exec.createDataContainer(spec, true);
        final long rows = table.size();
        try (var iterator = table.iterator()) {
            for (int i = 0; iterator.hasNext(); i++) {
                report(writing, i, rows);
                container.addRowToTable(new DefaultRow(iterator.next().getKey(), cells.cells(i)));
            }
        } finally {
            container.close();
        }
        return exec.createJoinedTable(table, container.getTable(), progress.createSubProgress(1 - WRITING_SHARE));
    }

    private static void report(final ExecutionMonitor progress, final int row, final long rows)
        throws CanceledExecutionException {
        if (row % REPORT_EVERY == 0) {
            progress.checkCanceled();
            progress.setProgress((double)row / rows, "Writing row " + row + " of " + rows);
        }
    }

    /**
     * @param spec a table
     * @param columns columns that are to stand beside its own
     * @return the same columns with names that neither the table nor another of them has
     */
    public static DataColumnSpec[] unique(final DataTableSpec spec, final DataColumnSpec... columns) {
        final Set<String> taken = new HashSet<>(Arrays.asList(spec.getColumnNames()));
        final DataColumnSpec[] unique = new DataColumnSpec[columns.length];
        for (int i = 0; i < columns.length; i++) {
            String name = columns[i].getName();
            for (int n = 1; taken.contains(name); n++) {
                name = columns[i].getName() + " (#" + n + ")";
            }
            taken.add(name);
            final DataColumnSpecCreator creator = new DataColumnSpecCreator(columns[i]);
            creator.setName(name);
            unique[i] = creator.createSpec();
        }
        return unique;
    }

    /**
     * A new table whose row keys are Row0, Row1, …
     *
     * @param spec its columns; their domains are kept and widened by the data
     * @param rows how many rows
     * @param cells gives the cells of each
     * @param exec the execution
     * @param progress told of the progress, asked for cancellation
     * @return the table
     * @throws CanceledExecutionException if cancelled
     */
    public static BufferedDataTable create(final DataTableSpec spec, final int rows, final RowCells cells,
        final ExecutionContext exec, final ExecutionMonitor progress) throws CanceledExecutionException {
        return create(spec, rows, null, cells, exec, progress);
    }

    /**
     * @param spec its columns; their domains are kept and widened by the data
     * @param rows how many rows
     * @param keys the row keys, null for Row0, Row1, …; a key that occurs twice gets a number
     * @param cells gives the cells of each
     * @param exec the execution
     * @param progress told of the progress, asked for cancellation
     * @return the table
     * @throws CanceledExecutionException if cancelled
     */
    public static BufferedDataTable create(final DataTableSpec spec, final int rows, final List<String> keys,
        final RowCells cells, final ExecutionContext exec, final ExecutionMonitor progress)
        throws CanceledExecutionException {
        final List<String> rowKeys = keys == null ? null : uniqueKeys(keys);
        final var container = exec.createDataContainer(spec, true);
        try {
            for (int i = 0; i < rows; i++) {
                report(progress, i, rows);
                final RowKey key = rowKeys == null ? RowKey.createRowKey((long)i) : new RowKey(rowKeys.get(i));
                container.addRowToTable(new DefaultRow(key, cells.cells(i)));
            }
        } finally {
            container.close();
        }
        return container.getTable();
    }

    private static List<String> uniqueKeys(final List<String> keys) {
        final Set<String> taken = new HashSet<>(keys.size() * 2);
        final List<String> unique = new ArrayList<>(keys.size());
        for (final String key : keys) {
            String name = key;
            for (int n = 1; !taken.add(name); n++) {
                name = key + "_" + n;
            }
            unique.add(name);
        }
        return unique;
    }

    /**
     * @param name a column's name
     * @return a column of doubles
     */
    public static DataColumnSpec doubles(final String name) {
        return new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec();
    }

    /**
     * @param name a column's name
     * @return a column of whole numbers
     */
    public static DataColumnSpec ints(final String name) {
        return new DataColumnSpecCreator(name, IntCell.TYPE).createSpec();
    }

    /**
     * @param name a column's name
     * @return a column of long whole numbers
     */
    public static DataColumnSpec longs(final String name) {
        return new DataColumnSpecCreator(name, LongCell.TYPE).createSpec();
    }

    /**
     * @param name a column's name
     * @return a column of strings
     */
    public static DataColumnSpec strings(final String name) {
        return new DataColumnSpecCreator(name, StringCell.TYPE).createSpec();
    }

    /**
     * @param value a number
     * @return its cell; a missing one for NaN
     */
    public static DataCell cell(final double value) {
        return Double.isNaN(value) ? DataType.getMissingCell() : new DoubleCell(value);
    }

    /**
     * @param value a text, may be null
     * @return its cell; a missing one for null
     */
    public static DataCell cell(final String value) {
        return value == null ? DataType.getMissingCell() : new StringCell(value);
    }

    /**
     * @param count how many
     * @return that many missing cells
     */
    public static DataCell[] missing(final int count) {
        final DataCell[] cells = new DataCell[count];
        Arrays.fill(cells, DataType.getMissingCell());
        return cells;
    }
}
