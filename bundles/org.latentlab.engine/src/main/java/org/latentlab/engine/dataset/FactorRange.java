package org.latentlab.engine.dataset;

import org.latentlab.engine.math.Rng;

/**
 * Where a generating factor lies: uniform between two bounds.
 *
 * @param low the smallest value
 * @param high the largest value, at least low; the same for a factor held fixed
 */
public record FactorRange(double low, double high) {

    /** Checks that both are finite and in order. */
    public FactorRange {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException("A range goes from a finite number to one that is not smaller, not from "
                + low + " to " + high + ".");
        }
    }

    /** Draws a value; always takes one number from the stream, so that a fixed factor does not shift the others. */
    double draw(final Rng rng) {
        return rng.nextDouble(low, high);
    }

    void checkWithin(final String factor, final double lowest, final double highest, final String unit) {
        if (low < lowest || high > highest) {
            throw new IllegalArgumentException("The " + factor + " of the synthetic digits goes from " + low + " to "
                + high + unit + "; it must lie between " + lowest + " and " + highest + unit + ".");
        }
    }
}
