package org.latentlab.engine.latent;

import java.util.Arrays;

/** What the kinds of {@link SamplingArea} check and compute alike. */
final class AreaChecks {

    /** The largest scale of an area out of distribution, in standard deviations of the prior. */
    private static final double MOST_SCALE = 1e6;

    private AreaChecks() {
    }

    static double[] filled(final int n, final double value) {
        final double[] a = new double[n];
        Arrays.fill(a, value);
        return a;
    }

    static double[] middle(final double[] low, final double[] high) {
        final double[] middle = new double[low.length];
        for (int i = 0; i < middle.length; i++) {
            middle[i] = low[i] + 0.5 * (high[i] - low[i]);
        }
        return middle;
    }

    static void dimensions(final int dimensions) {
        if (dimensions < 1) {
            throw new IllegalArgumentException("A latent space has at least 1 dimension, not " + dimensions + ".");
        }
    }

    /** @return N(0, I) of so many dimensions, if there can be so many */
    static LatentPrior normal(final int dimensions) {
        dimensions(dimensions);
        return new LatentPrior.Normal(dimensions);
    }

    /** @param what beginning a sentence, e.g. "The scale of the exponential area" */
    static void positive(final String what, final double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be a finite number above 0.");
        }
    }

    /** As {@link #positive}; beyond {@value #MOST_SCALE} decoders tell no points apart, and squares lose digits. */
    static void scale(final String what, final double value) {
        positive(what, value);
        if (value > MOST_SCALE) {
            throw new IllegalArgumentException(what + " is " + plain(value) + "; it must be at most 1,000,000.");
        }
    }

    static void normal(final String what, final double[] centre, final double[] sd) {
        if (centre.length < 1 || centre.length != sd.length) {
            throw new IllegalArgumentException("The " + what + " has a centre of " + centre.length
                + " values and standard deviations of " + sd.length + "; both need one value for each dimension.");
        }
        for (int i = 0; i < centre.length; i++) {
            if (!Double.isFinite(centre[i])) {
                throw new IllegalArgumentException("The centre of the " + what + " has the value " + centre[i]
                    + " in dimension " + (i + 1) + "; it must be a finite number.");
            }
            if (!(sd[i] >= 0) || Double.isInfinite(sd[i])) {
                throw new IllegalArgumentException("The standard deviation of the " + what + " in dimension " + (i + 1)
                    + " is " + sd[i] + "; it must be a finite number of at least 0.");
            }
        }
    }

    static void box(final String what, final double[] low, final double[] high) {
        if (low.length < 1 || low.length != high.length) {
            throw new IllegalArgumentException("The " + what + " has a lower corner of " + low.length
                + " values and an upper one of " + high.length + "; both need one value for each dimension.");
        }
        for (int i = 0; i < low.length; i++) {
            if (!Double.isFinite(low[i]) || !Double.isFinite(high[i]) || low[i] > high[i]) {
                throw new IllegalArgumentException("In dimension " + (i + 1) + " the " + what + " reaches from "
                    + low[i] + " to " + high[i] + "; both must be finite numbers and the first not above the second.");
            }
        }
    }

    /** @return 2 for 2.0, 0.25 for 0.25 */
    static String plain(final double value) {
        final boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long)value) : Double.toString(value);
    }
}
