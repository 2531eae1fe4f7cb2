package org.latentlab.nodes.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;

/**
 * A column that says which class a row has: strings or whole numbers. The classes keep the order of the column's
 * possible values; values beyond those follow, numbers by value and others by name.
 */
public final class ClassColumn {

    /** The name that LatentLab gives a class column. */
    public static final String DEFAULT_NAME = "class";

    private static final int CANCEL_EVERY = 1000;

    /** Numbers by value before all else by name. */
    private static final Comparator<String> NATURAL = Comparator.comparing(ClassColumn::number)
        .thenComparing(Comparator.naturalOrder());

    private final DataColumnSpec m_column;
    private final int m_index;

    private ClassColumn(final DataTableSpec spec, final int index) {
        m_column = spec.getColumnSpec(index);
        m_index = index;
    }

    /**
     * @param column any column
     * @return whether it may hold classes: strings or whole numbers
     */
    public static boolean isSuitable(final DataColumnSpec column) {
        return column.getType().isCompatible(StringValue.class) || isWhole(column);
    }

    private static boolean isWhole(final DataColumnSpec column) {
        return column.getType().isCompatible(IntValue.class) || column.getType().isCompatible(LongValue.class);
    }

    /**
     * Finds the column that a setting names or, where it is blank, the one named "class" (or "label"), else the last
     * column of strings.
     *
     * @param spec the table
     * @param setting the name set, or blank
     * @return the column; nothing if the setting is blank and no column offers itself
     * @throws InvalidSettingsException if the column that the setting names is absent or of another type
     */
    public static Optional<ClassColumn> find(final DataTableSpec spec, final String setting)
        throws InvalidSettingsException {
        return setting != null && !setting.isBlank() ? Optional.of(named(spec, setting)) : find(spec);
    }

    /**
     * @param spec a table
     * @return its column named "class" (or "label"), else its last column of strings; nothing if it has neither
     */
    static Optional<ClassColumn> find(final DataTableSpec spec) {
        int found = -1;
        for (int i = 0; i < spec.getNumColumns(); i++) {
            final DataColumnSpec column = spec.getColumnSpec(i);
            if (isSuitable(column)
                && (column.getName().equalsIgnoreCase(DEFAULT_NAME) || column.getName().equalsIgnoreCase("label"))) {
                return Optional.of(new ClassColumn(spec, i));
            }
            if (column.getType().isCompatible(StringValue.class)) {
                found = i;
            }
        }
        return found < 0 ? Optional.empty() : Optional.of(new ClassColumn(spec, found));
    }

    /**
     * As {@link #find}, for a node that cannot do without.
     *
     * @param spec the table
     * @param setting the name set, or blank
     * @param port the name of the input port, for the message
     * @return the column
     * @throws InvalidSettingsException if there is none
     */
    public static ClassColumn choose(final DataTableSpec spec, final String setting, final String port)
        throws InvalidSettingsException {
        return find(spec, setting).orElseThrow(() -> new InvalidSettingsException("Input '" + port
            + "' has no class column: a column of strings or whole numbers that says which class a row has. "
            + "Columns found: " + Columns.list(spec) + "."));
    }

    private static ClassColumn named(final DataTableSpec spec, final String name) throws InvalidSettingsException {
        final int index = Columns.require(spec, name, "Class column");
        if (!isSuitable(spec.getColumnSpec(index))) {
            throw new InvalidSettingsException("Class column '" + name + "' holds "
                + spec.getColumnSpec(index).getType() + "; a class column holds strings or whole numbers.");
        }
        return new ClassColumn(spec, index);
    }

    /** @return the column's name */
    public String name() {
        return m_column.getName();
    }

    /** @return the column, with its domain and colours */
    public DataColumnSpec column() {
        return m_column;
    }

    /** @return the classes that the column's domain lists, in its order; empty if it lists none */
    public List<String> knownClasses() {
        final Set<DataCell> values = m_column.getDomain().getValues();
        return values == null ? List.of() : values.stream().map(DataCell::toString).toList();
    }

    /**
     * Reads the classes of all rows.
     *
     * @param table the table this column was found in
     * @param exec for cancelling
     * @return labels per row; all classes of the domain are listed, also those that no row has
     * @throws CanceledExecutionException if cancelled
     */
    public ClassLabels read(final BufferedDataTable table, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        final String[] values = new String[Columns.rows(table)];
        int row = 0;
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                if (row % CANCEL_EVERY == 0) {
                    exec.checkCanceled();
                }
                final DataRow next = rows.next();
                values[row++] = value(next.getCell(m_index));
            }
        }
        return labels(values);
    }

    private ClassLabels labels(final String[] values) {
        final Set<String> known = new LinkedHashSet<>(knownClasses());
        final Set<String> others = new TreeSet<>(NATURAL);
        for (final String value : values) {
            if (value != null && !known.contains(value)) {
                others.add(value);
            }
        }
        known.addAll(others);
        final Map<String, Integer> index = new LinkedHashMap<>();
        known.forEach(name -> index.put(name, index.size()));
        final int[] labels = Arrays.stream(values).mapToInt(v -> v == null ? -1 : index.get(v)).toArray();
        return new ClassLabels(m_column, new ArrayList<>(known), labels);
    }

    /**
     * @param cell a cell of a class column
     * @return the class's name, null where the cell is missing
     */
    public static String value(final DataCell cell) {
        if (cell.isMissing()) {
            return null;
        }
        return cell instanceof StringValue string ? string.getStringValue() : cell.toString();
    }

    private static double number(final String name) {
        try {
            return Double.parseDouble(name);
        } catch (NumberFormatException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    /**
     * @param name of a new class column
     * @param classNames its possible values, in order
     * @return a column of strings whose domain lists them
     */
    public static DataColumnSpec newColumn(final String name, final List<String> classNames) {
        final DataColumnSpecCreator creator = new DataColumnSpecCreator(name, StringCell.TYPE);
        creator.setDomain(new DataColumnDomainCreator(
            classNames.stream().map(StringCell::new).toArray(DataCell[]::new)).createDomain());
        return creator.createSpec();
    }

    /**
     * @param name of a new class column
     * @param like a class column whose classes it takes over
     * @return a column with the same type, possible values, colours and shapes under that name
     */
    public static DataColumnSpec newColumn(final String name, final DataColumnSpec like) {
        final DataColumnSpecCreator creator = new DataColumnSpecCreator(like);
        creator.setName(name);
        return creator.createSpec();
    }

    /**
     * @param like a class column: strings, or whole numbers
     * @param className one of its classes
     * @return the cell of that class in a column of the same type
     */
    public static DataCell cell(final DataColumnSpec like, final String className) {
        final var type = like.getType();
        if (type.isCompatible(StringValue.class)) {
            return new StringCell(className);
        }
        return type.isCompatible(IntValue.class) && type.isCompatible(DoubleValue.class)
            ? new org.knime.core.data.def.IntCell(Integer.parseInt(className))
            : new org.knime.core.data.def.LongCell(Long.parseLong(className));
    }
}
