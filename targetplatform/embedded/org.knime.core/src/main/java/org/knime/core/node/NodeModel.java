package org.knime.core.node;

/** What a node does in KNIME; nodes made with a fluent definition never see it. */
public abstract class NodeModel {

    NodeModel() {
    }
}
