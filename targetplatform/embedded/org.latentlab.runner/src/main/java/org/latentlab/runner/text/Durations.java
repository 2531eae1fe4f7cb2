package org.latentlab.runner.text;

import java.util.Locale;

/** How long something took or will take, as an analyst reads it. */
public final class Durations {

    private Durations() {
    }

    /**
     * @param seconds a time span, at least 0
     * @return e.g. "0.4 s", "37 s", "3 min 05 s", "2 h 12 min"
     */
    public static String span(final double seconds) {
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        final long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
    }

    /**
     * @param seconds a time span that is an estimate, at least 0
     * @return e.g. "40 s", "4 min", "2 h 10 min"; no more exact than an estimate is
     */
    public static String estimate(final double seconds) {
        if (seconds < 55) {
            return Math.max(1, seconds < 10 ? Math.round(seconds) : Math.round(seconds / 5) * 5) + " s";
        }
        final long minutes = Math.max(1, Math.round(seconds / 60));
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes / 60 + " h " + minutes % 60 / 10 * 10 + " min";
    }
}
