package org.latentlab.nodes.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Matrix;

/** The columns that hold latent coordinates: z1, z2, … or numeric columns chosen by hand. */
public final class LatentColumns {

    /** What a latent coordinate's name begins with; the number of the dimension, from 1, follows. */
    public static final String PREFIX = "z";

    private static final int REPORT_EVERY = 1000;

    private final List<String> m_names;
    private final int[] m_columns;

    private LatentColumns(final DataTableSpec spec, final List<String> names) {
        m_names = List.copyOf(names);
        m_columns = names.stream().mapToInt(spec::findColumnIndex).toArray();
    }

    /**
     * @param spec a table
     * @return the names z1, z2, … as far as the table has numeric columns of these names; empty if it has no z1
     */
    public static List<String> detect(final DataTableSpec spec) {
        final List<String> names = new ArrayList<>();
        for (int i = 1; isNumeric(spec, PREFIX + i); i++) {
            names.add(PREFIX + i);
        }
        return names;
    }

    private static boolean isNumeric(final DataTableSpec spec, final String name) {
        final DataColumnSpec column = spec.getColumnSpec(name);
        return column != null && ColumnChoices.isNumeric(column);
    }

    /**
     * @param spec a table
     * @param mode how to find the columns
     * @param chosen the columns chosen by hand, used where the mode says so
     * @param port the name of the input port, for the message
     * @return the columns, at least one
     * @throws InvalidSettingsException if there are none
     */
    public static LatentColumns choose(final DataTableSpec spec, final LatentColumnsMode mode,
        final ColumnFilter chosen, final String port) throws InvalidSettingsException {
        if (mode == LatentColumnsMode.AUTO) {
            return choose(spec, port);
        }
        final List<String> names = Arrays.stream(chosen.filterFromFullSpec(spec))
            .filter(name -> isNumeric(spec, name)).toList();
        if (names.isEmpty()) {
            throw new InvalidSettingsException("No latent columns are chosen: include at least one numeric column of "
                + "input '" + port + "'.");
        }
        return new LatentColumns(spec, names);
    }

    /**
     * @param spec a table
     * @param port the name of the input port, for the message
     * @return its columns z1, z2, …, at least one
     * @throws InvalidSettingsException if there is no numeric column z1
     */
    public static LatentColumns choose(final DataTableSpec spec, final String port) throws InvalidSettingsException {
        final List<String> names = detect(spec);
        if (names.isEmpty()) {
            throw new InvalidSettingsException("Input '" + port + "' has no latent coordinates: no numeric column "
                + "'z1'. Encode images first, or choose the columns by hand. Columns found: " + Columns.list(spec)
                + ".");
        }
        return new LatentColumns(spec, names);
    }

    /** @return the names, in the order of the dimensions */
    public List<String> names() {
        return m_names;
    }

    /** @return how many dimensions there are */
    public int dimensions() {
        return m_columns.length;
    }

    /**
     * @param expected the latent size of a model or mixture
     * @param whose whose size that is, e.g. "the model" or "the mixture"
     * @throws InvalidSettingsException if these are more or fewer columns
     */
    public void checkDimensions(final int expected, final String whose) throws InvalidSettingsException {
        if (m_columns.length != expected) {
            throw new InvalidSettingsException("The table has " + m_columns.length + " latent "
                + (m_columns.length == 1 ? "column" : "columns") + " (" + brief() + "), but " + whose + " has "
                + expected + " latent dimensions. Connect codes of the same latent space or choose other columns.");
        }
    }

    private String brief() {
        return m_names.size() <= 2 ? String.join(", ", m_names)
            : m_names.get(0) + " … " + m_names.get(m_names.size() - 1);
    }

    /**
     * Reads the points of all rows; a row with a missing, infinite or not-a-number coordinate, or one beyond single
     * precision (3.4·10³⁸), has no point.
     *
     * @param table the table these columns were found in
     * @param exec told of the progress, asked for cancellation
     * @return the points; there may be none
     * @throws CanceledExecutionException if cancelled
     */
    public LatentRows read(final BufferedDataTable table, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        final int rows = Columns.rows(table);
        final int d = m_columns.length;
        if ((long)rows * d > Integer.MAX_VALUE - 8) {
            throw new EngineException(String.format(Locale.ROOT, "%,d points of %d dimensions are more than can be "
                + "kept at once. Take a sample of the rows first.", rows, d));
        }
        final double[] values = new double[rows * d];
        final int[] pointOfRow = new int[rows];
        final int[] tableRows = new int[rows];
        final String[] keys = new String[rows];
        final List<RowProblem> problems = new ArrayList<>();
        int row = 0;
        int used = 0;
        try (var iterator = table.iterator()) {
            while (iterator.hasNext()) {
                if (row % REPORT_EVERY == 0) {
                    exec.checkCanceled();
                    exec.setProgress((double)row / rows, "Reading latent codes, row " + row + " of " + rows);
                }
                final DataRow next = iterator.next();
                final String problem = readRow(next, values, used * d);
                if (problem == null) {
                    keys[used] = next.getKey().getString();
                    tableRows[used] = row;
                    pointOfRow[row] = used++;
                } else {
                    pointOfRow[row] = -1;
                    problems.add(new RowProblem(next.getKey().getString(), problem));
                }
                row++;
            }
        }
        return new LatentRows(new Matrix(used, d, Arrays.copyOf(values, used * d)), Arrays.copyOf(keys, used),
            Arrays.copyOf(tableRows, used), pointOfRow, problems);
    }

    private String readRow(final DataRow row, final double[] target, final int offset) {
        for (int i = 0; i < m_columns.length; i++) {
            final DataCell cell = row.getCell(m_columns[i]);
            if (cell.isMissing()) {
                return m_names.get(i) + " missing";
            }
            final double value = ((DoubleValue)cell).getDoubleValue();
            if (!Double.isFinite(value)) {
                return m_names.get(i) + " is " + value;
            }
            if (Float.isInfinite((float)value)) {
                return m_names.get(i) + " is " + value + ", beyond single precision";
            }
            target[offset + i] = value;
        }
        return null;
    }

    /**
     * @param dimensions how many
     * @return new double columns z1 … zd
     */
    public static DataColumnSpec[] newColumns(final int dimensions) {
        final DataColumnSpec[] columns = new DataColumnSpec[dimensions];
        for (int i = 0; i < dimensions; i++) {
            columns[i] = new DataColumnSpecCreator(PREFIX + (i + 1), DoubleCell.TYPE).createSpec();
        }
        return columns;
    }
}
