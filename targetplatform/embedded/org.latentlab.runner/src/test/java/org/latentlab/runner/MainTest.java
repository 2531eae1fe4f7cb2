package org.latentlab.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.KNIMEException;
import org.latentlab.runner.build.NodeBuilder;
import org.latentlab.runner.build.WorkflowBuilder;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.nodes.TestHooks;
import org.latentlab.runner.nodes.TestPassNodeFactory;
import org.latentlab.runner.nodes.TestPlugin;
import org.latentlab.runner.nodes.TestSourceNodeFactory;

/** The command line from its arguments to its exit code and what it prints. */
class MainTest {

    @TempDir
    private Path m_temp;

    private NodeCatalog m_catalog;

    private Path m_workflow;

    private final StringWriter m_out = new StringWriter();

    private final StringWriter m_err = new StringWriter();

    @BeforeEach
    void prepare() throws Exception {
        m_catalog = TestPlugin.catalog(m_temp.resolve("plugin"));
        m_workflow = m_temp.resolve("workflow");
        final WorkflowBuilder workflow = new WorkflowBuilder("test", m_catalog);
        final NodeBuilder source = workflow.node(TestSourceNodeFactory.class);
        workflow.connect(source, "Table", workflow.node(TestPassNodeFactory.class), "In").write(m_workflow);
    }

    @AfterEach
    void unhook() {
        TestHooks.set(TestHooks.NONE);
    }

    private String out() {
        return m_temp.resolve("out").toString();
    }

    private int latentlab(final String... args) {
        return Main.execute(new PrintWriter(m_out), new PrintWriter(m_err), () -> m_catalog, args);
    }

    @Test
    void runsAWorkflowAndSumsUp() {
        final Path out = m_temp.resolve("out");
        assertEquals(ExitCodes.OK, latentlab("run", m_workflow.toString(), "--out", out.toString(), "--option",
            "1,rows,2", "--reset", "--workflow.variable", "unused,1,int"));
        final String text = m_out.toString();
        assertTrue(text.contains("Test Source (#1): started"), text);
        assertTrue(text.matches("(?s).*Test Pass \\(#2\\) +executed +2 .*"), text);
        assertTrue(text.contains("Test Pass (#2) - Out.csv"), text);
        assertEquals("", m_err.toString());
        assertTrue(Files.exists(out.resolve("Test Pass (#2) - Out.csv")));
    }

