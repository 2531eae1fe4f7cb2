package org.latentlab.nodes.table;

import java.util.concurrent.CancellationException;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.latentlab.engine.train.Progress;

/** KNIME's progress and cancellation, as the engine sees them. */
public final class ProgressAdapter implements Progress {

    private final ExecutionMonitor m_monitor;

    private ProgressAdapter(final ExecutionMonitor monitor) {
        m_monitor = monitor;
    }

    /**
     * @param monitor of the node's execution, or of a part of it
     * @return the same for the engine
     */
    public static Progress of(final ExecutionMonitor monitor) {
        return new ProgressAdapter(monitor);
    }

    @Override
    public void update(final double fraction, final String message) {
        m_monitor.setProgress(fraction, message);
    }

    @Override
    public void checkCanceled() {
        try {
            m_monitor.checkCanceled();
        } catch (CanceledExecutionException e) {
            final CancellationException cancelled = new CancellationException("The execution was cancelled.");
            cancelled.initCause(e);
            throw cancelled;
        }
    }
}
