package org.latentlab.runner.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Wrapping, shortening and comparing of what a person reads or typed. */
public final class Words {

    private Words() {
    }

    /**
     * Breaks a text into lines at blanks; a word longer than a line stays whole.
     *
     * @param text any text; each line break in it is kept
     * @param width most characters in a line, indentation included
     * @param indent what every line begins with
     * @return the lines
     */
    public static List<String> wrap(final String text, final int width, final String indent) {
        final List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder(indent);
            boolean empty = true;
            for (String word : paragraph.strip().split("\\s+")) {
                if (!empty && line.length() + 1 + word.length() > width) {
                    lines.add(line.toString());
                    line = new StringBuilder(indent);
                    empty = true;
                }
                line.append(empty ? "" : " ").append(word);
                empty = false;
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /**
     * @param text one or more sentences, the last perhaps without a full stop
     * @return the text with one
     */
    public static String sentence(final String text) {
        final String message = text.strip();
        return message.matches("(?s).*[.!?]") ? message : message + ".";
    }

    /**
     * @param text any text
     * @param width most characters of the answer, at least 1
     * @return the text in one line, cut with an ellipsis if it is longer
     */
    public static String shorten(final String text, final int width) {
        return cut(text.replaceAll("\\s+", " ").strip(), width);
    }

    /**
     * @param line a line of text, its blanks kept
     * @param width most characters of the answer, at least 1
     * @return the line, cut with an ellipsis if it is longer
     */
    public static String cut(final String line, final int width) {
        return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
    }

    /**
     * @param text any text
     * @param width least characters of the answer
     * @return the text with blanks behind it
     */
    public static String pad(final String text, final int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /**
     * The names most like what was typed, by edit distance without regard to case; names that contain it come first.
     *
     * @param typed what was typed
     * @param names what there is
     * @param most how many to give at most
     * @return the nearest names, nearest first; empty if none is near
     */
    public static List<String> nearest(final String typed, final Collection<String> names, final int most) {
        record Candidate(String name, int distance) {
        }
        final String wanted = typed.toLowerCase(Locale.ROOT).strip();
        return names.stream().distinct().map(name -> {
            final String candidate = name.toLowerCase(Locale.ROOT);
            final boolean within = wanted.length() > 1 && candidate.contains(wanted);
            return new Candidate(name, within ? 0 : distance(wanted, candidate));
        }).filter(c -> c.distance <= Math.max(2, Math.max(wanted.length(), c.name.length()) / 2)) //
            .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name)) //
            .limit(most).map(Candidate::name).toList();
    }

    /** Levenshtein's edit distance: insertions, deletions and substitutions, each of cost 1. */
    static int distance(final String a, final String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            final int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
