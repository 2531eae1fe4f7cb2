package org.latentlab.runner.workflow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.core.node.port.PortObjectSpec;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.platform.ui.ParametersPersistence;
import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.settings.FlowValue;
import org.latentlab.runner.settings.NodeOption;
import org.latentlab.runner.settings.SettingsPath;
import org.latentlab.runner.settings.ValueKind;
import org.latentlab.runner.settings.VariableBindings;
import org.latentlab.runner.text.Words;

/**
 * Settles each node's settings and asks it what it will put out, before anything runs, so that a wrong setting at the
 * end of a long study is found at its beginning. Flow variables are put in first, options of the command line after
 * them, as KNIME's batch executor does; a setting that both name is the option's.
 */
final class Configurator {

    private final LoadedWorkflow m_workflow;

    private final Map<String, FlowValue> m_variables;

    private final Map<Integer, List<NodeOption>> m_options;

    private final Consumer<String> m_notices;

    private final Map<Integer, ConfiguredNode> m_done = new TreeMap<>();

    Configurator(final LoadedWorkflow workflow, final Map<String, FlowValue> variables,
        final List<NodeOption> options, final Consumer<String> notices) {
        m_workflow = workflow;
        m_variables = variables;
        m_options = options.stream()
            .collect(Collectors.groupingBy(NodeOption::node, TreeMap::new, Collectors.toList()));
        m_notices = notices;
    }

    /**
     * @return what configuring gave, by node
     * @throws RunnerException if settings cannot be loaded (exit code 3), or a node cannot run with them (4)
     */
    Map<Integer, ConfiguredNode> configure() throws RunnerException {
        for (int node : m_options.keySet()) {
            if (m_workflow.graph().node(node) == null) {
                m_notices.accept("Warning: there is no node #" + node + "; its option is of no effect. The nodes are "
                    + m_workflow.nodes().stream().map(n -> n.label().toString()).collect(Collectors.joining(", "))
                    + ".");
            }
        }
        warnOfUnusedVariables();
        final List<RunnerException> problems = new ArrayList<>();
        for (LoadedNode node : m_workflow.nodes()) {
            try {
                m_done.put(node.id(), configure(node));
            } catch (RunnerException e) {
                problems.add(e);
                m_done.put(node.id(), new ConfiguredNode(null, new PortObjectSpec[node.outputs().size()],
                    variables(node)));
            }
        }
        if (problems.size() == 1) {
            throw problems.get(0);
        }
        if (!problems.isEmpty()) {
            throw new RunnerException(problems.stream().mapToInt(RunnerException::exitCode).min().getAsInt(),
                problems.stream().map(RunnerException::getMessage).collect(Collectors.joining("\n")), problems.get(0));
        }
        return m_done;
    }

    /** A misspelt variable is one that controls nothing. */
    private void warnOfUnusedVariables() throws RunnerException {
        final Set<String> used = new TreeSet<>();
        for (LoadedNode node : m_workflow.nodes()) {
            bindings(node).bindings().stream().map(VariableBindings.Binding::used).filter(Objects::nonNull)
                .forEach(used::add);
        }
        final Set<String> declared = m_workflow.workflow().variables().keySet();
        m_variables.keySet().stream().filter(v -> !used.contains(v) && !declared.contains(v))
            .forEach(v -> m_notices.accept("Warning: no setting uses the workflow variable '" + v + "'. "
                + (used.isEmpty() ? "No setting uses any." : "Used are " + String.join(", ", used) + ".")));
    }

    private ConfiguredNode configure(final LoadedNode node) throws RunnerException {
        final PortObjectSpec[] inputs = inputs(node);
        final Map<String, FlowValue> variables = variables(node);
        final NodeSettings model = settings(node, inputs, variables);
        try {
            checkLoads(node, model);
        } catch (InvalidSettingsException e) {
            throw new RunnerException(ExitCodes.LOAD, node.label().quoted() + ": its settings cannot be loaded: "
                + sentence(e) + " " + whereToCorrect(node) + "; `latentlab describe '" + node.label().name()
                + "'` lists the settings.", e);
        }
        final boolean known = allKnown(node, inputs);
        PortObjectSpec[] outputs = new PortObjectSpec[node.outputs().size()];
        if (known) {
            try {
                final NodeHandle.Configured configured =
                    node.handle().configure(model, inputs, node.inputTypes(), node.outputTypes());
                outputs = configured.outSpecs();
            } catch (InvalidSettingsException e) {
                throw new RunnerException(ExitCodes.EXECUTE, node.label().quoted() + ": " + sentence(e), e);
            }
        }
        final Map<String, FlowValue> passed = new LinkedHashMap<>(variables);
        if (model != null) {
            passed.putAll(bindings(node).exposed(model));
        }
        return new ConfiguredNode(model, outputs, passed);
    }

    /** Options and variables are not all tried one by one: whoever gave some is told to look there, too. */
    private String whereToCorrect(final LoadedNode node) throws RunnerException {
        final List<String> places = new ArrayList<>();
        m_options.getOrDefault(node.id(), List.of())
            .forEach(o -> places.add("the option " + o.node() + "," + o.path() + "," + o.value()));
        bindings(node).bindings().stream().filter(b -> b.used() != null)
            .forEach(b -> places.add("the flow variable '" + b.used() + "'"));
        places.add("the setting in the node's dialog in KNIME or in its settings.xml");
        return "Correct " + String.join(" or ", places);
    }

