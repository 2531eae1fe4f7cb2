package org.latentlab.runner.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.ConfigBase;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.nodes.TestJoinNodeFactory;
import org.latentlab.runner.nodes.TestPassNodeFactory;
import org.latentlab.runner.nodes.TestPlugin;
import org.latentlab.runner.nodes.TestSourceNodeFactory;
import org.latentlab.runner.nodes.TestSourceParameters;
import org.latentlab.runner.settings.FlowValue;
import org.latentlab.runner.settings.ValueKind;

/** The directory that the builder writes, against its calls and against one that KNIME wrote. */
class WorkflowBuilderTest {

    /** A workflow that KNIME 5.12 saved; lies beside the project where it is developed. */
    private static final Path SAVED_BY_KNIME = Path.of(System.getenv().getOrDefault("LATENTLAB_SAMPLE_WORKFLOW",
        "../../../../shared/design/sample-plugin/workflow"));

    @TempDir
    private Path m_temp;

    private NodeCatalog m_catalog;

    private Path m_directory;

    @BeforeEach
    void prepare() throws Exception {
        m_catalog = TestPlugin.catalog(m_temp.resolve("plugin"));
        m_directory = m_temp.resolve("workflow");
    }

    private WorkflowBuilder everything() throws Exception {
        final WorkflowBuilder workflow = new WorkflowBuilder("all", m_catalog).description("A <test> & more")
            .variable("n", new FlowValue.Whole(5)).variable("x", new FlowValue.Real(0.5))
            .annotate("<p>First</p>", 10, 20, 300, 80);
        final NodeBuilder source = workflow.node(TestSourceNodeFactory.class).at(100, 200).annotate("data")
            .parameters(TestSourceParameters.class, p -> p.setRows(4)).set("group/text", "line 1\nline 2")
            .bind("seed", "n").bind("group/text", "x");
        final NodeBuilder pass = workflow.node(TestPassNodeFactory.class).at(260, 200);
        final NodeBuilder join = workflow.node(TestJoinNodeFactory.class).at(420, 200).ports("Maybe", 1)
            .ports("More", 2);
        return workflow.connect(source, "Table", pass, "In").connect(pass, "Out", join, "First")
            .connect(source, "Table", join, "Maybe").connect(pass, "Out", join, "More", 1)
            .connect(source, "Table", join, "More", 0).connectVariables(pass, join);
    }

