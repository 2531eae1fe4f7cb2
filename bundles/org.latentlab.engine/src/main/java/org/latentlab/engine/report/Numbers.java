package org.latentlab.engine.report;

import java.util.Locale;

/** Figures as the report writes them, whatever the machine's locale. */
final class Numbers {

    static final String UNKNOWN = "–";

    private Numbers() {
    }

    /** Three to four significant digits: 0.0123, 1.23, 12.3, 123, 1,234. */
    static String figure(final double value) {
        if (!Double.isFinite(value)) {
            return Double.isInfinite(value) ? (value > 0 ? "∞" : "−∞") : UNKNOWN;
        }
        final double size = Math.abs(value);
        final String pattern = size >= 99.95 ? "%,.0f" : size >= 9.995 ? "%.1f" : size >= 0.9995 || size == 0 ? "%.2f"
            : size >= 0.00095 ? "%.3f" : "%.1e";
        return minus(String.format(Locale.ROOT, pattern, value));
    }

    static String fixed(final double value, final int digits) {
        return Double.isFinite(value) ? minus(String.format(Locale.ROOT, "%,." + digits + "f", value)) : figure(value);
    }

    static String count(final long value) {
        return minus(String.format(Locale.ROOT, "%,d", value));
    }

    static String percent(final double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", 100 * share) : UNKNOWN;
    }

    /** "3.9 times", "1.04 times" */
    static String times(final double ratio) {
        return figureShort(ratio) + " times";
    }

    /** "3.9", "1.04", "0.31" */
    static String figureShort(final double ratio) {
        if (!Double.isFinite(ratio)) {
            return figure(ratio);
        }
        return ratio >= 9.95 ? fixed(ratio, 0) : ratio >= 1.095 ? fixed(ratio, 1) : fixed(ratio, 2);
    }

    static String pValue(final double p) {
        return Double.isNaN(p) ? UNKNOWN : p < 0.001 ? "< 0.001" : fixed(p, 3);
    }

    private static String minus(final String text) {
        return text.startsWith("-") ? "−" + text.substring(1) : text;
    }
}
