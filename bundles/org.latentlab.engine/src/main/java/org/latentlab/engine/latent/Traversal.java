package org.latentlab.engine.latent;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

import org.latentlab.engine.math.Matrix;

/**
 * A traversal of a latent space: one dimension at a time takes the values of a range, the others stay as they are at a
 * base point. Dimensions are counted from 0, in messages from 1. Immutable; the arrays are shared.
 *
 * @param dimensions the dimensions traversed, in this order, at least one, none twice
 * @param values for each of them its values, all equally many, at least two, finite
 */
public record Traversal(int[] dimensions, double[][] values) {

    /** Checks the values. */
    public Traversal {
        if (dimensions.length == 0 || dimensions.length != values.length) {
            throw new IllegalArgumentException("A traversal needs at least one dimension and values for each, not "
                + dimensions.length + " and " + values.length + ".");
        }
        if (Arrays.stream(dimensions).distinct().count() < dimensions.length) {
            throw new IllegalArgumentException("A traversal has each of its dimensions once, not "
                + Arrays.toString(dimensions) + ".");
        }
        for (int i = 0; i < values.length; i++) {
            if (dimensions[i] < 0) {
                throw new IllegalArgumentException("Dimensions of a latent space begin at 1; there is none of number "
                    + (dimensions[i] + 1) + ".");
            }
            if (values[i].length < 2 || values[i].length != values[0].length) {
                throw new IllegalArgumentException("Dimension " + (dimensions[i] + 1) + " has " + values[i].length
                    + " values and the first one " + values[0].length + "; all need equally many, at least 2.");
            }
            for (final double value : values[i]) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("Dimension " + (dimensions[i] + 1) + " has the value " + value
                        + "; it must be a finite number.");
                }
            }
        }
    }

    /**
     * The same evenly spaced values for every dimension.
     *
     * @param dimensions those to traverse
     * @param low the first value, finite
     * @param high the last value, finite, above the first
     * @param steps the number of values, at least 2
     * @return the traversal
     */
    public static Traversal even(final int[] dimensions, final double low, final double high, final int steps) {
        final double[] values = spaced("range", low, high, steps);
        return new Traversal(dimensions, IntStream.range(0, dimensions.length).mapToObj(i -> values.clone())
            .toArray(double[][]::new));
    }

    /**
     * For each dimension the quantiles of given codes at evenly spaced probabilities, interpolated linearly between
     * order statistics (Hyndman and Fan 1996, definition 7).
     *
     * @param dimensions those to traverse, each below d
     * @param codes n×d, at least one code
     * @param low the first probability, at least 0
     * @param high the last probability, above the first, at most 1
     * @param steps the number of values, at least 2
     * @return the traversal
     */
    public static Traversal quantiles(final int[] dimensions, final Matrix codes, final double low, final double high,
        final int steps) {
        if (codes.rows() == 0) {
            throw new IllegalArgumentException("Quantiles need at least one code.");
        }
        if (!(low >= 0 && high <= 1)) {
            throw new IllegalArgumentException("The probabilities of quantiles lie from 0 to 1, not from " + low
                + " to " + high + ".");
        }
        final double[] probabilities = spaced("range of probabilities", low, high, steps);
        final double[][] values = new double[dimensions.length][];
        for (int i = 0; i < dimensions.length; i++) {
            checkDimension(dimensions[i], codes.columns());
            final double[] sorted = new double[codes.rows()];
            for (int row = 0; row < sorted.length; row++) {
                sorted[row] = codes.get(row, dimensions[i]);
            }
            Arrays.sort(sorted);
            values[i] = Arrays.stream(probabilities).map(p -> quantile(sorted, p)).toArray();
        }
        return new Traversal(dimensions, values);
    }

    private static double quantile(final double[] sorted, final double p) {
        final double at = p * (sorted.length - 1);
        final int below = (int)Math.min(Math.floor(at), sorted.length - 1.0);
        final int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /**
     * @param what what they span, for the message
     * @param low the first
     * @param high the last
     * @param steps how many
     * @return the evenly spaced numbers, both ends exactly
     */
    static double[] spaced(final String what, final double low, final double high, final int steps) {
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("The " + what + " leads from " + low + " to " + high
                + "; both must be finite numbers and the second above the first.");
        }
        if (steps < 2) {
            throw new IllegalArgumentException("A traversal has at least 2 steps, not " + steps + ".");
        }
        final double[] values = new double[steps];
        for (int i = 0; i < steps; i++) {
            final double t = (double)i / (steps - 1);
            values[i] = (1 - t) * low + t * high;
        }
        values[steps - 1] = high;
        return values;
    }

    private static void checkDimension(final int dimension, final int d) {
        if (dimension >= d) {
            throw new IllegalArgumentException("The latent space has " + d + (d == 1 ? " dimension" : " dimensions")
                + "; there is none of number " + (dimension + 1) + ".");
        }
    }

    /**
     * @param klPerDimension the KL divergence of each dimension from the prior
     * @param dimensions some of the dimensions
     * @return them by falling KL, those of equal KL in their order; a KL that is not a number comes last
     */
    public static int[] byKl(final double[] klPerDimension, final int[] dimensions) {
        return Arrays.stream(dimensions).boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> Double.isNaN(klPerDimension[i])
                ? Double.POSITIVE_INFINITY : -klPerDimension[i]))
            .mapToInt(Integer::intValue).toArray();
    }

    /** @return the number of values of each dimension */
    public int steps() {
        return values[0].length;
    }

    /** @return the number of points for each base */
    public int pointsPerBase() {
        return dimensions.length * steps();
    }

    /**
     * @param bases n×d base points
     * @return the points, base after base, dimension after dimension, value after value
     * @throws IllegalArgumentException if a dimension is not among theirs, or there are more values than fit
     */
    public Matrix points(final Matrix bases) {
        for (final int dimension : dimensions) {
            checkDimension(dimension, bases.columns());
        }
        final long rows = (long)bases.rows() * pointsPerBase();
        if (rows * bases.columns() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("A traversal of " + dimensions.length + " dimensions in " + steps()
                + " steps from " + bases.rows() + " points has " + rows + " points of " + bases.columns()
                + " dimensions, more than fit. Choose fewer.");
        }
        final Matrix points = Matrix.zeros((int)rows, bases.columns());
        int next = 0;
        for (int base = 0; base < bases.rows(); base++) {
            for (int i = 0; i < dimensions.length; i++) {
                for (final double value : values[i]) {
                    System.arraycopy(bases.data(), base * bases.columns(), points.data(), next * bases.columns(),
                        bases.columns());
                    points.data()[next++ * bases.columns() + dimensions[i]] = value;
                }
            }
        }
        return points;
    }
}
