package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** Writing side of a model's content. */
public interface ModelContentWO extends ConfigWO {

    ModelContentWO addModelContent(String key);

    void addModelContent(ModelContent content);
}
