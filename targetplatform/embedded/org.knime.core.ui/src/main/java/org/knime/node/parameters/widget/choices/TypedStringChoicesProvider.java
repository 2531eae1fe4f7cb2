package org.knime.node.parameters.widget.choices;

/** Gives the texts with types that can be chosen. */
public interface TypedStringChoicesProvider extends ChoicesStateProvider<TypedStringChoice> {

    @Override
    default void init(final StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
    }
}
