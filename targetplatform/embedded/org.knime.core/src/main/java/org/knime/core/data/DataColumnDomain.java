package org.knime.core.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** What is known of a column's values: the possible ones and the bounds, each of which may be absent. */
public final class DataColumnDomain {

    private static final String LOWER = "lower_bound";

    private static final String UPPER = "upper_bound";

    private static final String VALUES = "possible_values";

    private final DataCell m_lower;

    private final DataCell m_upper;

    private final Set<DataCell> m_values;

    DataColumnDomain(final DataCell lower, final DataCell upper, final Set<? extends DataCell> values) {
        m_lower = lower;
        m_upper = upper;
        m_values = values == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    /** @return the possible values in their order, null where they are not known */
    public Set<DataCell> getValues() {
        return m_values;
    }

    public boolean hasValues() {
        return m_values != null;
    }

    /** @return the lower bound, null where there is none */
    public DataCell getLowerBound() {
        return m_lower;
    }

    public boolean hasLowerBound() {
        return m_lower != null && !m_lower.isMissing();
    }

    /** @return the upper bound, null where there is none */
    public DataCell getUpperBound() {
        return m_upper;
    }

    public boolean hasUpperBound() {
        return m_upper != null && !m_upper.isMissing();
    }

    public boolean hasBounds() {
        return hasLowerBound() && hasUpperBound();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataColumnDomain domain && Objects.equals(m_lower, domain.m_lower)
            && Objects.equals(m_upper, domain.m_upper) && Objects.equals(m_values, domain.m_values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_lower, m_upper, m_values);
    }

    @Override
    public String toString() {
        return "lower=" + m_lower + ",upper=" + m_upper + ",values=" + m_values;
    }

    public void save(final ConfigWO config) {
        if (hasLowerBound()) {
            config.addDataCell(LOWER, m_lower);
        }
        if (hasUpperBound()) {
            config.addDataCell(UPPER, m_upper);
        }
        if (hasValues()) {
            config.addDataCellArray(VALUES, m_values.toArray(DataCell[]::new));
        }
    }

    public static DataColumnDomain load(final ConfigRO config) {
        final var values = config.getDataCellArray(VALUES, (DataCell[])null);
        return new DataColumnDomain(config.getDataCell(LOWER, null), config.getDataCell(UPPER, null),
            values == null ? null : new LinkedHashSet<>(Arrays.asList(values)));
    }
}
