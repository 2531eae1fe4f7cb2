package org.knime.node.parameters.updates;

/** Names a parameter of the dialog, for what depends on it. */
public interface ParameterReference<V> {
}
