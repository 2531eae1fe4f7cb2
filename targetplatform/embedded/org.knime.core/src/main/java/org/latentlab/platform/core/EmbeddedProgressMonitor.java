package org.latentlab.platform.core;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.NodeProgressMonitor;

/** The progress of one node run; whoever shows it listens, whoever stops the run cancels. Thread safe. */
public final class EmbeddedProgressMonitor implements NodeProgressMonitor {

    /** Is told of every change, from the thread that reports it. */
    @FunctionalInterface
    public interface Listener {

        /**
         * @param fraction how much is done, in [0, 1]; NaN where the node has not said
         * @param message what is being done, null where the node has not said
         */
        void progressed(double fraction, String message);
    }

    private final Listener m_listener;

    private Double m_progress;

    private String m_message;

    private volatile boolean m_canceled;

    /** A monitor nobody listens to. */
    public EmbeddedProgressMonitor() {
        this((fraction, message) -> {
            // nobody listens
        });
    }

    /** @param listener is told of every change */
    public EmbeddedProgressMonitor(final Listener listener) {
        m_listener = listener;
    }

    /** Makes the next cancel check of the node throw. */
    public void cancel() {
        m_canceled = true;
    }

    /** @return whether {@link #cancel()} was called */
    public boolean isCanceled() {
        return m_canceled;
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        // a run on an interrupted thread counts as canceled, as it does in KNIME
        if (m_canceled || Thread.currentThread().isInterrupted()) {
            m_canceled = true;
            throw new CanceledExecutionException();
        }
    }

    private void update(final Double progress, final String message) {
        final double fraction;
        synchronized (this) {
            m_progress = progress;
            m_message = message;
            fraction = progress == null ? Double.NaN : progress;
        }
        m_listener.progressed(fraction, message);
    }

    @Override
    public void setProgress(final double progress) {
        update(Math.max(0, Math.min(1, progress)), getMessage());
    }

    @Override
    public synchronized Double getProgress() {
        return m_progress;
    }

    @Override
    public void setProgress(final double progress, final String message) {
        update(Math.max(0, Math.min(1, progress)), message);
    }

    @Override
    public void setMessage(final String message) {
        update(getProgress(), message);
    }

    @Override
    public void setProgress(final String message) {
        setMessage(message);
    }

    @Override
    public synchronized String getMessage() {
        return m_message;
    }

    @Override
    public void setExecuteCanceled() {
        cancel();
    }

    @Override
    public void reset() {
        update(null, null);
        m_canceled = false;
    }
}