    @Test
    void writesToAFolderNamedAfterTheWorkflowUnlessToldWhere() throws Exception {
        final Path workflow = Files.move(m_workflow, m_temp.resolve("named " + m_temp.getFileName()));
        final Path out = Path.of("out", workflow.getFileName().toString());
        try {
            assertEquals(ExitCodes.OK, latentlab("run", workflow.toString()));
            assertTrue(Files.exists(out.resolve("Test Pass (#2) - Out.csv")), m_out::toString);
            assertTrue(m_out.toString().contains("Written to " + out + ":"), m_out::toString);
        } finally {
            try (Stream<Path> files = Files.walk(out)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
            out.getParent().toFile().delete();
        }
    }

    @Test
    void saysWhatFailedAndEndsWithFour() {
        TestHooks.set((label, exec) -> {
            throw new KNIMEException("No image can be used");
        });
        assertEquals(ExitCodes.EXECUTE, latentlab("run", m_workflow.toString(), "--out", out()));
        assertEquals("Node 'Test Source' (#1): No image can be used.", m_err.toString().strip());
        assertTrue(m_out.toString().contains("skipped because Test Source (#1) failed"), m_out::toString);
        assertFalse(m_out.toString().contains("KNIMEException"), m_out::toString);
        assertEquals(ExitCodes.EXECUTE, latentlab("run", "--verbose", m_workflow.toString(), "--out", out()));
        assertTrue(m_err.toString().contains("KNIMEException: No image can be used"), m_err::toString);
    }

    @Test
    void endsWithTwoForWrongArguments() {
        for (String[] args : new String[][]{{"run"}, {"run", "a", "b"}, {"run", m_temp.resolve("none").toString()},
            {"fly"}, {"run", m_workflow.toString(), "--option", "1"}, {"run", m_workflow.toString(), "--jobs", "0"},
            {"run", m_workflow.toString(), "--workflow.variable", "n,x,int"},
            {"run", m_workflow.toString(), "--preferences", m_temp.resolve("none.epf").toString()}}) {
            assertEquals(ExitCodes.USAGE, latentlab(args), () -> String.join(" ", args));
        }
        assertFalse(m_err.toString().contains("\tat "), m_err::toString);
    }

    @Test
    void saysWhatIsWrongWithAnArgumentWithoutBuryingItInTheHelp() {
        latentlab("run", m_workflow.toString(), "--workflow.variable", "n,x,int");
        assertEquals("The workflow variable 'n' is to be int, but 'x' is none.\n"
            + "`latentlab run --help` says what can be given.\n",
            m_err.toString().replace(System.lineSeparator(), "\n"));
        latentlab("fly");
        assertTrue(m_err.toString().contains("fly") && m_err.toString().contains("`latentlab --help`"),
            m_err::toString);
    }

    @Test
    void warnsOfAVariableThatNoSettingUses() {
        assertEquals(ExitCodes.OK, latentlab("run", m_workflow.toString(), "--workflow.variable", "epoch,1,int",
            "--out", out()));
        assertTrue(m_out.toString().contains("Warning: no setting uses the workflow variable 'epoch'"),
            m_out::toString);
    }

    @Test
    void endsWithThreeForAnInvalidOption() {
        assertEquals(ExitCodes.LOAD, latentlab("run", m_workflow.toString(), "--option=1,rows,-1,int", "--out",
            out()));
        assertTrue(m_err.toString().contains("The number of rows is -1"), m_err::toString);
    }

    @Test
    void appliesPreferencesBeforeNodesRun() throws Exception {
        final Path file = Files.writeString(m_temp.resolve("p.epf"),
            "file_export_version=3.0\n/instance/org.latentlab.runner.tests/answer=42\n");
        final StringBuilder seen = new StringBuilder();
        TestHooks.set((label, exec) -> seen.append(System.getProperty("org.latentlab.runner.tests.answer")));
        try {
            assertEquals(ExitCodes.OK, latentlab("run", m_workflow.toString(), "--preferences", file.toString(),
                "--out", out()));
            assertEquals("4242", seen.toString());
        } finally {
            System.clearProperty("org.latentlab.runner.tests.answer");
        }
    }

    @Test
    void listsTheNodesByCategory() {
        assertEquals(ExitCodes.OK, latentlab("nodes"));
        assertEquals("""
            Community / Tests
              Test Source  Makes a table.
              Test Pass    Hands on.
              Test/Join    Joins.
              Test Images  Makes images.
            """, m_out.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void describesANodeWithPortsAndSettings() {
        assertEquals(ExitCodes.OK, latentlab("describe", "test", "source"));
        final String text = m_out.toString();
        for (String part : new String[]{"Test Source", "Community / Tests", "Makes a table with rows.", "Output",
            "Table (Data)", "The table.", "Rows (rows, Integer, default 3)", "How many rows.", "group/text",
            "\u2022 FAST \u2013 As fast as can be: No care is taken.", "\u2022 SLOW", "Keywords"}) {
            assertTrue(text.contains(part), () -> part + " is not in\n" + text);
        }
    }

    @Test
    void suggestsTheNearestNode() {
        assertEquals(ExitCodes.USAGE, latentlab("describe", "Test Surce"));
        assertTrue(m_err.toString().contains("There is no node 'Test Surce'. Did you mean 'Test Source'"),
            m_err::toString);
    }

    @Test
    void helps() {
        assertEquals(ExitCodes.OK, latentlab("--help"));
        assertTrue(m_out.toString().contains("run") && m_out.toString().contains("Exit codes"), m_out::toString);
        assertEquals(ExitCodes.OK, latentlab());
        assertEquals(ExitCodes.OK, latentlab("--version"));
        assertTrue(m_out.toString().contains("LatentLab "), m_out::toString);
    }
}
