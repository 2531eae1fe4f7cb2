package org.knime.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.swing.JComponent;

import org.knime.core.data.property.ColorAttr;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.port.PortObjectSpec;

/** The columns of a table, with a name and free properties; unmodifiable. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {

    private static final String COLUMN = "column_spec_";

    private static final String COLUMNS = "number_columns";

    private static final String PROPERTIES = "spec_properties";

    private static final String NAME = "spec_name";

    private final String m_name;

    private final List<DataColumnSpec> m_columns;

    private final Map<String, String> m_properties;

    private final Map<String, Integer> m_indices = new HashMap<>();

    DataTableSpec(final String name, final List<DataColumnSpec> columns, final Map<String, String> properties) {
        m_name = name == null ? "default" : name;
        m_columns = List.copyOf(columns);
        m_properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        for (int i = 0; i < m_columns.size(); i++) {
            final var before = m_indices.put(m_columns.get(i).getName(), i);
            if (before != null) {
                throw new IllegalArgumentException("Duplicate column name \"" + m_columns.get(i).getName()
                    + "\" at positions " + before + " and " + i + ".");
            }
        }
    }

    public DataTableSpec() {
        this(null, List.of(), Map.of());
    }

    public DataTableSpec(final DataColumnSpec... columns) {
        this(null, List.of(columns), Map.of());
    }

    public DataTableSpec(final String name) {
        this(name, List.of(), Map.of());
    }

    public DataTableSpec(final String name, final DataColumnSpec... columns) {
        this(name, List.of(columns), Map.of());
    }

    public DataTableSpec(final String[] names, final DataType[] types) {
        this(null, List.of(createColumnSpecs(names, types)), Map.of());
    }

    public DataTableSpec(final String name, final String[] names, final DataType[] types) {
        this(name, List.of(createColumnSpecs(names, types)), Map.of());
    }

    /** The columns of the one table followed by those of the other. */
    public DataTableSpec(final DataTableSpec left, final DataTableSpec right) {
        this(null, left, right);
    }

    /** The columns of the one table followed by those of the other. */
    public DataTableSpec(final String name, final DataTableSpec left, final DataTableSpec right) {
        this(name, Stream.concat(left.stream(), right.stream()).toList(), merged(left, right));
    }

    private static Map<String, String> merged(final DataTableSpec left, final DataTableSpec right) {
        final var properties = new LinkedHashMap<>(left.m_properties);
        properties.putAll(right.m_properties);
        return properties;
    }

    public static final DataColumnSpec[] createColumnSpecs(final String[] names, final DataType[] types) {
        if (names.length != types.length) {
            throw new IllegalArgumentException("There are " + names.length + " column names but " + types.length
                + " column types.");
        }
        final var specs = new DataColumnSpec[names.length];
        Arrays.setAll(specs, i -> new DataColumnSpecCreator(names[i], types[i]).createSpec());
        return specs;
    }

    public boolean containsCompatibleType(final Class<? extends DataValue> valueClass) {
        return m_columns.stream().anyMatch(c -> c.getType().isCompatible(valueClass));
    }

    public boolean containsName(final String column) {
        return m_indices.containsKey(column);
    }

    /** @return whether there are the same columns in the same order; domains and properties do not count */
    public boolean equalStructure(final DataTableSpec other) {
        return compare(other, DataColumnSpec::equalStructure);
    }

    /** @return whether rows of this table may stand in the other one: same names, types that comply with its */
    public boolean isCompatibleWith(final DataTableSpec other) {
        return compare(other, DataColumnSpec::isCompatibleWith);
    }

    private boolean compare(final DataTableSpec other, final BiPredicate<DataColumnSpec, DataColumnSpec> columns) {
        return other != null && getNumColumns() == other.getNumColumns() && IntStream.range(0, getNumColumns())
            .allMatch(i -> columns.test(m_columns.get(i), other.m_columns.get(i)));
    }

    @Override
    public boolean equals(final Object other) {
        return this == other || other instanceof DataTableSpec spec && m_columns.equals(spec.m_columns)
            && m_properties.equals(spec.m_properties);
    }

    @Override
    public int hashCode() {
        return m_columns.hashCode();
    }

    public Map<String, String> getProperties() {
        return m_properties;
    }

    /** @return the column's index, -1 where there is no such column */
    public int findColumnIndex(final String column) {
        return m_indices.getOrDefault(column, -1);
    }

    /** @return the columns' indices, -1 where there is no such column */
    public int[] columnsToIndices(final String... columns) {
        return Stream.of(columns).mapToInt(this::findColumnIndex).toArray();
    }

    public final String[] getColumnNames() {
        return m_columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    public DataColumnSpec getColumnSpec(final int index) {
        return m_columns.get(index);
    }

    /** @return the column, null where there is no such column */
    public DataColumnSpec getColumnSpec(final String column) {
        final int index = findColumnIndex(column);
        return index < 0 ? null : m_columns.get(index);
    }

    public String getName() {
        return m_name;
    }

    public int getNumColumns() {
        return m_columns.size();
    }

    /** @return the colour that the first column with colours gives to the row */
    public ColorAttr getRowColor(final DataRow row) {
        for (int i = 0; i < getNumColumns(); i++) {
            final var handler = m_columns.get(i).getColorHandler();
            if (handler != null) {
                return handler.getColorAttr(row.getCell(i));
            }
        }
        return ColorAttr.DEFAULT;
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return m_columns.iterator();
    }

    public Stream<DataColumnSpec> stream() {
        return m_columns.stream();
    }

    public void save(final ConfigWO config) {
        config.addString(NAME, m_name);
        config.addInt(COLUMNS, getNumColumns());
        for (int i = 0; i < getNumColumns(); i++) {
            m_columns.get(i).save(config.addConfig(COLUMN + i));
        }
        if (!m_properties.isEmpty()) {
            final var properties = config.addConfig(PROPERTIES);
            int i = 0;
            for (final var property : m_properties.entrySet()) {
                final var entry = properties.addConfig("prop-" + i++);
                entry.addString("key", property.getKey());
                entry.addString("value", property.getValue());
            }
        }
    }

    public static DataTableSpec load(final ConfigRO config) throws InvalidSettingsException {
        final var columns = new ArrayList<DataColumnSpec>();
        for (int i = 0; i < config.getInt(COLUMNS); i++) {
            columns.add(DataColumnSpec.load(config.getConfig(COLUMN + i)));
        }
        final var properties = new LinkedHashMap<String, String>();
        if (config.containsKey(PROPERTIES)) {
            final var saved = config.getConfig(PROPERTIES);
            for (final var key : saved) {
                properties.put(saved.getConfig(key).getString("key"), saved.getConfig(key).getString("value"));
            }
        }
        return new DataTableSpec(config.getString(NAME), columns, properties);
    }

    /** @return the name itself, or with " (#1)", " (#2)", … where the table has such a column */
    public static String getUniqueColumnName(final DataTableSpec spec, final String column) {
        final var wanted = column.trim();
        var name = wanted;
        for (int i = 1; spec != null && spec.containsName(name); i++) {
            name = wanted + " (#" + i + ")";
        }
        return name;
    }

    @Override
    public String toString() {
        return "name=" + m_name + ",columns=" + m_columns;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
