package org.knime.core.node;

/** Makes nodes; a workflow names the factory's class. */
public abstract class NodeFactory<T extends NodeModel> {

    protected NodeFactory() {
    }

    /** What kind of node it is, for its colour. */
    public enum NodeType {
            Source, Sink, Learner, Predictor, Manipulator, Visualizer, Widget, Meta, LoopStart, LoopEnd, ScopeStart,
            ScopeEnd, QuickForm, Configuration, Other, Missing, Unknown, Subnode, VirtualIn, VirtualOut, Container
    }
}
