package org.knime.node.parameters.migration;

import java.util.List;

/** Gives a parameter a value of its own where it is absent in the settings. */
public interface DefaultProvider<T> extends NodeParametersMigration<T> {

    T getDefault();

    @Override
    default List<ConfigMigration<T>> getConfigMigrations() {
        return List.of(ConfigMigration.builder(settings -> getDefault()).build());
    }
}
