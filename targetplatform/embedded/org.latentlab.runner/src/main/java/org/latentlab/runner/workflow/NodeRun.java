package org.latentlab.runner.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.latentlab.platform.core.EmbeddedProgressMonitor;
import org.latentlab.platform.core.ExecutionContexts;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.runner.output.OutputDirectory;
import org.latentlab.runner.output.PortFiles;
import org.latentlab.runner.progress.NodeResult;
import org.latentlab.runner.progress.NodeResult.Status;
import org.latentlab.runner.progress.RunListener;

/** One run of one node: executed, its loose ends written to files. */
final class NodeRun {

    /**
     * What a run left.
     *
     * @param result what became of the node
     * @param outputs what came out of its ports; null unless it was executed
     * @param files names of the files and folders staged for the output directory
     * @param failure what it failed with, for a log; null if it did not
     */
    record Outcome(NodeResult result, PortObject[] outputs, List<String> files, Throwable failure) {
    }

    private final LoadedNode m_node;

    private final ConfiguredNode m_configured;

    private final RunListener m_listener;

    private final EmbeddedProgressMonitor m_monitor;

    private long m_start;

    NodeRun(final LoadedNode node, final ConfiguredNode configured, final RunListener listener) {
        m_node = node;
        m_configured = configured;
        m_listener = listener;
        m_monitor = new EmbeddedProgressMonitor(
            (fraction, message) -> listener.progress(node.label(), fraction, message));
    }

    /** Makes the node stop at its next cancel check. May be called from any thread, also before it runs. */
    void cancel() {
        m_monitor.cancel();
    }

    /**
     * @param inputs what comes in at its ports
     * @param fileStores a directory for the files of what it puts out
     * @param loose for each output port, whether nothing is connected to it
     * @param out where files go; null to write none
     * @return what became of it; it never throws
     */
    Outcome execute(final PortObject[] inputs, final Path fileStores, final boolean[] loose,
        final OutputDirectory out) {
        m_listener.started(m_node.label());
        m_start = System.nanoTime();
        final AtomicReference<String> warning = new AtomicReference<>();
        try {
            m_monitor.checkCanceled();
            final PortObject[] outputs = run(inputs, fileStores, warning);
            final List<String> files = out == null ? List.of() : write(outputs, loose, out);
            return new Outcome(result(Status.EXECUTED, rows(outputs), warning.get()), outputs, files, null);
        } catch (CanceledExecutionException | CancellationException e) {
            return new Outcome(result(Status.CANCELED, -1, ""), null, List.of(), null);
        } catch (OutOfMemoryError e) {
            return failed("ran out of memory (" + (Runtime.getRuntime().maxMemory() >> 20) + " MB of heap). Give more"
                + " with LATENTLAB_JAVA_OPTS=-Xmx4g, fewer rows, or run one node at a time with --jobs 1.", e);
        } catch (Exception e) {
            return failed(Configurator.sentence(e), e);
        } catch (Error e) {
            return failed("failed with " + e + ". Run again with --verbose for the details.", e);
        }
    }

    private PortObject[] run(final PortObject[] inputs, final Path fileStores, final AtomicReference<String> warning)
        throws Exception {
        final NodeHandle.Executed executed = m_node.handle().execute(m_configured.model(), inputs,
            m_node.outputTypes(), ExecutionContexts.create(fileStores, m_monitor));
        warning.set(executed.warning());
        return executed.out();
    }

    private List<String> write(final PortObject[] outputs, final boolean[] loose, final OutputDirectory out)
        throws Exception {
        final List<String> files = new ArrayList<>();
        final PortFiles writer = new PortFiles(out, m_monitor);
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            final String name = m_node.outputs().get(i).name();
            final long same = names.stream().filter(name::equals).count();
            names.add(name);
            if (loose[i]) {
                m_listener.progress(m_node.label(), 1, "writing " + name);
                files.addAll(writer.write(m_node.label(), same == 0 ? name : name + " " + (same + 1), outputs[i]));
            }
        }
        return files;
    }

    /** Rows of the first table that came out. */
    private static long rows(final PortObject[] outputs) {
        for (PortObject output : outputs) {
            if (output instanceof BufferedDataTable table) {
                return table.size();
            }
        }
        return -1;
    }

    private Outcome failed(final String message, final Throwable failure) {
        return new Outcome(result(Status.FAILED, -1, m_node.label().quoted() + ": " + message), null, List.of(),
            failure);
    }

    private NodeResult result(final Status status, final long rows, final String message) {
        return new NodeResult(m_node.label(), status, rows, Math.max(1e-9, (System.nanoTime() - m_start) / 1e9),
            message);
    }
}
