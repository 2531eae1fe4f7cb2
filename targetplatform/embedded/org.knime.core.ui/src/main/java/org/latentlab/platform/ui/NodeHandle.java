package org.latentlab.platform.ui;

import java.net.URL;
import java.util.List;
import java.util.stream.Stream;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.latentlab.platform.core.PortObjects;

/**
 * A node as its factory declares it, ready to be described, configured and executed, with the checks that KNIME makes
 * around each step.
 */
public final class NodeHandle {

    /**
     * The outcome of a configuration.
     *
     * @param outSpecs a spec per output, null where it is not known yet
     * @param warning for the analyst, null where there is none
     */
    public record Configured(PortObjectSpec[] outSpecs, String warning) {
    }

    /**
     * The outcome of an execution.
     *
     * @param out a port object per output
     * @param warning for the analyst, null where there is none
     */
    public record Executed(PortObject[] out, String warning) {
    }

    private final DefaultNodeFactory m_factory;

    private final NodeDeclaration m_node;

    private NodeHandle(final DefaultNodeFactory factory) {
        m_factory = factory;
        m_node = NodeInternals.declaration(factory);
        try {
            if (m_node.m_parametersClass != null) {
                ParametersPersistence.check(m_node.m_parametersClass);
            }
            DescriptionChecks.check(m_node, parameters());
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(factory.getClass().getName() + ": " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the node is declared in a way with which KNIME could not make it */
    public static NodeHandle of(final DefaultNodeFactory factory) {
        return new NodeHandle(factory);
    }

    public String name() {
        return m_node.m_name;
    }

    public String shortDescription() {
        return m_node.m_shortDescription;
    }

    /** @return HTML */
    public String fullDescription() {
        return m_node.m_fullDescription;
    }

    public List<String> keywords() {
        return m_node.m_keywords;
    }

    /** @return the description's links: addresses and their texts in turn */
    public List<String> links() {
        return List.copyOf(m_node.m_links);
    }

    /** @return the given type, or what follows from the ports */
    public NodeFactory.NodeType type() {
        if (m_node.m_type != null) {
            return m_node.m_type;
        }
        if (m_node.m_inputs.isEmpty()) {
            return NodeFactory.NodeType.Source;
        }
        return m_node.m_outputs.isEmpty() ? NodeFactory.NodeType.Sink : NodeFactory.NodeType.Manipulator;
    }

    /** @throws IllegalStateException if there is no such file beside the factory's class */
    public URL icon() {
        final var url = m_factory.getClass().getResource(m_node.m_icon);
        if (url == null) {
            throw new IllegalStateException("The icon '" + m_node.m_icon + "' of " + m_factory.getClass().getName()
                + " is not found beside its class.");
        }
        return url;
    }

    public List<PortGroup> inputGroups() {
        return List.copyOf(m_node.m_inputs);
    }

    public List<PortGroup> outputGroups() {
        return List.copyOf(m_node.m_outputs);
    }

    /** @return null where the node has no parameters */
    public Class<? extends NodeParameters> parametersClass() {
        return m_node.m_parametersClass;
    }

    /** @return all parameters in the order in which they are kept */
    public List<ParameterInfo> parameters() {
        return m_node.m_parametersClass == null ? List.of() : ParameterInfos.of(m_node.m_parametersClass);
    }

    /** @return what would keep the node's dialog from opening in KNIME, or its icon from showing; empty if nothing */
    public List<String> problems() {
        final var problems = DialogChecks.problems(m_node.m_parametersClass, inputGroups());
        if (m_factory.getClass().getResource(m_node.m_icon) == null) {
            problems.add("The icon '" + m_node.m_icon + "' is not found beside the factory's class.");
        }
        return problems;
    }

    /** @return what a node that is new in a workflow keeps under "model" */
    public NodeSettings defaultSettings(final PortObjectSpec[] inSpecs, final PortType[] inTypes)
        throws InvalidSettingsException {
        final var settings = new NodeSettings("model");
        if (m_node.m_parametersClass != null) {
            ParametersPersistence.save(
                ParametersPersistence.createDefaults(m_node.m_parametersClass,
                    new ParametersInput(inTypes, inSpecs, new PortType[0])),
                settings);
        }
        return settings;
    }

    /** @param model null where the node has none yet; it then gets its defaults for what is connected */
    private NodeParameters parameters(final NodeSettingsRO model, final PortObjectSpec[] inSpecs,
        final PortType[] inTypes, final PortType[] outTypes) throws InvalidSettingsException {
        if (m_node.m_parametersClass == null) {
            return null;
        }
        return model == null
            ? ParametersPersistence.createDefaults(m_node.m_parametersClass,
                new ParametersInput(inTypes, inSpecs, outTypes))
            : ParametersPersistence.load(model, m_node.m_parametersClass);
    }

    /**
     * @param model the settings under "model", null where the node has none yet
     * @param inSpecs one per input port that there is, null where it is not known yet
     * @param inTypes one per input port that there is
     * @param outTypes one per output port that there is
     * @throws InvalidSettingsException if the node cannot run with these settings and inputs
     */
    public Configured configure(final NodeSettingsRO model, final PortObjectSpec[] inSpecs, final PortType[] inTypes,
        final PortType[] outTypes) throws InvalidSettingsException {
        final var specs = PortChecks.inSpecs(inSpecs, inTypes);
        return configure(parameters(model, specs, inTypes, outTypes), specs, outTypes);
    }

    private Configured configure(final NodeParameters parameters, final PortObjectSpec[] inSpecs,
        final PortType[] outTypes) throws InvalidSettingsException {
        final var step = new ConfigureStep(parameters, inSpecs, outTypes);
        m_node.m_configure.accept(step, step);
        PortChecks.outSpecs(step.outSpecs(), outTypes);
        return new Configured(step.outSpecs(), step.warning());
    }

    /**
     * Configures the node with what its inputs hold and runs it.
     *
     * @param model the settings under "model", null where the node has none yet
     * @param in one per input port that there is
     * @param outTypes one per output port that there is
     * @throws CanceledExecutionException if the analyst canceled
     * @throws KNIMEException if the node failed for a reason that the analyst should read
     * @throws InvalidSettingsException if the node cannot run with these settings and inputs
     * @throws IllegalStateException if what came out is not what the node announced
     */
    public Executed execute(final NodeSettingsRO model, final PortObject[] in, final PortType[] outTypes,
        final ExecutionContext exec) throws CanceledExecutionException, KNIMEException, InvalidSettingsException {
        PortChecks.inObjects(in);
        final var inSpecs = Stream.of(in).map(PortObject::getSpec).toArray(PortObjectSpec[]::new);
        final var inTypes = Stream.of(in).map(PortObjects::type).toArray(PortType[]::new);
        final var parameters = parameters(model, inSpecs, inTypes, outTypes);
        final var configured = configure(parameters, inSpecs, outTypes);
        exec.checkCanceled();
        final var step = new ExecuteStep(parameters, in, outTypes, exec);
        m_node.m_execute.accept(step, step);
        PortChecks.outObjects(step.outObjects(), outTypes, configured.outSpecs());
        for (final var object : step.outObjects()) {
            PortObjects.flush(object);
        }
        return new Executed(step.outObjects(), step.warning() != null ? step.warning() : configured.warning());
    }
}
