package org.knime.node.parameters.widget.choices.filter;

import java.util.List;
import java.util.stream.Stream;

import org.knime.node.parameters.persistence.Persistable;

/** A parameter that selects texts. */
public class StringFilter implements Persistable {

    enum Mode {
            MANUAL, REGEX, WILDCARD
    }

    Mode m_mode = Mode.MANUAL;

    PatternFilter m_patternFilter = new PatternFilter();

    ManualFilter m_manualFilter;

    public StringFilter() {
        this(new String[0]);
    }

    public StringFilter(final String[] selected) {
        m_manualFilter = new ManualFilter(selected);
    }

    public StringFilter(final List<String> selected) {
        this(selected.toArray(String[]::new));
    }

    /** Leaves out what was not there when the parameters were set. */
    public void excludeUnknownColumn() {
        m_manualFilter.m_includeUnknownColumns = false;
    }

    /** @return the selected texts that are not among the choices */
    public String[] getMissingSelected(final String[] choices) {
        return m_mode == Mode.MANUAL ? m_manualFilter.missing(choices) : filter(choices);
    }

    /** @return those of the choices that are selected */
    public String[] filter(final String[] choices) {
        final var predicate = m_mode == Mode.MANUAL ? m_manualFilter.predicate()
            : m_patternFilter.predicate(m_mode == Mode.WILDCARD);
        return Stream.of(choices).filter(predicate).toArray(String[]::new);
    }
}
