package org.knime.node;

import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeModel;
import org.latentlab.platform.ui.NodeInternals;

/** Makes the nodes of a fluent definition; a sub-class has a public constructor without arguments. */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<NodeModel> {

    static {
        NodeInternals.setReader(factory -> factory.m_node.declaration());
    }

    private final DefaultNode m_node;

    protected DefaultNodeFactory(final DefaultNode node) {
        if (node == null) {
            throw new NullPointerException("A node factory needs a node.");
        }
        m_node = node;
    }
}
