package org.latentlab.runner.build;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.settings.FlowValue;
import org.latentlab.runner.settings.FlowVariables;
import org.latentlab.runner.settings.SettingsPath;
import org.latentlab.runner.workflow.Connection;

/** The nodes' settings, found from the sources on, since a node's defaults may depend on what comes in. */
final class WorkflowDraft {

    private final Map<Integer, NodeSettings> m_models = new HashMap<>();

    private final Map<Integer, PortObjectSpec[]> m_outputs = new HashMap<>();

    private final Set<Integer> m_configured = new HashSet<>();

    private WorkflowDraft() {
    }

    static WorkflowDraft of(final List<NodeBuilder> nodes, final List<Connection> connections,
        final Map<String, FlowValue> variables) throws RunnerException, InvalidSettingsException {
        final WorkflowDraft draft = new WorkflowDraft();
        final Map<Integer, NodeBuilder> rest = new LinkedHashMap<>();
        nodes.forEach(node -> rest.put(node.id(), node));
        while (!rest.isEmpty()) {
            final NodeBuilder next = rest.values().stream()
                .filter(node -> connections.stream()
                    .noneMatch(c -> c.destination() == node.id() && rest.containsKey(c.source())))
                .findFirst().orElseThrow(() -> new RunnerException(ExitCodes.LOAD,
                    "The connections form a cycle among the nodes " + rest.keySet() + "."));
            rest.remove(next.id());
            draft.add(next, connections.stream().filter(c -> c.destination() == next.id()).toList(), variables);
        }
        return draft;
    }

    private void add(final NodeBuilder node, final List<Connection> into, final Map<String, FlowValue> variables)
        throws InvalidSettingsException {
        final PortType[] inputTypes = types(node, true);
        final PortType[] outputTypes = types(node, false);
        final PortObjectSpec[] inputs = new PortObjectSpec[inputTypes.length];
        for (Connection c : into) {
            if (c.destinationPort() > 0) {
                inputs[c.destinationPort() - 1] = m_outputs.get(c.source())[c.sourcePort() - 1];
            }
        }
        final NodeSettings model = node.model(inputs);
        m_models.put(node.id(), model);
        m_outputs.put(node.id(), new PortObjectSpec[outputTypes.length]);
        final boolean known = into.stream()
            .allMatch(c -> c.destinationPort() == 0 || inputs[c.destinationPort() - 1] != null);
        if (known && into.stream().filter(c -> c.destinationPort() > 0).count() == inputTypes.length) {
            try {
                final NodeSettings controlled = new NodeSettings("model");
                model.copyTo(controlled);
                for (Map.Entry<SettingsPath, String> binding : node.bindings().entrySet()) {
                    FlowVariables.control(controlled, binding.getKey(), binding.getValue(), variables);
                }
                m_outputs.put(node.id(), node.handle().configure(node.handle().parametersClass() == null ? null
                    : controlled, inputs, inputTypes, outputTypes).outSpecs());
                m_configured.add(node.id());
            } catch (InvalidSettingsException e) {
                throw new InvalidSettingsException(node.name() + " (#" + node.id() + "): " + e.getMessage(), e);
            }
        }
    }

    private static PortType[] types(final NodeBuilder node, final boolean inputs) {
        return node.ports(inputs ? node.handle().inputGroups() : node.handle().outputGroups()).stream()
            .map(Map.Entry::getValue).toArray(PortType[]::new);
    }

    NodeSettings model(final NodeBuilder node) {
        return m_models.get(node.id());
    }

    boolean isConfigured(final NodeBuilder node) {
        return m_configured.contains(node.id());
    }
}
