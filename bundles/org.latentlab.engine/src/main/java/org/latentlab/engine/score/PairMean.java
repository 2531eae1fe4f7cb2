package org.latentlab.engine.score;

import java.util.Arrays;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.train.Progress;

/**
 * The mean of a symmetric function h over all pairs of different vectors of a set, 2/(n(n−1)) Σ_{i&lt;j} h(x_i, x_j),
 * and its standard error by the jackknife: √((n−1)/n Σ(U₋ᵢ − U)²), where U₋ᵢ is the mean without vector i (Arvesen
 * 1969, "Jackknifing U-statistics"). The same bits on any number of threads.
 *
 * @param n number of vectors; those of no use are not counted
 * @param mean the mean over their pairs; NaN for fewer than 2 vectors
 * @param standardError its standard error, at least 0; NaN for fewer than 3 vectors
 */
public record PairMean(int n, double mean, double standardError) {

    /** Of no vectors. */
    static final PairMean NONE = new PairMean(0, Double.NaN, Double.NaN);

    /** Rows that are compared between two questions whether to stop. */
    private static final int BLOCK = 256;

    /**
     * Mean cosine of the angle between two vectors, seen from the origin. Exactly, without looking at the pairs: with
     * the vectors divided by their lengths, x̂, and s = Σ x̂, it is (‖s‖² − n) / (n (n−1)). A vector of zeros has no
     * direction and is not counted.
     *
     * @param vectors n×d values, row-major
     * @param dimensions d, at least 1
     * @return the mean, in [−1, 1]; 1 where all vectors point the same way
     * @throws EngineException if a value is NaN or infinite
     * @throws IllegalArgumentException if the values are no whole vectors
     */
    public static PairMean cosines(final float[] vectors, final int dimensions) {
        final int n = rows(vectors, dimensions);
        final double[] lengths = new double[n];
        final double[] sum = new double[dimensions];
        for (int i = 0; i < n; i++) {
            lengths[i] = length(vectors, dimensions, i);
            for (int c = 0; lengths[i] > 0 && c < dimensions; c++) {
                sum[c] += vectors[i * dimensions + c] / lengths[i];
            }
        }
        final double[] sums = new double[n];
        int used = 0;
        for (int i = 0; i < n; i++) {
            if (lengths[i] > 0) {
                double product = 0;
                for (int c = 0; c < dimensions; c++) {
                    product += sum[c] * vectors[i * dimensions + c];
                }
                sums[used++] = product / lengths[i] - 1; // all cosines of this vector but that with itself
            }
        }
        final PairMean cosines = ofSums(Arrays.copyOf(sums, used));
        return new PairMean(used, Math.max(-1, Math.min(1, cosines.mean())), cosines.standardError()); // rounding
    }

    private static double length(final float[] vectors, final int d, final int row) {
        double squares = 0;
        for (int c = row * d; c < (row + 1) * d; c++) {
            squares += (double)vectors[c] * vectors[c];
        }
        if (!Double.isFinite(squares)) {
            throw new EngineException("Image " + (row + 1) + " (counted from 1) holds a value that is not a finite "
                + "number, so it cannot be compared with others.");
        }
        return Math.sqrt(squares);
    }

    /**
     * Mean Euclidean distance of two vectors, by looking at all pairs.
     *
     * @param vectors n×d values, row-major, finite
     * @param dimensions d, at least 1
     * @param progress told and asked after every block of vectors
     * @return the mean, at least 0
     * @throws IllegalArgumentException if the values are no whole vectors
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static PairMean distances(final float[] vectors, final int dimensions, final Progress progress) {
        final int n = rows(vectors, dimensions);
        final double[] sums = new double[n];
        for (int from = 0; from < n; from += BLOCK) {
            progress.checkCanceled();
            final int first = from;
            Parallel.forRange(Math.min(BLOCK, n - from), (chunk, begin, end) -> {
                for (int i = first + begin; i < first + end; i++) {
                    for (int j = 0; j < n; j++) {
                        sums[i] += Math.sqrt(
                            PairDistances.squared(vectors, i * dimensions, vectors, j * dimensions, dimensions));
                    }
                }
            });
            progress.update(Math.min(1, (double)(from + BLOCK) / n), "Comparing images");
        }
        return ofSums(sums);
    }

    private static int rows(final float[] vectors, final int d) {
        if (d < 1 || vectors.length % d != 0) {
            throw new IllegalArgumentException("The " + vectors.length + " values are no whole vectors of " + d
                + " dimensions.");
        }
        return vectors.length / d;
    }

    /**
     * @param sums for each vector Σ h with all others; with T their sum, U = T/(n(n−1)) and U₋ᵢ = (T − 2 sumᵢ)/((n−1)
     *            (n−2)), so that U₋ᵢ − U is −2 (sumᵢ − T/n)/((n−1)(n−2))
     */
    private static PairMean ofSums(final double[] sums) {
        final int n = sums.length;
        if (n < 2) {
            return new PairMean(n, Double.NaN, Double.NaN);
        }
        final double mean = Arrays.stream(sums).sum() / n;
        final double squares = Arrays.stream(sums).map(s -> (s - mean) * (s - mean)).sum();
        return new PairMean(n, mean / (n - 1),
            n < 3 ? Double.NaN : 2 * Math.sqrt(squares / n / (n - 1)) / (n - 2));
    }
}
