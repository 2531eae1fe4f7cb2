package org.latentlab.runner.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;

/** What a workflow directory has to be, and what is said where it is not. */
class LoadingTest extends RunTestCase {

    private void assertProblem(final int exitCode, final String... parts) {
        final RunnerException problem = problem();
        assertEquals(exitCode, problem.exitCode(), problem.getMessage());
        for (String part : parts) {
            assertTrue(problem.getMessage().contains(part), problem.getMessage());
        }
        assertFalse(Files.exists(m_out), "an output directory was left behind");
    }

    @Test
    void asksForADirectory() {
        assertProblem(ExitCodes.USAGE, "There is no directory", "workflow.knime");
    }

    @Test
    void asksForAWorkflowFile() throws Exception {
        Files.createDirectories(m_workflow);
        assertProblem(ExitCodes.LOAD, "is no workflow");
    }

    @Test
    void refusesABrokenFile() throws Exception {
        writeChain(n -> n);
        edit("workflow.knime", "</config>\n</config>", "");
        assertProblem(ExitCodes.LOAD, "workflow.knime", "cannot be read");
    }

    @Test
    void refusesAFormatThatIsNewerOrUnknown() throws Exception {
        writeChain(n -> n);
        edit("workflow.knime", "value=\"5.1.0\"", "value=\"5.10.0\"");
        assertProblem(ExitCodes.LOAD, "5.10.0", "Open it in KNIME");
        edit("workflow.knime", "value=\"5.10.0\"", "value=\"soon\"");
        assertProblem(ExitCodes.LOAD, "'soon'");
        edit("workflow.knime", "value=\"soon\"", "value=\"4.1.0\"");
        assertEquals(ExitCodes.OK, run().exitCode());
    }

    @Test
    void namesANodeThatItDoesNotHave() throws Exception {
        writeChain(n -> n);
        edit("Test Pass (#2)/settings.xml", "org.latentlab.runner.nodes.TestPassNodeFactory", "org.knime.Other");
        edit("Test Pass (#2)/settings.xml", "value=\"org.latentlab.runner.tests\"", "value=\"org.knime.base\"");
        assertProblem(ExitCodes.EXECUTE, "Node 'Test Pass' (plug-in 'org.knime.base') is not part of LatentLab; open "
            + "the workflow in KNIME to run it");
    }

    @Test
    void readsAWorkflowThatKnimeSaved() throws Exception {
        m_workflow = Path.of(System.getenv().getOrDefault("LATENTLAB_SAMPLE_WORKFLOW",
            "../../../../shared/design/sample-plugin/workflow"));
        Assumptions.assumeTrue(Files.isDirectory(m_workflow), "no workflow saved by KNIME at " + m_workflow);
        final Workflow workflow = WorkflowReader.read(m_workflow);
        assertEquals(
            List.of("Sample Source (#1)", "Sample Source (#2)", "Sample Model Learner (#3)", "Sample Sink (#4)"),
            workflow.nodes().stream().map(n -> n.label().toString()).toList());
        assertEquals(new Connection(3, 1, 4, 3), workflow.connections().get(3));
        assertEquals(5, workflow.nodes().get(1).settings().getNodeSettings("model").getInt("rowCount"));
        assertProblem(ExitCodes.EXECUTE, "Node 'Sample Sink' (plug-in 'org.example.sample') is not part of LatentLab");
    }

    @Test
    void namesMetanodesAndComponents() throws Exception {
        writeChain(n -> n);
        edit("workflow.knime", "NativeNode", "MetaNode");
        assertProblem(ExitCodes.EXECUTE, "Metanode 'Test Source' (#1)", "Metanode 'Test Pass' (#2)", "KNIME");
        edit("workflow.knime", "MetaNode", "SubNode");
        assertProblem(ExitCodes.EXECUTE, "Component 'Test Source' (#1)");
    }

    @Test
    void namesANodeWithoutSettings() throws Exception {
        writeChain(n -> n);
        Files.delete(m_workflow.resolve("Test Pass (#2)/settings.xml"));
        assertProblem(ExitCodes.EXECUTE, "'Test Pass' (#2)", "are missing");
    }

    @Test
    void staysWithinTheWorkflow() throws Exception {
        writeChain(n -> n);
        edit("workflow.knime", "Test Pass (#2)/settings.xml", "../plugin/settings.xml");
        assertProblem(ExitCodes.LOAD, "outside the workflow");
    }

    @Test
    void namesAnInputThatIsNotConnected() throws Exception {
        writeChain(n -> n);
        final String text = Files.readString(m_workflow.resolve("workflow.knime"));
        Files.writeString(m_workflow.resolve("workflow.knime"),
            text.replaceFirst("(?s)<config key=\"connection_0\">.*?</config>", ""));
        assertProblem(ExitCodes.EXECUTE, "Node 'Test Pass' (#2)", "input port 1 'In' is not connected");
    }

    private void editConnection(final String key, final int from, final int to) throws Exception {
        final String entry = "key=\"" + key + "\" type=\"xint\" value=\"%d\"";
        edit("workflow.knime", entry.formatted(from), entry.formatted(to));
    }

    @Test
    void refusesConnectionsThatCannotBe() throws Exception {
        writeChain(n -> n);
        editConnection("destPort", 1, 2);
        assertProblem(ExitCodes.LOAD, "input port 2 of Test Pass (#2), which has 1");
        editConnection("destPort", 2, 0);
        assertProblem(ExitCodes.LOAD, "flow variable port");
        editConnection("destPort", 0, 1);
        editConnection("destID", 2, 7);
        assertProblem(ExitCodes.LOAD, "no node #7");
        editConnection("destID", 7, 2);
        editConnection("sourceID", 1, 2);
        assertProblem(ExitCodes.LOAD, "cycle", "#2");
    }

    @Test
    void reportsAnOutputDirectoryThatCannotBeWrittenBeforeAnythingRuns() throws Exception {
        writeChain(n -> n);
        m_out = Files.writeString(m_temp.resolve("file"), "mine").resolve("out");
        final RunnerException inFile = problem();
        assertEquals(ExitCodes.USAGE, inFile.exitCode());
        assertTrue(inFile.getMessage().contains("cannot be written to"), inFile.getMessage());
        m_out = m_workflow.resolve("results");
        assertTrue(problem().getMessage().contains("not to be changed"));
        assertFalse(Files.exists(m_out));
    }

    @Test
    void reportsAnOutputDirectoryThatTheSystemRefuses() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no directory that nobody may write to");
        writeChain(n -> n);
        m_out = Path.of("/proc/self/results");
        final RunnerException problem = problem();
        assertEquals(ExitCodes.USAGE, problem.exitCode());
        assertTrue(problem.getMessage().contains("/proc/self/results cannot be written to"), problem.getMessage());
        assertEquals(List.of(), m_listener.m_started);
    }

    @Test
    void reportsAnOutputDirectoryThatThisUserMayNotWriteTo() throws Exception {
        writeChain(n -> n);
        final Path locked = Files.createDirectory(m_temp.resolve("locked"));
        Assumptions.assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked),
            "this user may write everywhere");
        m_out = locked;
        assertTrue(problem().getMessage().contains("permission denied"));
    }
}
