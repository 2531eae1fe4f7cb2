package org.latentlab.runner.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.knime.core.node.KNIMEException;
import org.knime.core.util.pathresolve.ResolverUtil;
import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.build.NodeBuilder;
import org.latentlab.runner.build.WorkflowBuilder;
import org.latentlab.runner.nodes.TestHooks;
import org.latentlab.runner.nodes.TestJoinNodeFactory;
import org.latentlab.runner.nodes.TestPassNodeFactory;
import org.latentlab.runner.nodes.TestSourceNodeFactory;
import org.latentlab.runner.progress.NodeResult;
import org.latentlab.runner.progress.NodeResult.Status;

/** Order, side by side, failure, cancel. */
class ExecutionTest extends RunTestCase {

    /** Two branches a and b of source and pass each, joined at the end. */
    private void writeBranches() throws Exception {
        final WorkflowBuilder workflow = builder();
        final NodeBuilder join = workflow.node(TestJoinNodeFactory.class).ports("More", 1);
        final NodeBuilder passA = workflow.node(TestPassNodeFactory.class).set("label", "pass a");
        final NodeBuilder passB = workflow.node(TestPassNodeFactory.class).set("label", "pass b");
        final NodeBuilder sourceA = workflow.node(TestSourceNodeFactory.class).set("label", "source a").set("rows", 10);
        final NodeBuilder sourceB = workflow.node(TestSourceNodeFactory.class).set("label", "source b").set("rows", 20);
        workflow.connect(sourceA, "Table", passA, "In").connect(sourceB, "Table", passB, "In")
            .connect(passA, "Out", join, "First").connect(passB, "Out", join, "More").write(m_workflow);
    }

    private RunReport run(final int jobs) throws RunnerException {
        return run(new RunRequest(m_workflow, List.of(), List.of(), m_out, jobs, false));
    }

    private static List<Status> statuses(final RunReport report) {
        return report.results().stream().map(NodeResult::status).toList();
    }

    @Test
    void executesInTopologicalOrderLowestNumberFirst() throws Exception {
        writeBranches();
        final List<String> order = new CopyOnWriteArrayList<>();
        TestHooks.set((label, exec) -> order.add(label));
        final RunReport report = run(1);
        assertEquals(List.of("source a", "pass a", "source b", "pass b", "join of 30 rows"), order);
        assertEquals(ExitCodes.OK, report.exitCode());
        assertEquals(List.of(10L, 10L, 20L, 20L, 2L), report.results().stream().map(NodeResult::rows).toList());
    }

    @Test
    void runsIndependentNodesSideBySide() throws Exception {
        writeBranches();
        final CyclicBarrier both = new CyclicBarrier(2);
        TestHooks.set((label, exec) -> {
            if (label.startsWith("source")) {
                await(both);
            }
        });
        assertEquals(ExitCodes.OK, run(2).exitCode());
    }

