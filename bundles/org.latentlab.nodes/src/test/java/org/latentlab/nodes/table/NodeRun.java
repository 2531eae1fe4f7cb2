package org.latentlab.nodes.table;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.latentlab.platform.core.EmbeddedProgressMonitor;
import org.latentlab.platform.core.ExecutionContexts;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.platform.ui.ParametersPersistence;
import org.latentlab.platform.ui.PortGroup;

/** Configures and executes a node on the embedded platform, its parameters saved and loaded as in a workflow. */
public final class NodeRun {

    private final NodeHandle m_node;
    private final Path m_directory;
    private final EmbeddedProgressMonitor m_monitor = new EmbeddedProgressMonitor(this::reported);
    private double m_cancelAt = Double.POSITIVE_INFINITY;

    /**
     * @param factory makes the node
     * @param directory for file stores
     */
    public NodeRun(final DefaultNodeFactory factory, final Path directory) {
        m_node = NodeHandle.of(factory);
        m_directory = directory;
    }

    /** @return the node */
    public NodeHandle node() {
        return m_node;
    }

    /** @return the monitor of all executions */
    public EmbeddedProgressMonitor monitor() {
        return m_monitor;
    }

    private void reported(final double fraction, final String message) {
        if (fraction > m_cancelAt) {
            m_monitor.cancel();
        }
    }

    /** Cancels executions as soon as they are further than this, in [0, 1]. */
    public void cancelAt(final double fraction) {
        m_cancelAt = fraction;
    }

    /** @return an execution watched by the monitor */
    public ExecutionContext exec() {
        return ExecutionContexts.create(m_directory, m_monitor);
    }

    /** Configures with these parameters, or with the node's defaults where they are null. */
    public NodeHandle.Configured configure(final NodeParameters parameters, final PortObjectSpec... in)
        throws Exception {
        return m_node.configure(settings(parameters), in, types(inputs(in.length)), types(m_node.outputGroups()));
    }

    /** Executes with these parameters, or with the node's defaults where they are null. */
    public NodeHandle.Executed execute(final NodeParameters parameters, final PortObject... in) throws Exception {
        return m_node.execute(settings(parameters), in, types(m_node.outputGroups()), exec());
    }

    /** Configures, then executes; @return what comes out */
    public NodeHandle.Executed run(final NodeParameters parameters, final PortObject... in) throws Exception {
        configure(parameters, Arrays.stream(in).map(PortObject::getSpec).toArray(PortObjectSpec[]::new));
        return execute(parameters, in);
    }

    /** Runs a node with one output table. */
    public BufferedDataTable table(final NodeParameters parameters, final PortObject... in) throws Exception {
        return (BufferedDataTable)run(parameters, in).out()[0];
    }

    /** @return the ports, without the optional ones where fewer are connected */
    private List<PortGroup> inputs(final int connected) {
        final List<PortGroup> all = m_node.inputGroups();
        return connected == all.size() ? all
            : all.stream().filter(group -> group.kind() != PortGroup.Kind.OPTIONAL).toList();
    }

    private static NodeSettings settings(final NodeParameters parameters) {
        if (parameters == null) {
            return null;
        }
        final NodeSettings settings = new NodeSettings("model");
        ParametersPersistence.save(parameters, settings);
        return settings;
    }

    private static PortType[] types(final List<PortGroup> groups) {
        return groups.stream().map(PortGroup::type).toArray(PortType[]::new);
    }
}
