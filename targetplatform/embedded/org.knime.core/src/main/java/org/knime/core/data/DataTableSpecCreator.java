package org.knime.core.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes table specs. */
public final class DataTableSpecCreator {

    private final List<DataColumnSpec> m_columns = new ArrayList<>();

    private final Map<String, String> m_properties = new LinkedHashMap<>();

    private String m_name;

    public DataTableSpecCreator() {
        // starts without columns
    }

    public DataTableSpecCreator(final DataTableSpec spec) {
        m_name = spec.getName();
        spec.forEach(m_columns::add);
        m_properties.putAll(spec.getProperties());
    }

    public DataTableSpecCreator replaceColumn(final int index, final DataColumnSpec column) {
        m_columns.set(index, column);
        return this;
    }

    public DataTableSpecCreator addColumns(final DataColumnSpec... columns) {
        for (final var column : columns) {
            if (m_columns.stream().anyMatch(c -> c.getName().equals(column.getName()))) {
                throw new IllegalArgumentException("Column \"" + column.getName() + "\" already contained.");
            }
            m_columns.add(column);
        }
        return this;
    }

    public DataTableSpecCreator addColumns(final DataTableSpec spec) {
        return addColumns(spec.stream().toArray(DataColumnSpec[]::new));
    }

    public DataTableSpecCreator setName(final String name) {
        m_name = name;
        return this;
    }

    public DataTableSpecCreator putProperties(final Map<String, String> properties) {
        properties.forEach(this::putProperty);
        return this;
    }

    public DataTableSpecCreator putProperty(final String key, final String value) {
        if (key == null || key.isEmpty()) {
            throw new IllegalArgumentException("Invalid property key (null or empty string)");
        }
        m_properties.put(key, value);
        return this;
    }

    public DataTableSpecCreator dropAllDomains() {
        m_columns.replaceAll(c -> {
            final var creator = new DataColumnSpecCreator(c);
            creator.setDomain(null);
            return creator.createSpec();
        });
        return this;
    }

    public DataTableSpecCreator dropAllColumns() {
        m_columns.clear();
        return this;
    }

    public DataTableSpec createSpec() {
        return new DataTableSpec(m_name, m_columns, m_properties);
    }
}