    private static NodeSettings read(final Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            final NodeSettings settings = new NodeSettings("read");
            NodeSettings.loadFromXML(in).copyTo(settings);
            return settings;
        }
    }

    @Test
    void writesSettingsBindingsPortsAndNotes() throws Exception {
        everything().write(m_directory);
        final NodeSettings source = read(m_directory.resolve("Test Source (#1)/settings.xml"));
        assertEquals(4, source.getNodeSettings("model").getInt("rows"));
        assertEquals("line 1\nline 2", source.getNodeSettings("model").getNodeSettings("group").getString("text"));
        assertEquals("x", source.getNodeSettings("variables").getNodeSettings("tree").getNodeSettings("group")
            .getNodeSettings("text").getString("used_variable"));
        assertEquals("data", source.getNodeSettings("nodeAnnotation").getString("text"));
        assertEquals("org.latentlab.runner.tests", source.getString("node-bundle-symbolic-name"));
        assertEquals("1.2.3", source.getString("node-bundle-version"));
        assertEquals("CONFIGURED", source.getString("state"));
        final NodeSettings join = read(m_directory.resolve("Test_Join (#3)/settings.xml"));
        final NodeSettings ports = join.getNodeSettings("node_creation_config");
        assertEquals(List.of("First", "Maybe", "More", "Count"), List.copyOf(ports.keySet()));
        assertEquals("org.knime.core.node.BufferedDataTable",
            ports.getNodeSettings("More").getNodeSettings("port_1").getString("object_class"));
        assertTrue(ports.getNodeSettings("First").keySet().isEmpty());
        final NodeSettings workflow = read(m_directory.resolve("workflow.knime"));
        assertEquals("INTEGER",
            workflow.getNodeSettings("workflow_variables").getNodeSettings("Var_0").getString("class"));
        assertEquals(4, workflow.getNodeSettings("connections").getNodeSettings("connection_3").getInt("destPort"));
        assertEquals(0, workflow.getNodeSettings("connections").getNodeSettings("connection_5").getInt("destPort"));
        assertTrue(Files.readString(m_directory.resolve("workflow-metadata.xml"))
            .contains("A &lt;test&gt; &amp; more"));
    }

    @Test
    void writesTheSameBytesEveryTime() throws Exception {
        everything().write(m_directory);
        final Path again = m_temp.resolve("again");
        everything().write(again);
        try (var files = Files.walk(m_directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertEquals(-1, Files.mismatch(file, again.resolve(m_directory.relativize(file).toString())),
                    file::toString);
            }
        }
    }

    @Test
    void refusesWhatTheNodesDoNotHave() throws Exception {
        final WorkflowBuilder workflow = new WorkflowBuilder("wrong", m_catalog);
        assertThrows(RunnerException.class, () -> workflow.node("org.example.None"));
        final NodeBuilder source = workflow.node(TestSourceNodeFactory.class);
        final NodeBuilder join = workflow.node(TestJoinNodeFactory.class);
        assertThrows(IllegalArgumentException.class, () -> workflow.connect(source, "Tabel", join, "First"));
        assertThrows(IllegalArgumentException.class, () -> workflow.connect(source, "Table", join, "More"));
        assertThrows(IllegalArgumentException.class, () -> join.ports("First", 2));
        assertThrows(IllegalArgumentException.class, () -> join.ports("Maybe", 2));
        source.set("row", 1);
        assertThrows(IllegalArgumentException.class, () -> workflow.write(m_directory));
        final WorkflowBuilder refused = new WorkflowBuilder("refused", m_catalog);
        refused.node(TestSourceNodeFactory.class).set("rows", 5000);
        assertTrue(assertThrows(RunnerException.class, () -> refused.write(m_directory)).getMessage()
            .contains("Test Source (#1): The number of rows is 5000"));
    }

    /** Every key of a tree with its type; the numbering of nodes, connections and ports is left out. */
    private static Map<String, String> shape(final ConfigBase config, final String above) {
        final Map<String, String> shape = new TreeMap<>();
        for (String key : config.keySet()) {
            final String path = above + "/" + key.replaceFirst("^(node|connection|port)_\\d+$", "$1");
            if (config.getEntry(key) instanceof ConfigBase sub) {
                shape.put(path, "config");
                shape.putAll(shape(sub, path));
            } else {
                shape.put(path, ValueKind.of(config, key).map(ValueKind::toString).orElse("other"));
            }
        }
        return shape;
    }

    @Test
    void writesTheKeysAndTypesThatKnimeWrites() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(SAVED_BY_KNIME), "no workflow saved by KNIME at " + SAVED_BY_KNIME);
        final WorkflowBuilder workflow = new WorkflowBuilder("plain", m_catalog);
        final NodeBuilder source = workflow.node(TestSourceNodeFactory.class);
        workflow.connect(source, "Table", workflow.node(TestPassNodeFactory.class), "In").write(m_directory);
        assertEquals(shape(read(SAVED_BY_KNIME.resolve("workflow.knime")), ""),
            shape(read(m_directory.resolve("workflow.knime")), ""));
        final Map<String, String> expected =
            nodeShape(read(SAVED_BY_KNIME.resolve("Sample Source (#1)/settings.xml")));
        assertEquals(expected, nodeShape(read(m_directory.resolve("Test Source (#1)/settings.xml"))));
    }

    /** A node's own settings and the names of its ports are its own. */
    private static Map<String, String> nodeShape(final NodeSettings settings) {
        final Map<String, String> shape = shape(settings, "");
        shape.keySet().removeIf(k -> k.startsWith("/model/") || k.startsWith("/node_creation_config/"));
        return shape;
    }

    @Test
    void ordersKeysAndWritesConstantsAsKnimeDoes() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(SAVED_BY_KNIME), "no workflow saved by KNIME at " + SAVED_BY_KNIME);
        final WorkflowBuilder workflow = new WorkflowBuilder("plain", m_catalog);
        workflow.node(TestSourceNodeFactory.class);
        workflow.write(m_directory);
        final NodeSettings theirs = read(SAVED_BY_KNIME.resolve("Sample Source (#1)/settings.xml"));
        final NodeSettings ours = read(m_directory.resolve("Test Source (#1)/settings.xml"));
        assertEquals(List.copyOf(theirs.keySet()), List.copyOf(ours.keySet()));
        for (String constant : List.of("node_file", "state", "customDescription", "node-feature-name",
            "node-feature-symbolic-name", "node-feature-vendor", "node-feature-version")) {
            assertEquals(theirs.getString(constant), ours.getString(constant), constant);
        }
        final String header = "(?s)key=\"workflow\\.knime\".*";
        assertEquals(Files.readString(SAVED_BY_KNIME.resolve("workflow.knime")).replaceFirst(header, ""),
            Files.readString(m_directory.resolve("workflow.knime")).replaceFirst(header, ""));
    }
}
