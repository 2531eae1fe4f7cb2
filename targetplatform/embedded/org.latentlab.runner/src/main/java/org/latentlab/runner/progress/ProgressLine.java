package org.latentlab.runner.progress;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.latentlab.runner.text.Durations;
import org.latentlab.runner.text.Words;

/** A running node in one line: name, bar, percent, time left, message. */
final class ProgressLine {

    private static final int BAR = 20;

    /** Below this share of the work the time left would be a guess. */
    private static final double LEAST_FRACTION = 0.02;

    private static final double LEAST_SECONDS = 2;

    private static final Pattern OWN_TIME_LEFT = Pattern.compile("(?:^|, )([^,]* left)$");

    private ProgressLine() {
    }

    /**
     * @param label the node's label, padded as the caller likes
     * @param fraction how much is done, in [0, 1], or NaN
     * @param message what the node is doing, or null
     * @param seconds how long it has been running
     * @param columns most characters of the line
     * @return the line
     */
    static String render(final String label, final double fraction, final String message, final double seconds,
        final int columns) {
        final String state;
        if (Double.isNaN(fraction)) {
            state = "[" + " ".repeat(BAR) + "]  " + Durations.span(seconds);
        } else {
            state = "[" + bar(fraction) + "] " + percent(fraction);
        }
        return Words.cut(label + "  " + state + tail(fraction, message, seconds), columns);
    }

    /**
     * What stands behind the percent: the time left, which is not to be cut off, then the message. A message that ends
     * with the time left knows better than an estimate by the fraction.
     */
    static String tail(final double fraction, final String message, final double seconds) {
        String text = message == null ? "" : message.replaceAll("\\s+", " ").strip();
        String left = timeLeft(fraction, seconds);
        final Matcher own = OWN_TIME_LEFT.matcher(text);
        if (own.find()) {
            left = own.group(1);
            text = text.substring(0, own.start());
        }
        return (left.isEmpty() ? "" : "  " + left) + (text.isEmpty() ? "" : "  " + text);
    }

    static String percent(final double fraction) {
        return String.format(Locale.ROOT, "%3d%%", (int)Math.floor(clamp(fraction) * 100));
    }

    /** A bar of 20 characters, in eighths of a character. */
    static String bar(final double fraction) {
        final int eighths = (int)Math.floor(clamp(fraction) * BAR * 8);
        final StringBuilder bar = new StringBuilder("\u2588".repeat(eighths / 8));
        if (eighths % 8 > 0) {
            bar.append((char)('\u2590' - eighths % 8));
        }
        return bar + " ".repeat(BAR - bar.length());
    }

    /** The time left if the rest goes as the part so far did; empty while that is no more than a guess. */
    static String timeLeft(final double fraction, final double seconds) {
        if (!(fraction >= LEAST_FRACTION) || fraction >= 1 || seconds < LEAST_SECONDS) {
            return "";
        }
        return Durations.estimate(seconds * (1 - fraction) / fraction) + " left";
    }

    private static double clamp(final double fraction) {
        return Math.max(0, Math.min(1, fraction));
    }
}
