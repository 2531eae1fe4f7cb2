package org.latentlab.engine.failure;

import java.util.Arrays;

/**
 * A regular up and down in a sequence of losses, found in its autocorrelation (Box, Jenkins and Reinsel 2008, "Time
 * series analysis", §2.1): r(τ) of the losses less their linear trend. A wave of period T and amplitude A in noise has
 * r(T) = A²/2 over the variance of wave and noise together.
 *
 * @param period T, in steps; NaN where there is none
 * @param amplitude A, in the loss's unit; 0 where there is no oscillation
 */
record Oscillation(double period, double amplitude) {

    static final Oscillation NONE = new Oscillation(Double.NaN, 0);

    /** Where all losses show no wave, fewer are looked at, but no fewer than these: real ones do not keep step long. */
    private static final int SHORT = 256;

    /** Fewer losses are not looked at: chance alone makes waves of them. */
    private static final int LEAST = 64;

    /**
     * A shorter period is the answer of each network to the last step of the other, as any game of two in turn has it,
     * and no failure.
     */
    private static final int SHORTEST = 8;

    /** So many whole periods are to be seen. */
    private static final int PERIODS = 4;

    /** The autocorrelation at the period from which on the up and down is regular: half of the variance is the wave. */
    private static final double REGULAR = 0.5;

    /** After two periods the wave is still to be there, if it may have run out of step a little. */
    private static final double STILL_REGULAR = 0.3;

    /** Peaks this much below the highest are as high: of several periods that fit, the shortest is the period. */
    private static final double AS_HIGH = 0.9;

    /**
     * @param losses the oldest first
     * @param last how many of them are looked at, counted from the end; where no wave is found in them, the later half,
     *            and its later half, of at least 256
     * @return the oscillation; none where they are too few or not all finite
     */
    static Oscillation of(final double[] losses, final int last) {
        final int most = Math.min(last, losses.length);
        if (!Arrays.stream(losses, losses.length - most, losses.length).allMatch(Double::isFinite)) {
            return NONE;
        }
        Oscillation found = of(Arrays.copyOfRange(losses, losses.length - most, losses.length));
        for (int n = most / 2; n >= SHORT && found == NONE; n /= 2) {
            found = of(Arrays.copyOfRange(losses, losses.length - n, losses.length));
        }
        return found;
    }

    private static Oscillation of(final double[] x) {
        final int n = x.length;
        if (n < LEAST) {
            return NONE;
        }
        detrend(x);
        final double variance = Arrays.stream(x).map(v -> v * v).sum() / n;
        if (!(variance > 0)) {
            return NONE;
        }
        final double[] r = autocorrelation(x, variance, 2 * (n / PERIODS));
        final int period = period(r, n / PERIODS);
        return period >= SHORTEST && r[period] >= REGULAR && r[2 * period] >= STILL_REGULAR
            ? new Oscillation(refined(r, period), Math.sqrt(2 * variance * r[period])) : NONE;
    }

    private static void detrend(final double[] x) {
        final int n = x.length;
        final double mean = Arrays.stream(x).average().orElse(0);
        double slope = 0;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            final double t = i - (n - 1) / 2.0;
            slope += t * x[i];
            spread += t * t;
        }
        slope /= spread;
        for (int i = 0; i < n; i++) {
            x[i] -= mean + slope * (i - (n - 1) / 2.0);
        }
    }

    /** Without the bias towards 0 at long lags: each divided by how many products it sums. */
    private static double[] autocorrelation(final double[] x, final double variance, final int longest) {
        final double[] r = new double[longest + 1];
        for (int lag = 0; lag <= longest; lag++) {
            double sum = 0;
            for (int i = lag; i < x.length; i++) {
                sum += x[i] * x[i - lag];
            }
            r[lag] = sum / (x.length - lag) / variance;
        }
        return r;
    }

    /** The lag of the first of the highest peaks after the autocorrelation has been below 0; 0 if it never was. */
    private static int period(final double[] r, final int longest) {
        int below = 1;
        while (below <= longest && r[below] > 0) {
            below++;
        }
        double highest = 0;
        for (int lag = below; lag <= longest; lag++) {
            highest = Math.max(highest, r[lag]);
        }
        for (int lag = below + 1; highest > 0 && lag <= longest; lag++) {
            if (r[lag] >= AS_HIGH * highest && r[lag] >= r[lag - 1] && r[lag] >= r[lag + 1]) {
                return highestNear(r, lag, longest);
            }
        }
        return 0;
    }

    /** In noise the first high lag may be on the way up to its peak. */
    private static int highestNear(final double[] r, final int first, final int longest) {
        int peak = first;
        for (int lag = first; lag <= Math.min(longest, first + first / 4); lag++) {
            peak = r[lag] > r[peak] ? lag : peak;
        }
        return peak;
    }

    /** The top of the parabola through three points of the peak, far enough from one another for noise. */
    private static double refined(final double[] r, final int peak) {
        final int h = Math.max(1, peak / 8);
        final double curvature = r[peak - h] - 2 * r[peak] + r[peak + h];
        return curvature < 0 ? peak + h * 0.5 * (r[peak - h] - r[peak + h]) / curvature : peak;
    }
}
