package org.latentlab.runner.build;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.platform.core.WorkflowDirectory;
import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.settings.FlowValue;
import org.latentlab.runner.workflow.Connection;

/**
 * Writes a workflow directory that KNIME 5.8 and later load as it is: workflow.knime, workflow-metadata.xml and a
 * settings.xml per node. The same calls give the same bytes.
 *
 * <pre>
 * WorkflowBuilder workflow = new WorkflowBuilder("demo", catalog).variable("epochs", new FlowValue.Whole(20));
 * NodeBuilder digits = workflow.node(SyntheticDigitsNodeFactory.class).at(100, 100);
 * NodeBuilder train = workflow.node(TrainVaeNodeFactory.class).at(260, 100).bind("epochs", "epochs");
 * workflow.connect(digits, "Images", train, "Images").write(directory);
 * </pre>
 */
public final class WorkflowBuilder {

    /** When every workflow says it was made, so that making it again changes nothing. */
    private static final String DATE = "2025-01-01 12:00:00 +0000";

    private static final String DATE_ISO = "2025-01-01T12:00:00.000Z";

    /** The border of notes: KNIME's yellow. */
    private static final int YELLOW = 0xffd800;

    private final String m_name;

    private final NodeCatalog m_catalog;

    private final List<NodeBuilder> m_nodes = new ArrayList<>();

    private final List<Connection> m_connections = new ArrayList<>();

    private final Map<String, FlowValue> m_variables = new LinkedHashMap<>();

    private final List<Annotation> m_annotations = new ArrayList<>();

    private String m_author = "LatentLab";

    private String m_description = "";

    /**
     * @param name the workflow's name
     * @param catalog the nodes that there are
     */
    public WorkflowBuilder(final String name, final NodeCatalog catalog) {
        m_name = name;
        m_catalog = catalog;
    }

    /**
     * @param author who the workflow says it is by
     * @return this
     */
    public WorkflowBuilder author(final String author) {
        m_author = author;
        return this;
    }

    /**
     * @param description plain text on the workflow as a whole
     * @return this
     */
    public WorkflowBuilder description(final String description) {
        m_description = description;
        return this;
    }

    /**
     * Declares a workflow variable.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public WorkflowBuilder variable(final String name, final FlowValue value) {
        m_variables.put(name, value);
        return this;
    }

    /**
     * Adds a note.
     *
     * @param html its text, e.g. "&lt;p&gt;&lt;strong&gt;1. Train&lt;/strong&gt;&lt;/p&gt;"
     * @param x its left edge
     * @param y its upper edge
     * @param width its width
     * @param height its height
     * @return this
     */
    public WorkflowBuilder annotate(final String html, final int x, final int y, final int width, final int height) {
        m_annotations.add(new Annotation(html, x, y, width, height, YELLOW));
        return this;
    }

    /**
     * Adds a node; nodes are numbered from 1 in the order of adding.
     *
     * @param factory its factory
     * @return the node
     * @throws RunnerException if no plug-in declares it
     */
    public NodeBuilder node(final Class<? extends DefaultNodeFactory> factory) throws RunnerException {
        return node(factory.getName());
    }

    /**
     * Adds a node; nodes are numbered from 1 in the order of adding.
     *
     * @param factory the class name of its factory
     * @return the node
     * @throws RunnerException if no plug-in declares it
     */
    public NodeBuilder node(final String factory) throws RunnerException {
        final NodeCatalog.Entry entry = m_catalog.find(factory).orElseThrow(() -> new RunnerException(ExitCodes.LOAD,
            "No plug-in on the class path declares a node " + factory + "."));
        final NodeBuilder node =
            new NodeBuilder(m_nodes.size() + 1, factory, entry.bundle(), m_catalog.open(entry));
        m_nodes.add(node);
        return node;
    }

    /**
     * Connects the first ports of two groups.
     *
     * @param source where the arrow starts
     * @param output the id of a group of output ports there
     * @param destination where it ends
     * @param input the id of a group of input ports there
     * @return this
     * @throws IllegalArgumentException if there is no such port
     */
    public WorkflowBuilder connect(final NodeBuilder source, final String output, final NodeBuilder destination,
        final String input) {
        return connect(source, output, destination, input, 0);
    }

    /**
     * Connects a port to the n-th port of an extendable group.
     *
     * @param source where the arrow starts
     * @param output the id of a group of output ports there
     * @param destination where it ends
     * @param input the id of a group of input ports there
     * @param n which port of that group, from 0
     * @return this
     * @throws IllegalArgumentException if there is no such port
     */
    public WorkflowBuilder connect(final NodeBuilder source, final String output, final NodeBuilder destination,
        final String input, final int n) {
        m_connections.add(
            new Connection(source.id(), source.portIndex(source.handle().outputGroups(), output, 0), destination.id(),
                destination.portIndex(destination.handle().inputGroups(), input, n)));
        return this;
    }

