package org.latentlab.nodes.latentsampler;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.Columns;
import org.latentlab.nodes.table.Warnings;

/** How many points are drawn of which class. */
final class Composition {

    private static final String PORT = "Composition";

    private static final String COUNT = "count";

    private Composition() {
    }

    /**
     * @param parameters the settings, valid
     * @param classes of the sampler; empty if not known yet
     * @param table of the composition; null without
     * @return a sentence on what is connected and not used; null if nothing is
     * @throws InvalidSettingsException if a class is asked for that the sampler does not have, or a column or the table
     *             is not there
     */
    static String check(final ClassDrawParameters parameters, final List<String> classes, final DataTableSpec table)
        throws InvalidSettingsException {
        switch (parameters.m_composition) {
            case BALANCED -> {
                // all classes that there are
            }
            case CHOSEN -> {
                if (parameters.m_chosen.length == 0) {
                    throw new InvalidSettingsException("No class is chosen. Choose at least one class to draw, or draw "
                        + "all of them balanced.");
                }
                for (final String name : classes.isEmpty() ? new String[0] : parameters.m_chosen) {
                    index(classes, name, "Choose");
                }
            }
            case TABLE -> {
                if (table == null) {
                    throw new InvalidSettingsException("The composition is to come from a table, but the port "
                        + "'Composition' is not connected. Add it, or draw all classes balanced.");
                }
                ClassColumn.choose(table, parameters.m_classColumn, PORT);
                countColumn(parameters, table);
            }
        }
        return table != null && parameters.m_composition != ClassDrawParameters.Composition.TABLE
            ? "The table at the port Composition is not used: set Composition to Table to draw as it says." : null;
    }

    private static int index(final List<String> classes, final String name, final String remedy)
        throws InvalidSettingsException {
        final int index = classes.indexOf(name);
        if (index < 0) {
            throw new InvalidSettingsException("The sampler has no class '" + name + "'. " + remedy + " some of "
                + Columns.list(classes) + ".");
        }
        return index;
    }

    /**
     * @param parameters the settings, valid
     * @param classes of the sampler, at least one
     * @param table of the composition; null without
     * @param warnings told what rows were left out
     * @param exec for cancelling
     * @return how many points are drawn of each class, at least one in all
     * @throws InvalidSettingsException as {@link #check}
     * @throws CanceledExecutionException if cancelled
     * @throws EngineException if the table asks for a class that the sampler does not have, a count is no whole number
     *             of at least 0, or nothing is asked for
     */
    static long[] counts(final ClassDrawParameters parameters, final List<String> classes,
        final BufferedDataTable table, final Warnings warnings, final ExecutionMonitor exec)
        throws InvalidSettingsException, CanceledExecutionException {
        warnings.add(check(parameters, classes, table == null ? null : table.getDataTableSpec()));
        final long[] counts = new long[classes.size()];
        final int n = parameters.m_number;
        switch (parameters.m_composition) {
            case BALANCED -> {
                final boolean each = parameters.m_counted == ClassDrawParameters.Counted.EACH;
                Arrays.setAll(counts, y -> each ? n : n / counts.length + (y < n % counts.length ? 1 : 0));
            }
            case CHOSEN -> {
                for (final String name : parameters.m_chosen) {
                    counts[index(classes, name, "Choose")] = n;
                }
            }
            case TABLE -> read(parameters, classes, counts, table, warnings, exec);
        }
        return counts;
    }

    /** The column set, else the one named "count", else the last column of numbers that is not that of the classes. */
    private static int countColumn(final ClassDrawParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        final String name = parameters.m_countColumn;
        if (name != null && !name.isBlank()) {
            final int index = Columns.require(spec, name, "Count column");
            if (!ColumnChoices.isNumeric(spec.getColumnSpec(index))) {
                throw new InvalidSettingsException("Count column '" + name + "' holds "
                    + spec.getColumnSpec(index).getType() + "; counts are whole numbers.");
            }
            return index;
        }
        final String classes = ClassColumn.choose(spec, parameters.m_classColumn, PORT).name();
        int found = -1;
        for (int c = 0; c < spec.getNumColumns(); c++) {
            final DataColumnSpec column = spec.getColumnSpec(c);
            if (!ColumnChoices.isNumeric(column) || column.getName().equals(classes)) {
                continue;
            }
            found = c;
            if (column.getName().equalsIgnoreCase(COUNT)) {
                break;
            }
        }
        if (found < 0) {
            throw new InvalidSettingsException("Input '" + PORT + "' has no column of counts: a column of whole "
                + "numbers that says how many points are drawn of each class. Columns found: " + Columns.list(spec)
                + ".");
        }
        return found;
    }

    private static void read(final ClassDrawParameters parameters, final List<String> classes, final long[] counts,
        final BufferedDataTable table, final Warnings warnings, final ExecutionMonitor exec)
        throws InvalidSettingsException, CanceledExecutionException {
        final DataTableSpec spec = table.getDataTableSpec();
        final int classColumn =
            spec.findColumnIndex(ClassColumn.choose(spec, parameters.m_classColumn, PORT).name());
        final int countColumn = countColumn(parameters, spec);
        int missing = 0;
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                exec.checkCanceled();
                final DataRow row = rows.next();
                final String name = ClassColumn.value(row.getCell(classColumn));
                final DataCell count = row.getCell(countColumn);
                if (name == null || count.isMissing()) {
                    missing++;
                } else {
                    counts[index(classes, name, "Leave row '" + row.getKey() + "' of the composition out or name")] +=
                        count(((DoubleValue)count).getDoubleValue(), row);
                }
            }
        }
        if (missing > 0) {
            warnings.add(String.format(Locale.ROOT, "%,d of %,d rows of the composition have no class or no count and "
                + "were left out.", missing, table.size()));
        }
        if (Arrays.stream(counts).sum() == 0) {
            throw new EngineException("The composition asks for no points: the table "
                + (table.size() == 0 ? "is empty." : "has no row with a class and a count above 0."));
        }
    }

    private static int count(final double value, final DataRow row) {
        if (!(value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
            throw new EngineException("The composition asks for " + value + " points in row '" + row.getKey()
                + "'; counts are whole numbers of at least 0.");
        }
        return (int)value;
    }
}
