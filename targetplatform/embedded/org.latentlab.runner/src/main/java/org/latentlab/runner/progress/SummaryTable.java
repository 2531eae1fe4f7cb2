package org.latentlab.runner.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.latentlab.runner.text.Durations;
import org.latentlab.runner.text.Words;

/** The table at the end of a run: node, status, rows, time, and what the node warned of. */
public final class SummaryTable {

    private static final List<String> HEADINGS = List.of("Node", "Status", "Rows", "Time");

    private SummaryTable() {
    }

    /**
     * @param results one per node, in the order to be shown
     * @param columns most characters of a line; a warning is wrapped below its node
     * @return the lines
     */
    public static List<String> render(final List<NodeResult> results, final int columns) {
        final List<List<String>> cells = new ArrayList<>();
        cells.add(HEADINGS);
        for (NodeResult result : results) {
            cells.add(List.of(result.node().toString(), result.status().toString(),
                result.rows() < 0 ? "" : String.format(Locale.ROOT, "%,d", result.rows()),
                result.seconds() > 0 ? Durations.span(result.seconds()) : ""));
        }
        final int[] widths = new int[HEADINGS.size()];
        for (List<String> row : cells) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        final List<String> lines = new ArrayList<>();
        for (int r = 0; r < cells.size(); r++) {
            lines.add(line(cells.get(r), widths));
            if (r == 0) {
                lines.add("\u2500".repeat(Math.min(columns, lines.get(0).length())));
            } else if (!results.get(r - 1).message().isBlank()) {
                lines.addAll(Words.wrap(message(results.get(r - 1)), columns, "    "));
            }
        }
        return lines;
    }

    /** The message without the node's name, which stands above it. */
    private static String message(final NodeResult result) {
        final String name = result.node().quoted() + ": ";
        return result.message().startsWith(name) ? result.message().substring(name.length()) : result.message();
    }

    /** Words to the left, numbers to the right. */
    private static String line(final List<String> row, final int[] widths) {
        return Words.pad(row.get(0), widths[0]) + "  " + Words.pad(row.get(1), widths[1]) + "  "
            + " ".repeat(widths[2] - row.get(2).length()) + row.get(2) + "  "
            + " ".repeat(widths[3] - row.get(3).length()) + row.get(3);
    }
}
