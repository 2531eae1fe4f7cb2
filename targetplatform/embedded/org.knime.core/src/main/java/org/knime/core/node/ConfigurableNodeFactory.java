package org.knime.core.node;

/** Makes nodes whose ports may vary. */
public abstract class ConfigurableNodeFactory<T extends NodeModel> extends NodeFactory<T> {

    protected ConfigurableNodeFactory() {
    }
}
