package org.latentlab.engine.score;

import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.Blas;
import org.latentlab.engine.math.Matrix;

/**
 * Mean and covariance of a set of feature vectors, all that a Fréchet distance needs of it. Made once where a set is
 * compared with several others.
 *
 * @param n the number of vectors, at least 2
 * @param mean d values
 * @param covariance d×d, with the divisor n-1
 */
public record FeatureStatistics(int n, double[] mean, Matrix covariance) {

    /** Rows whose products are summed at a time, so that memory outside the heap stays small. */
    private static final int BLOCK = 4096;

    /** A covariance of so many features takes 2 GB. */
    private static final int MOST_FEATURES = 16_384;

    /** @return d, the size of the feature space */
    public int dimensions() {
        return mean.length;
    }

    /**
     * @param features n×d
     * @param what what the vectors are, for messages, e.g. "the reference set"
     * @return their statistics
     * @throws EngineException if there are fewer than 2 vectors or more than 16,384 features, or a vector holds NaN or
     *             an infinite value
     */
    public static FeatureStatistics of(final Matrix features, final String what) {
        return of(features.rows(), features.columns(), what, features::get);
    }

    /**
     * @param features n×d values, row-major
     * @param dimensions d, at least 1
     * @param what what the vectors are, for messages, e.g. "the reference set"
     * @return their statistics
     * @throws EngineException if there are fewer than 2 vectors or more than 16,384 features, or a vector holds NaN or
     *             an infinite value
     */
    public static FeatureStatistics of(final float[] features, final int dimensions, final String what) {
        if (dimensions < 1 || features.length % dimensions != 0) {
            throw new IllegalArgumentException(features.length + " values are no whole vectors of " + dimensions
                + " features.");
        }
        return of(features.length / dimensions, dimensions, what, (r, c) -> features[r * dimensions + c]);
    }

    private interface Values {
        double get(int row, int column);
    }

    private static FeatureStatistics of(final int n, final int d, final String what, final Values values) {
        if (n < 2) {
            throw new EngineException("The covariance of " + what + " needs at least 2 rows, but there "
                + (n == 1 ? "is 1." : "are none."));
        }
        if (d > MOST_FEATURES) {
            throw new EngineException(String.format(Locale.ROOT, "The vectors of %s have %,d features; the covariance "
                + "of at most %,d can be computed. Use a smaller feature space, such as a classifier's.", what, d,
                MOST_FEATURES));
        }
        final double[] mean = new double[d];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < d; c++) {
                final double v = values.get(i, c);
                if (!Double.isFinite(v)) {
                    throw new EngineException("Row " + (i + 1) + " (counted from 1) of " + what + " has the value " + v
                        + " in feature " + (c + 1) + ". Remove such rows first.");
                }
                mean[c] += v;
            }
        }
        for (int c = 0; c < d; c++) {
            mean[c] /= n;
        }
        final double[] covariance = new double[d * d];
        for (int from = 0; from < n; from += BLOCK) {
            final int rows = Math.min(BLOCK, n - from);
            final double[] centered = new double[rows * d];
            for (int i = 0; i < rows; i++) {
                for (int c = 0; c < d; c++) {
                    centered[i * d + c] = values.get(from + i, c) - mean[c];
                }
            }
            final double[] products = Blas.gemm(true, false, d, d, rows, 1.0 / (n - 1), centered, centered);
            for (int i = 0; i < products.length; i++) {
                covariance[i] += products[i];
            }
        }
        return new FeatureStatistics(n, mean, new Matrix(d, d, covariance));
    }
}
