package org.knime.node.parameters.persistence;

import org.knime.core.node.NodeSettingsWO;

/** Writes a value into settings. */
@FunctionalInterface
public interface ParametersSaver<T> {

    void save(T value, NodeSettingsWO settings);
}
