package org.latentlab.engine.score;

import java.util.Arrays;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.train.Progress;

/**
 * The Euclidean distances between the points of one set, summed up: their mean over all pairs, and how far each point
 * is from the nearest other. Differences are taken in double precision, so that distances far below the points' norms
 * are exact. The same bits on any number of threads.
 *
 * @param mean mean distance of two points
 * @param nearest the distance of each point from the nearest other one
 */
public record PairDistances(double mean, double[] nearest) {

    /** Rows that are compared between two questions whether to stop. */
    private static final int BLOCK = 256;

    /**
     * @param points n×d values, row-major, finite, n at least 2
     * @param dimensions d, at least 1
     * @param progress told and asked after every block of points
     * @return their distances
     * @throws EngineException if there are fewer than 2 points
     * @throws IllegalArgumentException if the values are no whole points
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static PairDistances of(final float[] points, final int dimensions, final Progress progress) {
        if (dimensions < 1 || points.length % dimensions != 0) {
            throw new IllegalArgumentException("The " + points.length + " values are no whole points of " + dimensions
                + " dimensions.");
        }
        final int n = points.length / dimensions;
        if (n < 2) {
            throw new EngineException("Distances need at least 2 images, but there "
                + (n == 1 ? "is 1." : "are none."));
        }
        final double[] sums = new double[n];
        final double[] nearest = new double[n];
        for (int from = 0; from < n; from += BLOCK) {
            progress.checkCanceled();
            final int first = from;
            final int rows = Math.min(BLOCK, n - from);
            Parallel.forRange(rows, (chunk, begin, end) -> {
                for (int i = first + begin; i < first + end; i++) {
                    compare(points, dimensions, i, sums, nearest);
                }
            });
            progress.update((double)(from + rows) / n, "Comparing images");
        }
        return new PairDistances(Arrays.stream(sums).sum() / n / (n - 1), nearest);
    }

    private static void compare(final float[] points, final int d, final int i, final double[] sums,
        final double[] nearest) {
        final int n = points.length / d;
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            if (j != i) {
                final double distance = Math.sqrt(squared(points, i * d, points, j * d, d));
                sum += distance;
                least = Math.min(least, distance);
            }
        }
        sums[i] = sum;
        nearest[i] = least;
    }

    /** Squared distance of two points of d values that begin at a and b; several sums, so that they are vectorised. */
    static double squared(final float[] x, final int a, final float[] y, final int b, final int d) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int c = 0;
        for (; c + 4 <= d; c += 4) {
            final double d0 = (double)x[a + c] - y[b + c];
            final double d1 = (double)x[a + c + 1] - y[b + c + 1];
            final double d2 = (double)x[a + c + 2] - y[b + c + 2];
            final double d3 = (double)x[a + c + 3] - y[b + c + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; c < d; c++) {
            final double difference = (double)x[a + c] - y[b + c];
            s0 += difference * difference;
        }
        return s0 + s1 + (s2 + s3);
    }

    /**
     * @param threshold a distance
     * @return the share of points that have another one within it, in [0, 1]
     */
    public double shareWithin(final double threshold) {
        return (double)Arrays.stream(nearest).filter(d -> d <= threshold).count() / nearest.length;
    }
}
