package org.latentlab.platform.ui;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** How a parameter is kept in the settings of its owner. */
interface Codec {

    /** @param settings of the owner */
    void save(Object value, NodeSettingsWO settings);

    /**
     * @param settings of the owner
     * @param current what the owner's defaults have
     */
    Object load(NodeSettingsRO settings, Object current) throws InvalidSettingsException;

    /** @return the paths of what is kept, in the settings of the owner */
    List<List<String>> paths();
}
