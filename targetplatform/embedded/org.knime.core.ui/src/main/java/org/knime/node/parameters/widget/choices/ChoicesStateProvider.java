package org.knime.node.parameters.widget.choices;

import java.util.List;

import org.knime.node.parameters.updates.StateProvider;

/** Gives what the analyst can choose from. */
public interface ChoicesStateProvider<S> extends StateProvider<List<S>> {
}