    private static void await(final CyclicBarrier barrier) throws KNIMEException {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new KNIMEException("The other node did not run beside this one", e);
        }
    }

    @Test
    void runsOneAtATimeWhereThereIsNoMemory() throws Exception {
        writeBranches();
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        TestHooks.set((label, exec) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            running.decrementAndGet();
        });
        m_catalog.registerPortTypes();
        final LoadedWorkflow loaded = LoadedWorkflow.load(WorkflowReader.read(m_workflow), m_catalog);
        final var configured = new Configurator(loaded, Map.of(), List.of(), m_listener::notice).configure();
        final WorkflowExecutor executor =
            new WorkflowExecutor(loaded, configured, 4, () -> false, null, m_listener);
        final List<NodeResult> results = executor.execute(m_temp.resolve("work"), failure -> {
            // none expected
        });
        assertTrue(results.stream().allMatch(r -> r.status() == Status.EXECUTED), results::toString);
        assertEquals(1, most.get());
    }

    @Test
    void skipsWhatIsBehindAFailureAndRunsTheRest() throws Exception {
        writeBranches();
        TestHooks.set((label, exec) -> {
            if (label.equals("pass a")) {
                throw new KNIMEException("The column is of no use");
            }
        });
        final RunReport report = run(2);
        assertEquals(ExitCodes.EXECUTE, report.exitCode());
        assertEquals(List.of(Status.EXECUTED, Status.FAILED, Status.EXECUTED, Status.EXECUTED, Status.SKIPPED),
            statuses(report));
        assertEquals("Node 'Test Pass' (#2): The column is of no use.", report.results().get(1).message());
        assertEquals("skipped because Test Pass (#2) failed", report.results().get(4).message());
    }

    @Test
    void writesTheResultsOfNodesThatDidNotFail() throws Exception {
        final WorkflowBuilder workflow = builder();
        workflow.node(TestSourceNodeFactory.class).set("label", "good");
        workflow.node(TestSourceNodeFactory.class).set("label", "bad");
        workflow.write(m_workflow);
        TestHooks.set((label, exec) -> {
            if (label.equals("bad")) {
                throw new KNIMEException("no");
            }
        });
        final RunReport report = run(2);
        assertEquals(List.of(m_out.resolve("Test Source (#1) - Table.csv")), report.written());
        try (var files = Files.list(m_out)) {
            assertEquals(report.written(), files.toList());
        }
    }

    @Test
    void tellsOfUnexpectedErrorsWithoutAStackTrace() throws Exception {
        writeChain(n -> n);
        TestHooks.set((label, exec) -> {
            throw label.equals("source") ? new IllegalArgumentException("Epochs have to be at least 1, not 0")
                : new IllegalStateException();
        });
        assertEquals("Node 'Test Source' (#1): Epochs have to be at least 1, not 0.",
            run(2).results().get(0).message());
        TestHooks.set((label, exec) -> {
            throw new OutOfMemoryError("Java heap space");
        });
        final String memory = run(2).results().get(0).message();
        assertTrue(memory.contains("ran out of memory") && memory.contains("LATENTLAB_JAVA_OPTS"), memory);
    }

    @Test
    void cancelsRunningNodesAndWritesNothing() throws Exception {
        writeBranches();
        final AtomicReference<WorkflowRun> run = new AtomicReference<>();
        TestHooks.set((label, exec) -> {
            if (label.equals("pass a")) {
                run.get().cancel();
                exec.checkCanceled();
            }
        });
        run.set(new WorkflowRun(new RunRequest(m_workflow, List.of(), List.of(), m_out, 1, false), m_catalog,
            m_listener, failure -> {
                // the results tell
            }));
        final RunReport report = run.get().execute();
        assertTrue(report.canceled());
        assertEquals(ExitCodes.EXECUTE, report.exitCode());
        assertEquals(
            List.of(Status.EXECUTED, Status.CANCELED, Status.CANCELED, Status.CANCELED, Status.CANCELED),
            statuses(report));
        assertFalse(Files.exists(m_out), "an output directory was left behind");
        assertEquals(List.of("Test Source (#4)", "Test Pass (#2)"), m_listener.m_started);
    }

    @Test
    void startsNothingWhenCancelledBeforehand() throws Exception {
        writeChain(n -> n);
        final WorkflowRun run = new WorkflowRun(RunRequest.of(m_workflow), m_catalog, m_listener, failure -> {
            // none expected
        });
        run.cancel();
        assertEquals(List.of(Status.CANCELED, Status.CANCELED), statuses(run.execute()));
        assertEquals(List.of(), m_listener.m_started);
    }

    @Test
    void hearsTheProgressAndTheWarningsOfNodes() throws Exception {
        writeChain(n -> n.set("rows", 0));
        TestHooks.set((label, exec) -> exec.setProgress(0.25, "a quarter of " + label));
        final RunReport report = run(2);
        assertTrue(m_listener.m_progress.contains("Test Source (#1) 0.25 a quarter of source"));
        assertEquals("The table is empty", report.results().get(0).message());
        assertEquals(0, report.results().get(0).rows());
    }

    @Test
    void letsNodesFindFilesRelativeToTheWorkflow() throws Exception {
        writeChain(n -> n);
        final List<File> found = new CopyOnWriteArrayList<>();
        TestHooks.set((label, exec) -> {
            try {
                found.add(ResolverUtil.resolveURItoLocalFile(URI.create("knime://knime.workflow/data/x.csv")));
            } catch (IOException e) {
                throw new KNIMEException(e.getMessage(), e);
            }
        });
        run(2);
        final File file = m_workflow.resolve("data/x.csv").toFile();
        assertEquals(List.of(file, file), found);
    }

    @Test
    void saysThatSavedResultsAreMadeAgainUnlessThatIsAskedFor() throws Exception {
        writeChain(n -> n);
        edit("Test Source (#1)/settings.xml", "value=\"CONFIGURED\"", "value=\"EXECUTED\"");
        run(2);
        assertTrue(m_listener.m_notices.get(0).contains("Test Source (#1)"));
        m_listener.m_notices.clear();
        run(new RunRequest(m_workflow, List.of(), List.of(), m_out, 2, true));
        assertEquals(List.of(), m_listener.m_notices);
    }
}
