package org.latentlab.runner.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.latentlab.runner.settings.FlowValue;

/**
 * A workflow directory as it was read; nothing of it is checked against the nodes yet.
 *
 * @param directory where it is
 * @param nodes its nodes, by ascending number
 * @param connections its arrows
 * @param variables its variables with the values that it declares
 */
public record Workflow(Path directory, List<WorkflowNode> nodes, List<Connection> connections,
    Map<String, FlowValue> variables) {
}
