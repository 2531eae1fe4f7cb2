package org.knime.node.parameters.widget.choices;

import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.node.parameters.NodeParametersInput;

/** Gives the columns that can be chosen. */
public interface ColumnChoicesProvider extends TypedStringChoicesProvider {

    @Override
    default void init(final StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
    }

    /** @return the columns; this or {@link #computeState} is implemented */
    default List<DataColumnSpec> columnChoices(final NodeParametersInput input) {
        throw new IllegalStateException(getClass().getName() + " must implement columnChoices or computeState.");
    }

    @Override
    default List<TypedStringChoice> computeState(final NodeParametersInput input) {
        return columnChoices(input).stream().map(TypedStringChoice::fromColSpec).toList();
    }
}
