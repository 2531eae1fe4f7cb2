package org.latentlab.runner.progress;

/** The latest of what a running node said. Written by the node's thread, read by the display's. */
final class RunningNode {

    private final NodeLabel m_label;

    private final long m_startNanos;

    private volatile double m_fraction = Double.NaN;

    private volatile String m_message;

    RunningNode(final NodeLabel label, final long startNanos) {
        m_label = label;
        m_startNanos = startNanos;
    }

    void update(final double fraction, final String message) {
        m_fraction = fraction;
        m_message = message;
    }

    NodeLabel label() {
        return m_label;
    }

    double fraction() {
        return m_fraction;
    }

    String message() {
        return m_message;
    }

    double seconds(final long nowNanos) {
        return (nowNanos - m_startNanos) / 1e9;
    }
}
