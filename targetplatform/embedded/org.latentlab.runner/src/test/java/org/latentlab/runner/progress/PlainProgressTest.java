package org.latentlab.runner.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class PlainProgressTest {

    private static final NodeLabel NODE = new NodeLabel(3, "Train VAE");

    private final StringWriter m_text = new StringWriter();

    private final AtomicLong m_now = new AtomicLong();

    @Test
    void writesALineForAStartAnEndAndATenthOfTheWorkAtMostEveryTenSeconds() {
        try (PlainProgress progress = new PlainProgress(new PrintWriter(m_text), m_now::get)) {
            progress.started(NODE);
            for (int second = 1; second <= 100; second++) {
                m_now.set(TimeUnit.SECONDS.toNanos(second));
                progress.progress(NODE, second / 250.0, "Epoch " + second);
            }
            progress.finished(new NodeResult(NODE, NodeResult.Status.EXECUTED, 1200, 100, ""));
        }
        assertEquals(List.of("Train VAE (#3): started", //
            "Train VAE (#3): 10%  4 min left  Epoch 25", //
            "Train VAE (#3): 20%  3 min left  Epoch 50", //
            "Train VAE (#3): 30%  3 min left  Epoch 75", //
            "Train VAE (#3): 40%  3 min left  Epoch 100", //
            "Train VAE (#3): executed, 1,200 rows, 1 min 40 s"), m_text.toString().lines().toList());
    }

    @Test
    void hasNoControlCharacters() {
        try (PlainProgress progress = new PlainProgress(new PrintWriter(m_text), m_now::get)) {
            progress.started(NODE);
            m_now.set(TimeUnit.SECONDS.toNanos(11));
            progress.progress(NODE, Double.NaN, null);
            progress.notice("Something to know");
        }
        assertEquals("Train VAE (#3): started\nTrain VAE (#3): running\nSomething to know\n",
            m_text.toString().replace(System.lineSeparator(), "\n"));
    }
}
