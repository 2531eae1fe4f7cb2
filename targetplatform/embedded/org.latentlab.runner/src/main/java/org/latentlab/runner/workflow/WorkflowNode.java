package org.latentlab.runner.workflow;

import org.knime.core.node.NodeSettings;
import org.latentlab.runner.progress.NodeLabel;

/**
 * A node as the workflow's files tell it.
 *
 * @param id its number in the workflow
 * @param name what it is called, e.g. "Train VAE"
 * @param kind NativeNode, MetaNode or SubNode
 * @param factory the class name of its factory; empty for a metanode or component
 * @param plugin the symbolic name of the plug-in it comes from
 * @param executed whether it was saved as executed
 * @param settings its settings.xml
 */
public record WorkflowNode(int id, String name, String kind, String factory, String plugin, boolean executed,
    NodeSettings settings) {

    /** @return how it is called in what the analyst reads */
    public NodeLabel label() {
        return new NodeLabel(id, name);
    }
}
