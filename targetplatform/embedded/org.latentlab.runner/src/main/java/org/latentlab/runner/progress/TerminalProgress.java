package org.latentlab.runner.progress;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;

import org.latentlab.runner.text.Words;

/**
 * Progress for a terminal: below the lines of what is done, one live line per running node, drawn again ten times a
 * second with the control sequences of ECMA-48 (cursor up, erase line).
 */
public final class TerminalProgress implements RunListener {

    private static final long PERIOD_MILLIS = 100;

    private static final String ERASE_LINE = "\u001b[2K";

    private final PrintWriter m_out;

    private final int m_columns;

    private final LongSupplier m_clock;

    private final Timer m_timer;

    private final Map<NodeLabel, RunningNode> m_running = new LinkedHashMap<>();

    /** How many live lines stand above the cursor. */
    private int m_drawn;

    private boolean m_closed;

    /**
     * @param out the terminal
     * @param columns its width in characters
     * @param clock nanoseconds, as from {@link System#nanoTime()}
     * @param live true to draw again on a timer; false to draw on events alone
     */
    public TerminalProgress(final PrintWriter out, final int columns, final LongSupplier clock, final boolean live) {
        m_out = out;
        m_columns = columns;
        m_clock = clock;
        m_timer = live ? new Timer("progress", true) : null;
        if (live) {
            m_timer.schedule(new TimerTask() {
                @Override
                public void run() {
                    redraw();
                }
            }, PERIOD_MILLIS, PERIOD_MILLIS);
        }
    }

    @Override
    public synchronized void started(final NodeLabel node) {
        m_running.put(node, new RunningNode(node, m_clock.getAsLong()));
        redraw();
    }

    @Override
    public void progress(final NodeLabel node, final double fraction, final String message) {
        final RunningNode running;
        synchronized (this) {
            running = m_running.get(node);
        }
        if (running != null) {
            running.update(fraction, message);
        }
    }

    @Override
    public synchronized void finished(final NodeResult result) {
        m_running.remove(result.node());
        final String mark = switch (result.status()) {
            case EXECUTED -> "\u2713 ";
            case FAILED -> "\u2717 ";
            default -> "\u2013 ";
        };
        notice(mark + FinishedLine.render(result));
    }

    @Override
    public synchronized void notice(final String line) {
        erase();
        m_out.println(line);
        draw();
    }

    @Override
    public synchronized void close() {
        if (!m_closed) {
            m_closed = true;
            if (m_timer != null) {
                m_timer.cancel();
            }
            erase();
            m_out.flush();
        }
    }

    private synchronized void redraw() {
        if (!m_closed) {
            erase();
            draw();
        }
    }

    private void erase() {
        for (int i = 0; i < m_drawn; i++) {
            m_out.print("\u001b[1A" + ERASE_LINE);
        }
        m_out.print("\r");
        m_drawn = 0;
    }

    private void draw() {
        final long now = m_clock.getAsLong();
        final int width = m_running.keySet().stream().mapToInt(l -> l.toString().length()).max().orElse(0);
        for (RunningNode running : m_running.values()) {
            m_out.println(ProgressLine.render("  " + Words.pad(running.label().toString(), width), running.fraction(),
                running.message(), running.seconds(now), m_columns - 1));
            m_drawn++;
        }
        m_out.flush();
    }
}