    private static void checkLoads(final LoadedNode node, final NodeSettings model) throws InvalidSettingsException {
        if (model != null && node.handle().parametersClass() != null) {
            ParametersPersistence.load(model, node.handle().parametersClass());
        }
    }

    /** The settings to run with; null for the node's defaults. */
    private NodeSettings settings(final LoadedNode node, final PortObjectSpec[] inputs,
        final Map<String, FlowValue> variables) throws RunnerException {
        if (node.handle().parametersClass() == null) {
            return null;
        }
        final List<NodeOption> options = m_options.getOrDefault(node.id(), List.of());
        final VariableBindings bindings = bindings(node);
        final NodeSettings file = node.file().settings();
        final NodeSettings model = new NodeSettings("model");
        try {
            if (file.containsKey("model")) {
                file.getNodeSettings("model").copyTo(model);
            } else if (options.isEmpty() && bindings.bindings().isEmpty()) {
                return null;
            } else {
                node.handle().defaultSettings(inputs, node.inputTypes()).copyTo(model);
            }
            final Set<SettingsPath> typed = options.stream().map(NodeOption::path).collect(Collectors.toSet());
            bindings.bindings().stream().filter(b -> b.used() != null && typed.contains(b.path()))
                .forEach(b -> m_notices.accept("The option for '" + b.path() + "' of " + node.label()
                    + " takes the place of the flow variable '" + b.used() + "'."));
            bindings.control(model, variables, typed);
        } catch (InvalidSettingsException e) {
            throw new RunnerException(ExitCodes.EXECUTE, node.label().quoted() + ": " + sentence(e), e);
        }
        for (NodeOption option : options) {
            put(node, model, option);
        }
        return model;
    }

    private void put(final LoadedNode node, final NodeSettings model, final NodeOption option)
        throws RunnerException {
        final Optional<ConfigBase> parent = option.path().parent(model);
        final String key = option.path().last();
        if (parent.isEmpty() || !parent.get().containsKey(key)) {
            final List<String> keys = SettingsPath.leaves(model).stream().map(SettingsPath::toString).toList();
            final List<String> near = Words.nearest(option.path().toString(), keys, 3);
            m_notices.accept("Warning: " + node.label() + " has no setting '" + option.path()
                + "'; the option is of no effect." + (near.isEmpty() ? "" : " Near: " + String.join(", ", near) + "."));
            return;
        }
        final Optional<ValueKind> kind = ValueKind.of(parent.get(), key);
        if (kind.isEmpty()) {
            throw new RunnerException(ExitCodes.LOAD, "The setting '" + option.path() + "' of " + node.label()
                + " is a group of settings. Give one of them: " + SettingsPath.leaves(model).stream()
                    .map(SettingsPath::toString).filter(k -> k.startsWith(option.path() + "/"))
                    .collect(Collectors.joining(", ")) + ".");
        }
        if (option.kind().isPresent() && option.kind().get() != kind.get()) {
            throw new RunnerException(ExitCodes.LOAD, "The setting '" + option.path() + "' of " + node.label()
                + " is of type " + kind.get() + ", not " + option.kind().get() + ".");
        }
        try {
            kind.get().put(parent.get(), key, option.value());
        } catch (IllegalArgumentException e) {
            throw new RunnerException(ExitCodes.LOAD, "The option for the setting '" + option.path() + "' of "
                + node.label() + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static VariableBindings bindings(final LoadedNode node) throws RunnerException {
        try {
            return VariableBindings.read(node.file().settings());
        } catch (InvalidSettingsException e) {
            throw new RunnerException(ExitCodes.LOAD, node.label().quoted()
                + ": the flow variables of its settings cannot be read: " + sentence(e), e);
        }
    }

    /** Where two arrows bring variables of one name, that of the lower port counts, as in KNIME. */
    private Map<String, FlowValue> variables(final LoadedNode node) {
        final Map<String, FlowValue> variables = new LinkedHashMap<>();
        final List<Connection> into = new ArrayList<>(m_workflow.graph().into(node.id()));
        into.sort(Comparator.comparingInt(Connection::destinationPort).reversed());
        into.forEach(c -> variables.putAll(m_done.get(c.source()).variables()));
        m_variables.forEach(variables::putIfAbsent);
        return variables;
    }

    private PortObjectSpec[] inputs(final LoadedNode node) {
        final PortObjectSpec[] inputs = new PortObjectSpec[node.inputs().size()];
        for (Connection c : m_workflow.graph().into(node.id())) {
            if (c.destinationPort() > 0) {
                inputs[c.destinationPort() - 1] = m_done.get(c.source()).outputs()[c.sourcePort() - 1];
            }
        }
        return inputs;
    }

    /** Whether every connected port's spec is known. */
    private boolean allKnown(final LoadedNode node, final PortObjectSpec[] inputs) {
        return m_workflow.graph().into(node.id()).stream()
            .allMatch(c -> c.destinationPort() == 0 || inputs[c.destinationPort() - 1] != null);
    }

    static String sentence(final Exception e) {
        return Words.sentence(e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName()
            : e.getMessage());
    }
}
