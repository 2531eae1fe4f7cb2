package org.latentlab.runner.progress;

import java.util.Locale;

import org.latentlab.runner.text.Durations;

/** What became of a node, in one line. */
final class FinishedLine {

    private FinishedLine() {
    }

    /**
     * @param result what became of a node
     * @return e.g. "Train VAE (#3): executed, 40 rows, 12 s"
     */
    static String render(final NodeResult result) {
        final StringBuilder line = new StringBuilder(result.node().toString()).append(": ").append(result.status());
        if (result.rows() >= 0) {
            line.append(String.format(Locale.ROOT, ", %,d row%s", result.rows(), result.rows() == 1 ? "" : "s"));
        }
        if (result.seconds() > 0) {
            line.append(", ").append(Durations.span(result.seconds()));
        }
        return line.toString();
    }
}
