package org.knime.node.parameters.migration;

import java.util.List;

/** How a parameter is loaded from settings of older forms. Has a constructor without arguments. */
public interface NodeParametersMigration<T> {

    /** @return what may apply, tried in this order */
    List<ConfigMigration<T>> getConfigMigrations();
}
