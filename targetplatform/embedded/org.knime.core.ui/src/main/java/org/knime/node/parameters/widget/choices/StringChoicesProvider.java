package org.knime.node.parameters.widget.choices;

import java.util.List;

import org.knime.node.parameters.NodeParametersInput;

/** Gives the texts that can be chosen. */
public interface StringChoicesProvider extends ChoicesStateProvider<StringChoice> {

    @Override
    default void init(final StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
    }

    /** @return the texts; this or {@link #computeState} is implemented */
    default List<String> choices(final NodeParametersInput input) {
        throw new IllegalStateException(getClass().getName() + " must implement choices or computeState.");
    }

    @Override
    default List<StringChoice> computeState(final NodeParametersInput input) {
        return choices(input).stream().map(StringChoice::fromId).toList();
    }
}
