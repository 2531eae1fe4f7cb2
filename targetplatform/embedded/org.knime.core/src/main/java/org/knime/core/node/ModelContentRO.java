package org.knime.core.node;

import org.knime.core.node.config.ConfigRO;

/** Reading side of a model's content. */
public interface ModelContentRO extends ConfigRO {

    ModelContentRO getModelContent(String key) throws InvalidSettingsException;
}
