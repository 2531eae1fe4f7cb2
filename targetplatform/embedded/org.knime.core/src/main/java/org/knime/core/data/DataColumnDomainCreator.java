package org.knime.core.data;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes column domains. */
public class DataColumnDomainCreator {

    private DataCell m_lower;

    private DataCell m_upper;

    private Set<? extends DataCell> m_values;

    public DataColumnDomainCreator() {
        this((Set<? extends DataCell>)null, null, null);
    }

    public DataColumnDomainCreator(final DataColumnDomain domain) {
        this(domain.getValues(), domain.getLowerBound(), domain.getUpperBound());
    }

    public DataColumnDomainCreator(final Set<? extends DataCell> values) {
        this(values, null, null);
    }

    public DataColumnDomainCreator(final DataCell[] values) {
        this(values, null, null);
    }

    public DataColumnDomainCreator(final DataCell lower, final DataCell upper) {
        this((Set<? extends DataCell>)null, lower, upper);
    }

    public DataColumnDomainCreator(final DataCell[] values, final DataCell lower, final DataCell upper) {
        this(values == null ? null : new LinkedHashSet<>(Arrays.asList(values)), lower, upper);
    }

    public DataColumnDomainCreator(final Set<? extends DataCell> values, final DataCell lower, final DataCell upper) {
        setValues(values);
        setLowerBound(lower);
        setUpperBound(upper);
    }

    public DataColumnDomain createDomain() {
        return new DataColumnDomain(m_lower, m_upper, m_values);
    }

    /** @param values the possible values, null where they are not known; a missing cell cannot be one */
    public void setValues(final Set<? extends DataCell> values) {
        if (values != null && values.stream().anyMatch(v -> v == null || v.isMissing())) {
            throw new IllegalArgumentException("A missing cell is no possible value of a domain: " + values);
        }
        m_values = values;
    }

    public void setLowerBound(final DataCell lower) {
        m_lower = lower;
    }

    public void setUpperBound(final DataCell upper) {
        m_upper = upper;
    }
}
