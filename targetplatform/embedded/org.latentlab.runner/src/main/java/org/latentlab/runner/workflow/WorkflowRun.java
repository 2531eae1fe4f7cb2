package org.latentlab.runner.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.latentlab.platform.core.WorkflowDirectory;
import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.output.OutputDirectory;
import org.latentlab.runner.progress.NodeResult;
import org.latentlab.runner.progress.RunListener;
import org.latentlab.runner.settings.FlowValue;

/**
 * One run of a workflow directory, from reading it to writing its results. Results are put into the output directory
 * when the run ends: after a failure those of the nodes that were executed, after a cancel none.
 */
public final class WorkflowRun {

    private final RunRequest m_request;

    private final NodeCatalog m_catalog;

    private final RunListener m_listener;

    private final Consumer<Throwable> m_failures;

    private WorkflowExecutor m_executor;

    private boolean m_canceled;

    /**
     * @param request what to run
     * @param catalog the nodes that there are
     * @param listener told how it goes
     * @param failures given what a node failed with, for a log
     */
    public WorkflowRun(final RunRequest request, final NodeCatalog catalog, final RunListener listener,
        final Consumer<Throwable> failures) {
        m_request = request;
        m_catalog = catalog;
        m_listener = listener;
        m_failures = failures;
    }

    /** Stops the run: running nodes at their next cancel check, others do not start. May be called from any thread. */
    public synchronized void cancel() {
        m_canceled = true;
        if (m_executor != null) {
            m_executor.cancel();
        }
    }

    /**
     * @return how the run ended
     * @throws RunnerException if nothing was executed, because the workflow, its settings or the output directory
     *             cannot be used; or if the results cannot be written
     */
    public RunReport execute() throws RunnerException {
        if (m_request.out() == null) {
            return execute(null);
        }
        if (!Files.isDirectory(m_request.directory())) {
            WorkflowReader.read(m_request.directory());
        }
        final OutputDirectory out = OutputDirectory.open(m_request.out(), m_request.directory());
        try (out) {
            return execute(out);
        } catch (IOException e) {
            throw new RunnerException(ExitCodes.EXECUTE,
                "The output directory " + m_request.out() + " cannot be tidied up: " + e.getMessage(), e);
        }
    }

    private RunReport execute(final OutputDirectory out) throws RunnerException {
        // for addresses relative to the workflow; the threads that run its nodes are started within
        final WorkflowDirectory.Scope scope = WorkflowDirectory.enter(m_request.directory().toAbsolutePath());
        try (scope) {
            return run(out);
        }
    }

    private RunReport run(final OutputDirectory out) throws RunnerException {
        final Workflow workflow = WorkflowReader.read(m_request.directory());
        m_catalog.registerPortTypes();
        final LoadedWorkflow loaded = LoadedWorkflow.load(workflow, m_catalog);
        final List<String> executed = workflow.nodes().stream().filter(WorkflowNode::executed)
            .map(n -> n.label().toString()).toList();
        if (!executed.isEmpty() && !m_request.reset()) {
            m_listener.notice("Saved as executed and executed again, as with --reset: " + String.join(", ", executed));
        }
        final Map<Integer, ConfiguredNode> configured =
            new Configurator(loaded, variables(workflow), m_request.options(), m_listener::notice).configure();
        synchronized (this) {
            m_executor = new WorkflowExecutor(loaded, configured, m_request.jobs(), MemoryGate.HEAP, out, m_listener);
            if (m_canceled) {
                m_executor.cancel();
            }
        }
        Path work = null;
        try {
            work = Files.createTempDirectory("latentlab-");
            final List<NodeResult> results = m_executor.execute(work, m_failures);
            final boolean canceled = m_executor.isCanceled();
            return new RunReport(results,
                out == null || canceled ? List.of() : out.publish(m_executor.files()), canceled);
        } catch (IOException e) {
            throw new RunnerException(ExitCodes.EXECUTE, work == null
                ? "There is no room for temporary files in " + System.getProperty("java.io.tmpdir") + ": "
                    + e.getMessage() + ". Give another directory with LATENTLAB_JAVA_OPTS=-Djava.io.tmpdir=DIR."
                : e.getMessage(), e);
        } finally {
            delete(work);
        }
    }

    private static void delete(final Path work) {
        if (work != null) {
            try {
                OutputDirectory.delete(work);
            } catch (IOException e) {
                // the system clears its temporary directory; a run that is done is not to fail for it
                work.toFile().deleteOnExit();
            }
        }
    }

    private Map<String, FlowValue> variables(final Workflow workflow) {
        final Map<String, FlowValue> variables = new LinkedHashMap<>(workflow.variables());
        m_request.variables().forEach(v -> variables.put(v.name(), v.value()));
        return variables;
    }
}
