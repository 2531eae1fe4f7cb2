package org.latentlab.runner.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;

/**
 * The nodes of a workflow and what comes before what.
 *
 * @param <N> what stands for a node
 */
final class NodeGraph<N> {

    private final Map<Integer, N> m_nodes;

    private final List<Connection> m_connections;

    /** By node, the nodes that it waits for. */
    private final Map<Integer, Set<Integer>> m_before = new LinkedHashMap<>();

    private final List<N> m_order = new ArrayList<>();

    /**
     * @param nodes the nodes by their number
     * @param connections arrows between them
     * @throws RunnerException if an arrow has an end that is no node, or the arrows form a cycle
     */
    NodeGraph(final Map<Integer, N> nodes, final List<Connection> connections) throws RunnerException {
        m_nodes = new TreeMap<>(nodes);
        m_connections = List.copyOf(connections);
        m_nodes.keySet().forEach(id -> m_before.put(id, new LinkedHashSet<>()));
        for (Connection c : connections) {
            if (!m_nodes.containsKey(c.source()) || !m_nodes.containsKey(c.destination())) {
                throw new RunnerException(ExitCodes.LOAD, "The workflow has a connection from node #" + c.source()
                    + " to node #" + c.destination() + ", but no node #"
                    + (m_nodes.containsKey(c.source()) ? c.destination() : c.source())
                    + ". A metanode's own ports are not supported; open the workflow in KNIME to run it.");
            }
            m_before.get(c.destination()).add(c.source());
        }
        sort();
    }

    /** Kahn's algorithm; of the nodes that are ready the one with the lowest number comes first. */
    private void sort() throws RunnerException {
        final Set<Integer> done = new LinkedHashSet<>();
        while (done.size() < m_nodes.size()) {
            final Integer next = m_nodes.keySet().stream()
                .filter(id -> !done.contains(id) && done.containsAll(m_before.get(id))).findFirst().orElse(null);
            if (next == null) {
                final List<String> rest = m_nodes.keySet().stream().filter(id -> !done.contains(id))
                    .map(id -> "#" + id).toList();
                throw new RunnerException(ExitCodes.LOAD, "The connections of the workflow form a cycle among the "
                    + "nodes " + String.join(", ", rest)
                    + ". Loops are not supported; open the workflow in KNIME to run it.");
            }
            done.add(next);
            m_order.add(m_nodes.get(next));
        }
    }

    /** @return the nodes, each behind those that it waits for */
    List<N> order() {
        return m_order;
    }

    N node(final int id) {
        return m_nodes.get(id);
    }

    /** @return the nodes that a node waits for, by number */
    Set<Integer> before(final int id) {
        return m_before.get(id);
    }

    /** @return all nodes that cannot run without a node, by number */
    Set<Integer> behind(final int id) {
        final Set<Integer> behind = new LinkedHashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<Integer, Set<Integer>> node : m_before.entrySet()) {
                final boolean waits =
                    node.getValue().contains(id) || node.getValue().stream().anyMatch(behind::contains);
                grown |= waits && behind.add(node.getKey());
            }
        }
        return behind;
    }

    /** @return the arrows into a node, at its data ports and its variable port */
    List<Connection> into(final int id) {
        return m_connections.stream().filter(c -> c.destination() == id).toList();
    }

    /** @return the arrows out of one of a node's data ports, counted from 0 */
    List<Connection> outOf(final int id, final int port) {
        return m_connections.stream().filter(c -> c.source() == id && c.sourcePort() == port + 1).toList();
    }
}
