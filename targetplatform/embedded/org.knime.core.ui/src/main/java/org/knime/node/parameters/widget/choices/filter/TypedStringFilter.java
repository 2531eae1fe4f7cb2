package org.knime.node.parameters.widget.choices.filter;

import java.util.List;
import java.util.function.Predicate;

import org.knime.node.parameters.persistence.Persistable;

/** A parameter that selects by name or by type. */
public abstract class TypedStringFilter<T extends TypeFilter> implements Persistable {

    enum Mode {
            MANUAL, REGEX, WILDCARD, TYPE
    }

    Mode m_mode = Mode.MANUAL;

    PatternFilter m_patternFilter = new PatternFilter();

    ManualFilter m_manualFilter;

    public T m_typeFilter;

    protected TypedStringFilter(final String[] selected, final T typeFilter) {
        m_manualFilter = new ManualFilter(selected);
        m_typeFilter = typeFilter;
    }

    protected TypedStringFilter(final List<String> selected, final T typeFilter) {
        this(selected.toArray(String[]::new), typeFilter);
    }

    protected void setIncludeUnknownValues(final boolean include) {
        m_manualFilter.m_includeUnknownColumns = include;
    }

    protected String[] getMissingSelected(final String[] choices) {
        return m_mode == Mode.MANUAL ? m_manualFilter.missing(choices) : new String[0];
    }

    protected Predicate<String> getStringFilterPredicate() {
        return switch (m_mode) {
            case MANUAL -> m_manualFilter.predicate();
            case REGEX -> m_patternFilter.predicate(false);
            case WILDCARD -> m_patternFilter.predicate(true);
            case TYPE -> throw new IllegalStateException("A filter by type does not look at names.");
        };
    }
}
