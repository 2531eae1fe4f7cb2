package org.latentlab.nodes.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

import org.knime.core.node.InvalidSettingsException;

/** Widths of layers, or numbers of filters, as an analyst writes them: "500, 500". */
public final class LayerWidths {

    /** One separator between two numbers: "4, -1" holds a negative number, not two separators. */
    private static final Pattern SEPARATOR = Pattern.compile("(?<=\\d)(\\s*[,;\\-–]\\s*|\\s+)(?=\\d)");

    private LayerWidths() {
    }

    /**
     * @param title the parameter's title, for the message
     * @param what what the numbers are, for the message, with an example
     * @param text whole numbers separated by commas, blanks or hyphens
     * @return the widths in order
     * @throws InvalidSettingsException if it is blank or holds anything else
     */
    public static List<Integer> parse(final String title, final String what, final String text)
        throws InvalidSettingsException {
        final List<Integer> widths = new ArrayList<>();
        for (final String part : SEPARATOR.split(text.strip())) {
            try {
                widths.add(Integer.parseInt(part));
            } catch (NumberFormatException e) {
                throw new InvalidSettingsException(title + " is '" + text + "'; write the " + what
                    + ".", e);
            }
        }
        return widths;
    }

    /**
     * @param widths widths of layers
     * @return the same from the last to the first
     */
    public static List<Integer> reversed(final List<Integer> widths) {
        final List<Integer> reversed = new ArrayList<>(widths);
        Collections.reverse(reversed);
        return reversed;
    }
}
