package org.latentlab.runner.workflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.knime.core.node.InvalidSettingsException;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.catalog.NodeCatalog;

/** A workflow with its nodes' classes loaded and its connections checked against their ports. */
public final class LoadedWorkflow {

    private final Workflow m_workflow;

    private final NodeGraph<LoadedNode> m_graph;

    private LoadedWorkflow(final Workflow workflow, final NodeGraph<LoadedNode> graph) {
        m_workflow = workflow;
        m_graph = graph;
    }

    /**
     * @param workflow a workflow as it was read
     * @param catalog the nodes that there are
     * @return the workflow, ready to be configured
     * @throws RunnerException if a node is not in the catalog, a connection has no port at one of its ends or joins
     *             ports of different types, an input port is not connected, or the connections form a cycle
     */
    public static LoadedWorkflow load(final Workflow workflow, final NodeCatalog catalog) throws RunnerException {
        checkNodes(workflow, catalog);
        final Map<Integer, LoadedNode> nodes = new TreeMap<>();
        for (WorkflowNode node : workflow.nodes()) {
            final NodeHandle handle = catalog.open(catalog.find(node.factory()).orElseThrow());
            try {
                nodes.put(node.id(), new LoadedNode(node, handle, PortLayout.ports(handle.inputGroups(),
                    node.settings()), PortLayout.ports(handle.outputGroups(), node.settings())));
            } catch (InvalidSettingsException e) {
                throw new RunnerException(ExitCodes.LOAD, node.label().quoted() + " cannot be loaded: "
                    + e.getMessage() + ".", e);
            }
        }
        final NodeGraph<LoadedNode> graph = new NodeGraph<>(nodes, workflow.connections());
        checkConnections(workflow.connections(), nodes);
        return new LoadedWorkflow(workflow, graph);
    }

    private static void checkNodes(final Workflow workflow, final NodeCatalog catalog) throws RunnerException {
        final List<String> problems = new ArrayList<>();
        for (WorkflowNode node : workflow.nodes()) {
            if (!node.kind().equals("NativeNode")) {
                problems.add((node.kind().equals("SubNode") ? "Component '" : "Metanode '") + node.name() + "' (#"
                    + node.id() + ") cannot be run by LatentLab; open the workflow in KNIME to run it");
            } else if (catalog.find(node.factory()).isEmpty()) {
                problems.add("Node '" + node.name() + "' (plug-in '" + node.plugin()
                    + "') is not part of LatentLab; open the workflow in KNIME to run it");
            }
        }
        if (!problems.isEmpty()) {
            throw new RunnerException(ExitCodes.EXECUTE, String.join("\n", problems));
        }
    }

    private static void checkConnections(final List<Connection> connections, final Map<Integer, LoadedNode> nodes)
        throws RunnerException {
        final Set<String> taken = new HashSet<>();
        for (Connection c : connections) {
            final LoadedNode source = nodes.get(c.source());
            final LoadedNode destination = nodes.get(c.destination());
            if (c.sourcePort() == 0 || c.destinationPort() == 0) {
                if (c.sourcePort() != c.destinationPort()) {
                    throw new RunnerException(ExitCodes.LOAD, "The connection from " + source.label() + " to "
                        + destination.label() + " joins a flow variable port and another one.");
                }
                continue;
            }
            checkPort(source, source.outputs(), c.sourcePort(), "output");
            checkPort(destination, destination.inputs(), c.destinationPort(), "input");
            final Port from = source.outputs().get(c.sourcePort() - 1);
            final Port to = destination.inputs().get(c.destinationPort() - 1);
            if (!to.type().isSuperTypeOf(from.type())) {
                throw new RunnerException(ExitCodes.LOAD, "The port '" + from.name() + "' of " + source.label()
                    + " gives " + from.type().getName() + ", but the port '" + to.name() + "' of "
                    + destination.label() + " that it is connected to takes " + to.type().getName() + ".");
            }
            if (!taken.add(c.destination() + "/" + c.destinationPort())) {
                throw new RunnerException(ExitCodes.LOAD, "The input port '" + to.name() + "' of "
                    + destination.label() + " is connected twice.");
            }
        }
        for (LoadedNode node : nodes.values()) {
            for (int i = 0; i < node.inputs().size(); i++) {
                if (!node.inputs().get(i).type().isOptional() && !taken.contains(node.id() + "/" + (i + 1))) {
                    throw new RunnerException(ExitCodes.EXECUTE, node.label().quoted() + " cannot run: its input port "
                        + (i + 1) + " '" + node.inputs().get(i).name() + "' is not connected.");
                }
            }
        }
    }

    private static void checkPort(final LoadedNode node, final List<Port> ports, final int port, final String side)
        throws RunnerException {
        if (port < 1 || port > ports.size()) {
            throw new RunnerException(ExitCodes.LOAD, "A connection uses " + side + " port " + port + " of "
                + node.label() + ", which has " + (ports.isEmpty() ? "none" : ports.size()) + ".");
        }
    }

    /** @return the workflow as it was read */
    public Workflow workflow() {
        return m_workflow;
    }

    /** @return its nodes, each behind those that it waits for */
    public List<LoadedNode> nodes() {
        return m_graph.order();
    }

    NodeGraph<LoadedNode> graph() {
        return m_graph;
    }
}
