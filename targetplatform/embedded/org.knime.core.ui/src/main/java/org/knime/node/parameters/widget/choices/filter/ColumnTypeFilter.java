package org.knime.node.parameters.widget.choices.filter;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.knime.core.data.DataColumnSpec;
import org.knime.node.parameters.widget.choices.TypedStringChoice.PossibleTypeValue;

/** Selects columns by the first value interface of their type. */
final class ColumnTypeFilter extends TypeFilter {

    ColumnTypeFilter() {
        // no type is selected
    }

    @Override
    protected Optional<PossibleTypeValue> fromTypeId(final String typeId) {
        return Optional.of(new PossibleTypeValue(typeId, typeId.substring(typeId.lastIndexOf('.') + 1)));
    }

    Predicate<DataColumnSpec> predicate() {
        final var types = Set.of(m_selectedTypes);
        return column -> types.contains(column.getType().getPreferredValueClass().getName());
    }
}
