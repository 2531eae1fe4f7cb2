package org.latentlab.runner.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import org.knime.core.node.port.PortObject;
import org.latentlab.runner.output.OutputDirectory;
import org.latentlab.runner.progress.NodeResult;
import org.latentlab.runner.progress.NodeResult.Status;
import org.latentlab.runner.progress.RunListener;

/**
 * Executes the nodes of a configured workflow, each when all that it waits for is done, some side by side. A second
 * node starts beside a running one only while the {@link MemoryGate} has room. What came out of a port is let go as
 * soon as nobody waits for it any more. A node that fails takes the nodes behind it with it and no others.
 */
final class WorkflowExecutor {

    private final LoadedWorkflow m_workflow;

    private final Map<Integer, ConfiguredNode> m_configured;

    private final int m_jobs;

    private final MemoryGate m_memory;

    private final OutputDirectory m_out;

    private final RunListener m_listener;

    private final Map<Integer, NodeRun> m_running = new ConcurrentHashMap<>();

    private final Map<Integer, NodeResult> m_results = new HashMap<>();

    /** What came out of nodes and is still waited for. */
    private final Map<Integer, PortObject[]> m_outputs = new HashMap<>();

    private final Set<Integer> m_started = new LinkedHashSet<>();

    private final Map<Integer, List<String>> m_files = new HashMap<>();

    private volatile boolean m_canceled;

    /**
     * @param workflow the workflow
     * @param configured what configuring its nodes gave
     * @param jobs most nodes to run at a time, at least 1
     * @param memory asked before a node starts beside another
     * @param out where the results of unconnected output ports go; null to write none
     * @param listener told how it goes
     */
    WorkflowExecutor(final LoadedWorkflow workflow, final Map<Integer, ConfiguredNode> configured, final int jobs,
        final MemoryGate memory, final OutputDirectory out, final RunListener listener) {
        m_workflow = workflow;
        m_configured = configured;
        m_jobs = jobs;
        m_memory = memory;
        m_out = out;
        m_listener = listener;
    }

    /** Makes the running nodes stop and no other start. May be called from any thread. */
    void cancel() {
        m_canceled = true;
        m_running.values().forEach(NodeRun::cancel);
    }

    /** @return whether {@link #cancel()} was called */
    boolean isCanceled() {
        return m_canceled;
    }

    /** @return names of the files and folders that executed nodes staged in the output directory, in the nodes' order */
    List<String> files() {
        return m_workflow.nodes().stream().flatMap(n -> m_files.getOrDefault(n.id(), List.of()).stream()).toList();
    }

    /**
     * @param work a directory for what passes between the nodes
     * @param failures given what a node failed with
     * @return what became of each node, in the order of execution
     * @throws IOException if the directory cannot be written to
     */
    List<NodeResult> execute(final Path work, final Consumer<Throwable> failures) throws IOException {
        final ExecutorService pool = Executors.newFixedThreadPool(m_jobs, task -> {
            final Thread thread = new Thread(task, "node");
            thread.setDaemon(true);
            return thread;
        });
        try {
            final CompletionService<NodeRun.Outcome> runs = new ExecutorCompletionService<>(pool);
            startReady(runs, work);
            while (!m_running.isEmpty()) {
                final NodeRun.Outcome outcome = runs.take().get();
                done(outcome);
                if (outcome.failure() != null) {
                    failures.accept(outcome.failure());
                }
                startReady(runs, work);
            }
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The run broke off: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return results();
    }

    private void startReady(final CompletionService<NodeRun.Outcome> runs, final Path work) throws IOException {
        for (LoadedNode node : m_workflow.nodes()) {
            final boolean room = m_running.isEmpty() || m_running.size() < m_jobs && m_memory.hasRoom();
            if (m_canceled || !room) {
                return;
            }
            if (!m_started.contains(node.id()) && !m_results.containsKey(node.id()) && isReady(node)) {
                start(node, runs, work);
            }
        }
    }

    private boolean isReady(final LoadedNode node) {
        return m_workflow.graph().before(node.id()).stream()
            .allMatch(id -> m_results.containsKey(id) && m_results.get(id).status() == Status.EXECUTED);
    }

    private void start(final LoadedNode node, final CompletionService<NodeRun.Outcome> runs, final Path work)
        throws IOException {
        final PortObject[] inputs = new PortObject[node.inputs().size()];
        for (Connection c : m_workflow.graph().into(node.id())) {
            if (c.destinationPort() > 0) {
                inputs[c.destinationPort() - 1] = m_outputs.get(c.source())[c.sourcePort() - 1];
            }
        }
        final boolean[] loose = new boolean[node.outputs().size()];
        for (int i = 0; i < loose.length; i++) {
            loose[i] = m_workflow.graph().outOf(node.id(), i).isEmpty();
        }
        final Path fileStores = Files.createDirectories(work.resolve("node-" + node.id()));
        final NodeRun run = new NodeRun(node, m_configured.get(node.id()), m_listener);
        m_started.add(node.id());
        m_running.put(node.id(), run);
        if (m_canceled) {
            // cancelled between the look at the flag and here: the run has to hear of it too
            run.cancel();
        }
        runs.submit(() -> run.execute(inputs, fileStores, loose, m_out));
    }

    private void done(final NodeRun.Outcome outcome) {
        final NodeResult result = outcome.result();
        final int id = result.node().id();
        m_running.remove(id);
        m_results.put(id, result);
        m_listener.finished(result);
        if (result.status() == Status.EXECUTED) {
            m_outputs.put(id, outcome.outputs());
            m_files.put(id, outcome.files());
        } else {
            for (int behind : m_workflow.graph().behind(id)) {
                m_results.computeIfAbsent(behind, b -> notRun(m_workflow.graph().node(b), result));
            }
        }
        m_outputs.keySet().removeIf(source -> !isAwaited(source));
    }

    /** Whether a node that has not ended yet takes something from this one. */
    private boolean isAwaited(final int source) {
        return m_workflow.nodes().stream().anyMatch(node -> !m_results.containsKey(node.id())
            && m_workflow.graph().before(node.id()).contains(source));
    }

    private static NodeResult notRun(final LoadedNode node, final NodeResult cause) {
        return cause.status() == Status.FAILED
            ? new NodeResult(node.label(), Status.SKIPPED, -1, 0, "skipped because " + cause.node() + " failed")
            : new NodeResult(node.label(), Status.CANCELED, -1, 0, "");
    }

    private List<NodeResult> results() {
        final Map<Integer, NodeResult> results = new LinkedHashMap<>();
        for (LoadedNode node : m_workflow.nodes()) {
            results.put(node.id(), m_results.getOrDefault(node.id(),
                new NodeResult(node.label(), Status.CANCELED, -1, 0, "")));
        }
        return List.copyOf(results.values());
    }
}
