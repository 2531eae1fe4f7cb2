package org.latentlab.runner.progress;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Progress for a file or a pipe: a line when a node starts and when it ends, and between them one every ten seconds
 * or every tenth of the work, whichever comes later, so that a log stays short.
 */
public final class PlainProgress implements RunListener {

    private static final double LEAST_SECONDS = 10;

    /** When the last line on a node was written, and how far it was then. */
    private record Last(long nanos, double fraction) {
    }

    private final PrintWriter m_out;

    private final LongSupplier m_clock;

    private final Map<NodeLabel, RunningNode> m_running = new LinkedHashMap<>();

    private final Map<NodeLabel, Last> m_last = new LinkedHashMap<>();

    /**
     * @param out where the lines go
     * @param clock nanoseconds, as from {@link System#nanoTime()}
     */
    public PlainProgress(final PrintWriter out, final LongSupplier clock) {
        m_out = out;
        m_clock = clock;
    }

    @Override
    public synchronized void started(final NodeLabel node) {
        final long now = m_clock.getAsLong();
        m_running.put(node, new RunningNode(node, now));
        m_last.put(node, new Last(now, 0));
        line(node + ": started");
    }

    @Override
    public synchronized void progress(final NodeLabel node, final double fraction, final String message) {
        final RunningNode running = m_running.get(node);
        if (running == null) {
            return;
        }
        running.update(fraction, message);
        final long now = m_clock.getAsLong();
        final Last last = m_last.get(node);
        final boolean stepped = Double.isNaN(fraction) || tenth(fraction) > tenth(last.fraction);
        if (stepped && (now - last.nanos) / 1e9 >= LEAST_SECONDS) {
            m_last.put(node, new Last(now, Double.isNaN(fraction) ? 0 : fraction));
            final String percent = Double.isNaN(fraction) ? "running" : ProgressLine.percent(fraction).strip();
            line(node + ": " + percent + ProgressLine.tail(fraction, message, running.seconds(now)));
        }
    }

    /** The last tenth of the work that is reached; the margin takes up rounding. */
    private static int tenth(final double fraction) {
        return (int)Math.floor(fraction * 10 + 1e-9);
    }

    @Override
    public synchronized void finished(final NodeResult result) {
        m_running.remove(result.node());
        m_last.remove(result.node());
        line(FinishedLine.render(result));
    }

    @Override
    public synchronized void notice(final String line) {
        line(line);
    }

    @Override
    public synchronized void close() {
        m_out.flush();
    }

    private void line(final String line) {
        m_out.println(line);
        m_out.flush();
    }
}
