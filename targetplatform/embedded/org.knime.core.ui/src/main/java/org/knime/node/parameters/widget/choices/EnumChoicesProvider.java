package org.knime.node.parameters.widget.choices;

import java.util.List;

import org.knime.node.parameters.NodeParametersInput;

/** Gives the constants that can be chosen. */
public interface EnumChoicesProvider<E extends Enum<E>> extends ChoicesStateProvider<EnumChoice<E>> {

    @Override
    default void init(final StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
    }

    /** @return the constants; this or {@link #computeState} is implemented */
    default List<E> choices(final NodeParametersInput input) {
        throw new IllegalStateException(getClass().getName() + " must implement choices or computeState.");
    }

    @Override
    default List<EnumChoice<E>> computeState(final NodeParametersInput input) {
        return choices(input).stream().map(EnumChoice::fromEnumConst).toList();
    }
}
