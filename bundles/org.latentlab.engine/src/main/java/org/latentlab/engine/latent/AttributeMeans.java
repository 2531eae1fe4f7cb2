package org.latentlab.engine.latent;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.latentlab.engine.math.Matrix;

/**
 * The means of latent codes with and without an attribute, each the mean of the means of the classes that have codes of
 * both kinds.
 *
 * @param classes these classes, K of them, ascending
 * @param withCount number of codes with the attribute
 * @param withoutCount number of codes without it
 * @param with mean of those with it, d values
 * @param without mean of those without it, d values
 * @param standardError of each dimension's difference, √(Σ_k (s²₊ₖ/n₊ₖ + s²₋ₖ/n₋ₖ))/K with the variances s² of divisor
 *            n−1 (for one class that of Welch 1947, "The generalization of Student's problem when several different
 *            population variances are involved"); NaN where a class has one code of a kind
 */
record AttributeMeans(int[] classes, int withCount, int withoutCount, double[] with, double[] without,
    double[] standardError) {

    /**
     * @param codes n×d
     * @param cells rows of each class without the attribute and with it, [class][0 or 1][…]; both empty or neither, and
     *            at least one class not
     * @return their means
     */
    static AttributeMeans of(final Matrix codes, final int[][][] cells) {
        final int d = codes.columns();
        final int[] classes = IntStream.range(0, cells.length).filter(k -> cells[k][0].length > 0).toArray();
        final double[][] means = new double[2][d];
        final double[] variance = new double[d];
        final int[] counts = new int[2];
        for (final int k : classes) {
            for (int has = 0; has < 2; has++) {
                final int[] rows = cells[k][has];
                counts[has] += rows.length;
                for (int c = 0; c < d; c++) {
                    final int column = c;
                    final double mean = Arrays.stream(rows).mapToDouble(i -> codes.get(i, column)).sum() / rows.length;
                    final double squares = Arrays.stream(rows).mapToDouble(i -> codes.get(i, column) - mean)
                        .map(v -> v * v).sum();
                    means[has][c] += mean / classes.length;
                    variance[c] += squares / (rows.length - 1.0) / rows.length;
                }
            }
        }
        return new AttributeMeans(classes, counts[1], counts[0], means[1], means[0],
            Arrays.stream(variance).map(v -> Math.sqrt(v) / classes.length).toArray());
    }

    /** @return mean with the attribute less that without it */
    double[] difference() {
        final double[] difference = new double[with.length];
        Arrays.setAll(difference, c -> with[c] - without[c]);
        return difference;
    }
}
