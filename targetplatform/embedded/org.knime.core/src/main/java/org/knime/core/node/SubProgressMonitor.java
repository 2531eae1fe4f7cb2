package org.knime.core.node;

/** A monitor for a share of another monitor's range: what it gains, the other gains times the share. */
final class SubProgressMonitor implements NodeProgressMonitor {

    private final NodeProgressMonitor m_parent;

    private final double m_share;

    private final boolean m_silent;

    private double m_progress;

    private String m_message;

    SubProgressMonitor(final NodeProgressMonitor parent, final double share, final boolean silent) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("The share of the progress must be in [0, 1], but is " + share + ".");
        }
        m_parent = parent;
        m_share = share;
        m_silent = silent;
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        m_parent.checkCanceled();
    }

    @Override
    public void setProgress(final double progress) {
        // sub-monitors of one monitor may be used from several threads
        synchronized (m_parent) {
            final double bounded = Math.max(0, Math.min(1, progress));
            final double gain = bounded - m_progress;
            if (gain > 0) {
                m_progress = bounded;
                final var before = m_parent.getProgress();
                m_parent.setProgress((before == null ? 0 : before) + gain * m_share);
            }
        }
    }

    @Override
    public synchronized Double getProgress() {
        return m_progress;
    }

    @Override
    public void setProgress(final double progress, final String message) {
        setMessage(message);
        setProgress(progress);
    }

    @Override
    public void setMessage(final String message) {
        m_message = message;
        if (!m_silent) {
            m_parent.setMessage(message);
        }
    }

    @Override
    public void setProgress(final String message) {
        setMessage(message);
    }

    @Override
    public String getMessage() {
        return m_message;
    }

    @Override
    public void setExecuteCanceled() {
        m_parent.setExecuteCanceled();
    }

    @Override
    public void reset() {
        m_progress = 0;
        m_message = null;
    }
}
