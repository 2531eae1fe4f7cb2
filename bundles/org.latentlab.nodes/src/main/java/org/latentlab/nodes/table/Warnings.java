package org.latentlab.nodes.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Collects what an analyst should know although the node succeeded, and tells it in one message. */
public final class Warnings {

    /** How many rows a warning names before it only counts. */
    static final int NAMED_ROWS = 3;

    private final Set<String> m_messages = new LinkedHashSet<>();

    /** @param message one sentence or more, with its full stop; the same one twice is told once */
    public void add(final String message) {
        if (message != null && !message.isBlank()) {
            m_messages.add(message);
        }
    }

    /**
     * Counts and names rows that could not be used, e.g. "3 of 500 rows have no usable image (Row17: truncated PNG,
     * Row20: missing, Row21: missing) and were left out." Nothing where there are no such rows.
     *
     * @param problems the rows
     * @param rows how many rows there were in all
     * @param what what they lack, e.g. "usable image"
     * @param consequence what became of them, e.g. "were left out"
     */
    public void addRows(final List<RowProblem> problems, final long rows, final String what, final String consequence) {
        if (!problems.isEmpty()) {
            add(describe(problems, rows, what) + " and " + consequence + ".");
        }
    }

    /**
     * @param problems the rows, at least one
     * @param rows how many rows there were in all
     * @param what what they lack, e.g. "usable image"
     * @return for instance "3 of 500 rows have no usable image (Row17: truncated PNG, …)", without a full stop
     */
    public static String describe(final List<RowProblem> problems, final long rows, final String what) {
        final List<String> named = new ArrayList<>();
        for (int i = 0; i < Math.min(NAMED_ROWS, problems.size()); i++) {
            named.add(problems.get(i).toString());
        }
        if (problems.size() > NAMED_ROWS) {
            named.add("…");
        }
        return String.format(Locale.ROOT, "%,d of %,d %s no %s (%s)", problems.size(), rows,
            rows == 1 ? "row has" : "rows have", what, String.join(", ", named));
    }

    /** @return whether nothing was collected */
    public boolean isEmpty() {
        return m_messages.isEmpty();
    }

    /** @return all messages, separated by blanks; empty if there are none */
    @Override
    public String toString() {
        return String.join(" ", m_messages);
    }

    /** @param target is given the message if there is one, e.g. {@code out::setWarningMessage} */
    public void tell(final Consumer<String> target) {
        if (!isEmpty()) {
            target.accept(toString());
        }
    }
}
