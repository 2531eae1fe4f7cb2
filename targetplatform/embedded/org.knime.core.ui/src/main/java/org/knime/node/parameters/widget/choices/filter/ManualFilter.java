package org.knime.node.parameters.widget.choices.filter;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.knime.node.parameters.persistence.Persistable;

/** Selects names one by one. */
class ManualFilter implements Persistable {

    String[] m_manuallySelected = {};

    String[] m_manuallyDeselected = {};

    boolean m_includeUnknownColumns;

    ManualFilter() {
        // loaded afterwards
    }

    ManualFilter(final String[] selected) {
        m_manuallySelected = selected.clone();
    }

    Predicate<String> predicate() {
        final var selected = Set.of(m_manuallySelected);
        final var deselected = Set.of(m_manuallyDeselected);
        return name -> selected.contains(name) || m_includeUnknownColumns && !deselected.contains(name);
    }

    String[] missing(final String[] choices) {
        final var known = Set.of(choices);
        return Stream.of(m_manuallySelected).filter(name -> !known.contains(name)).toArray(String[]::new);
    }
}
