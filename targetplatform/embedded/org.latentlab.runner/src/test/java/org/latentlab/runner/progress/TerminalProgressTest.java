package org.latentlab.runner.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class TerminalProgressTest {

    private static final NodeLabel A = new NodeLabel(1, "A");

    private static final NodeLabel LONG = new NodeLabel(12, "Longer name");

    private final StringWriter m_text = new StringWriter();

    private final AtomicLong m_now = new AtomicLong();

    private final TerminalProgress m_progress =
        new TerminalProgress(new PrintWriter(m_text), 60, m_now::get, false);

    /** What a terminal shows that knows "cursor up one line, erase it". */
    private List<String> screen() {
        final List<String> lines = new ArrayList<>(List.of(""));
        final String text = m_text.toString().replace("\r\n", "\n");
        for (String part : text.split("(?<=\n)|(?=\u001b)|(?<=\u001b\\[2K)|(?<=A)(?=\u001b)")) {
            if (part.equals("\u001b[1A")) {
                lines.remove(lines.size() - 1);
            } else if (part.equals("\u001b[2K")) {
                lines.set(lines.size() - 1, "");
            } else {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + part.replaceAll("[\r\n]", ""));
                if (part.endsWith("\n")) {
                    lines.add("");
                }
            }
        }
        return lines;
    }

    @Test
    void keepsOneLivePerRunningNodeBelowWhatIsDone() {
        m_progress.started(A);
        m_progress.started(LONG);
        m_progress.progress(A, 0.5, "half");
        m_now.set(TimeUnit.SECONDS.toNanos(1));
        m_progress.notice("something to know");
        assertEquals(List.of("something to know", //
            "  A (#1)             [██████████          ]  50%  half", //
            "  Longer name (#12)  [                    ]  1.0 s", ""), screen());
        m_progress.finished(new NodeResult(A, NodeResult.Status.EXECUTED, 7, 1, ""));
        assertEquals(List.of("something to know", "✓ A (#1): executed, 7 rows, 1.0 s",
            "  Longer name (#12)  [                    ]  1.0 s", ""), screen());
        m_progress.close();
        assertEquals(List.of("something to know", "✓ A (#1): executed, 7 rows, 1.0 s", ""), screen());
    }

    @Test
    void drawsNothingMoreOnceClosed() {
        m_progress.started(A);
        m_progress.close();
        final String before = m_text.toString();
        m_progress.progress(A, 0.5, "late");
        m_progress.close();
        assertEquals(before, m_text.toString());
    }
}
