package org.latentlab.runner.workflow;

import java.util.List;

import org.knime.core.node.port.PortType;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.runner.progress.NodeLabel;

/**
 * A node of a workflow with its classes.
 *
 * @param file what the workflow says of it
 * @param handle what runs it
 * @param inputs the input ports it has in this workflow
 * @param outputs the output ports it has in this workflow
 */
public record LoadedNode(WorkflowNode file, NodeHandle handle, List<Port> inputs, List<Port> outputs) {

    /** @return its number in the workflow */
    public int id() {
        return file.id();
    }

    /** @return how it is called in what the analyst reads */
    public NodeLabel label() {
        return file.label();
    }

    PortType[] inputTypes() {
        return inputs.stream().map(Port::type).toArray(PortType[]::new);
    }

    PortType[] outputTypes() {
        return outputs.stream().map(Port::type).toArray(PortType[]::new);
    }
}
