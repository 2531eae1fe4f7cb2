package org.knime.core.data.container;

import java.util.LinkedHashSet;
import java.util.Set;

import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValueComparator;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.NominalValue;

/**
 * Learns the domains of a table's columns from its rows: possible values of nominal columns in the order of their
 * appearance, none any more where there are too many, and bounds of bounded columns, for which NaN does not count.
 */
final class DomainBuilder {

    private final DataTableSpec m_spec;

    private final int m_maxValues;

    private final boolean m_enabled;

    private final Column[] m_columns;

    DomainBuilder(final DataTableSpec spec, final DataContainerSettings settings) {
        m_spec = spec;
        m_maxValues = settings.getMaxDomainValues();
        m_enabled = settings.isEnableDomainUpdate();
        m_columns =
            spec.stream().map(c -> new Column(c, settings.isInitializeDomain())).toArray(Column[]::new);
    }

    void update(final DataRow row) {
        if (m_enabled) {
            for (int i = 0; i < m_columns.length; i++) {
                m_columns[i].update(row.getCell(i), m_maxValues);
            }
        }
    }

    DataTableSpec createSpec() {
        final var columns = new DataColumnSpec[m_columns.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = m_enabled ? m_columns[i].createSpec() : m_spec.getColumnSpec(i);
        }
        // like KNIME's, the table of a container has its spec's name but not the properties
        return new DataTableSpec(m_spec.getName(), columns);
    }

    private static final class Column {

        private final DataColumnSpec m_spec;

        private final boolean m_bounded;

        private final DataValueComparator m_order;

        private Set<DataCell> m_values;

        private DataCell m_lower;

        private DataCell m_upper;

        Column(final DataColumnSpec spec, final boolean initialize) {
            m_spec = spec;
            m_bounded = spec.getType().isCompatible(BoundedValue.class) && !spec.getType().isMissingValueType();
            m_order = m_bounded ? spec.getType().getComparator() : null;
            final var domain = spec.getDomain();
            if (spec.getType().isCompatible(NominalValue.class)) {
                m_values = new LinkedHashSet<>();
                if (initialize && domain.hasValues()) {
                    m_values.addAll(domain.getValues());
                }
            }
            if (m_bounded && initialize) {
                m_lower = domain.getLowerBound();
                m_upper = domain.getUpperBound();
            }
        }

        void update(final DataCell cell, final int maxValues) {
            if (cell.isMissing()) {
                return;
            }
            if (m_values != null && m_values.add(cell) && m_values.size() > maxValues) {
                m_values = null;
            }
            if (m_bounded && !(cell instanceof DoubleValue number && Double.isNaN(number.getDoubleValue()))) {
                if (m_lower == null || m_order.compare(cell, m_lower) < 0) {
                    m_lower = cell;
                }
                if (m_upper == null || m_order.compare(cell, m_upper) > 0) {
                    m_upper = cell;
                }
            }
        }

        DataColumnSpec createSpec() {
            final var creator = new DataColumnSpecCreator(m_spec);
            creator.setDomain(new DataColumnDomainCreator(m_values, m_lower, m_upper).createDomain());
            return creator.createSpec();
        }
    }
}
