package org.knime.core.node;

import java.util.function.Supplier;

import org.latentlab.platform.core.EmbeddedProgressMonitor;

/** Progress of a node or of a part of it, and the question whether it should stop. */
public class ExecutionMonitor {

    private final NodeProgressMonitor m_monitor;

    /** A monitor nobody looks at. */
    public ExecutionMonitor() {
        this(new EmbeddedProgressMonitor());
    }

    public ExecutionMonitor(final NodeProgressMonitor monitor) {
        if (monitor == null) {
            throw new NullPointerException("The progress monitor must not be null.");
        }
        m_monitor = monitor;
    }

    public final NodeProgressMonitor getProgressMonitor() {
        return m_monitor;
    }

    /** @throws CanceledExecutionException if the analyst canceled the node */
    public void checkCanceled() throws CanceledExecutionException {
        m_monitor.checkCanceled();
    }

    public void setProgress(final double progress) {
        m_monitor.setProgress(progress);
    }

    public void setProgress(final double progress, final String message) {
        m_monitor.setProgress(progress, message);
    }

    public void setProgress(final double progress, final Supplier<String> message) {
        m_monitor.setProgress(progress, message);
    }

    public void setMessage(final String message) {
        m_monitor.setMessage(message);
    }

    public void setMessage(final Supplier<String> message) {
        m_monitor.setMessage(message);
    }

    public void setProgress(final String message) {
        m_monitor.setProgress(message);
    }

    /** @param share the part of this monitor's progress that the new monitor's whole range stands for */
    public ExecutionMonitor createSubProgress(final double share) {
        return new ExecutionMonitor(new SubProgressMonitor(m_monitor, share, false));
    }

    /** Like {@link #createSubProgress(double)}, with messages swallowed. */
    public ExecutionMonitor createSilentSubProgress(final double share) {
        return new ExecutionMonitor(new SubProgressMonitor(m_monitor, share, true));
    }
}