    /**
     * Connects the flow variable ports of two nodes.
     *
     * @param source where the arrow starts
     * @param destination where it ends
     * @return this
     */
    public WorkflowBuilder connectVariables(final NodeBuilder source, final NodeBuilder destination) {
        m_connections.add(new Connection(source.id(), 0, destination.id(), 0));
        return this;
    }

    /**
     * Writes the workflow. Files of an earlier version of it are replaced, others stay.
     *
     * @param directory the workflow's directory; made if need be
     * @throws RunnerException if a node's settings are wrong or the connections form a cycle
     * @throws IOException if a file cannot be written
     */
    public void write(final Path directory) throws RunnerException, IOException {
        m_catalog.registerPortTypes();
        final WorkflowDraft draft;
        final WorkflowDirectory.Scope scope = WorkflowDirectory.enter(directory.toAbsolutePath());
        try (scope) {
            draft = WorkflowDraft.of(m_nodes, m_connections, m_variables);
        } catch (InvalidSettingsException e) {
            throw new RunnerException(ExitCodes.LOAD, e.getMessage(), e);
        }
        Files.createDirectories(directory);
        write(workflow(draft), directory.resolve("workflow.knime"));
        Files.writeString(directory.resolve("workflow-metadata.xml"), metadata(), StandardCharsets.UTF_8);
        for (NodeBuilder node : m_nodes) {
            final Path file = directory.resolve(place(node));
            Files.createDirectories(file.getParent());
            write(NodeFile.settings(node, draft.model(node), draft.isConfigured(node)), file);
        }
    }

    private static void write(final NodeSettings settings, final Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.saveToXML(out);
        }
    }

    /** Where a node's settings are; the folder is named as KNIME names it. */
    private static String place(final NodeBuilder node) {
        return node.name().replaceAll("[^a-zA-Z0-9 ]", "_") + " (#" + node.id() + ")/settings.xml";
    }

    private NodeSettings workflow(final WorkflowDraft draft) {
        final NodeSettings settings = new NodeSettings("workflow.knime");
        settings.addString("created_by", "5.8.0");
        settings.addBoolean("created_by_nightly", false);
        settings.addString("version", "5.1.0");
        settings.addString("name", m_name);
        final NodeSettings author = (NodeSettings)settings.addNodeSettings("authorInformation");
        author.addString("authored-by", m_author);
        author.addString("authored-when", DATE);
        author.addString("lastEdited-by", null);
        author.addString("lastEdited-when", null);
        settings.addString("customDescription", null);
        settings.addString("state", m_nodes.stream().allMatch(draft::isConfigured) ? "CONFIGURED" : "IDLE");
        if (!m_variables.isEmpty()) {
            final NodeSettings variables = (NodeSettings)settings.addNodeSettings("workflow_variables");
            m_variables.forEach((name, value) -> {
                final NodeSettings variable =
                    (NodeSettings)variables.addNodeSettings("Var_" + variables.keySet().size());
                variable.addString("name", name);
                value.save(variable);
            });
        }
        settings.addNodeSettings("workflow_credentials");
        if (!m_annotations.isEmpty()) {
            final NodeSettings annotations = (NodeSettings)settings.addNodeSettings("annotations");
            m_annotations.forEach(a -> a
                .save((NodeSettings)annotations.addNodeSettings("annotation_" + annotations.keySet().size())));
        }
        final NodeSettings nodes = (NodeSettings)settings.addNodeSettings("nodes");
        m_nodes.forEach(node -> node((NodeSettings)nodes.addNodeSettings("node_" + node.id()), node));
        final NodeSettings connections = (NodeSettings)settings.addNodeSettings("connections");
        for (int i = 0; i < m_connections.size(); i++) {
            connection((NodeSettings)connections.addNodeSettings("connection_" + i), m_connections.get(i));
        }
        return settings;
    }

    private static void node(final NodeSettings settings, final NodeBuilder node) {
        settings.addInt("id", node.id());
        settings.addString("node_settings_file", place(node));
        settings.addBoolean("node_is_meta", false);
        settings.addString("node_type", "NativeNode");
        settings.addString("ui_classname", "org.knime.core.node.workflow.NodeUIInformation");
        settings.addNodeSettings("ui_settings").addIntArray("extrainfo.node.bounds", node.x(), node.y(), -1, -1);
    }

    private static void connection(final NodeSettings settings, final Connection connection) {
        settings.addInt("sourceID", connection.source());
        settings.addInt("destID", connection.destination());
        settings.addInt("sourcePort", connection.sourcePort());
        settings.addInt("destPort", connection.destinationPort());
    }

    private String metadata() {
        final String description = m_description.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<workflow-metadata content-type=\"text/plain\""
            + " xmlns=\"http://www.knime.org/core/node/workflow/metadata/v1.0\">\n" //
            + "    <last-modified>" + DATE_ISO + "</last-modified>\n"
            + (description.isEmpty() ? "    <description/>\n" : "    <description>" + description + "</description>\n")
            + "</workflow-metadata>\n";
    }
}
