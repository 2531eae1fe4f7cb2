package org.latentlab.engine.latent;

import java.util.Arrays;

import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/**
 * A start for EM: centres chosen by k-means++ (Arthur and Vassilvitskii 2007), improved by a few rounds of k-means,
 * each point then wholly of its nearest centre.
 */
final class KMeansStart {

    private static final int MOST_ROUNDS = 25;

    private final Matrix m_points;
    private final int m_components;
    private final double[] m_centers;
    private final int[] m_assignment;
    private final Chunks m_chunks;

    private KMeansStart(final Matrix points, final int components) {
        m_points = points;
        m_components = components;
        m_centers = new double[components * points.columns()];
        m_assignment = new int[points.rows()];
        m_chunks = Chunks.of(points.rows(), Integer.MAX_VALUE);
    }

    /**
     * @param points n×d
     * @param components K, at most n
     * @param rng where the random numbers come from
     * @param progress asked at every centre and every round
     * @return the component of every point, 0…K-1
     */
    static int[] assign(final Matrix points, final int components, final Rng rng, final Progress progress) {
        final KMeansStart start = new KMeansStart(points, components);
        start.chooseCenters(rng, progress);
        int rounds = 0;
        while (start.assignNearest() && rounds < MOST_ROUNDS) {
            progress.checkCanceled();
            start.moveCenters();
            rounds++;
        }
        return start.m_assignment;
    }

    private void chooseCenters(final Rng rng, final Progress progress) {
        final int n = m_points.rows();
        final int d = m_points.columns();
        final double[] distance = new double[n];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        int chosen = rng.nextInt(n);
        for (int k = 0; k < m_components; k++) {
            progress.checkCanceled();
            System.arraycopy(m_points.data(), chosen * d, m_centers, k * d, d);
            final int center = k;
            m_chunks.forEach((chunk, from, to) -> {
                for (int i = from; i < to; i++) {
                    distance[i] = Math.min(distance[i], squaredDistance(i, center));
                }
            });
            chosen = draw(distance, rng);
        }
    }

    /** @return a row, drawn in proportion to the values; any row where all are 0 */
    private static int draw(final double[] values, final Rng rng) {
        double total = 0;
        for (final double v : values) {
            total += v;
        }
        final double u = rng.nextDouble() * total;
        if (!(total > 0)) {
            return rng.nextInt(values.length);
        }
        double sum = 0;
        int last = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) {
                last = i;
                sum += values[i];
                if (u < sum) {
                    break;
                }
            }
        }
        return last;
    }

    private double squaredDistance(final int row, final int center) {
        final double[] x = m_points.data();
        final int d = m_points.columns();
        double sum = 0;
        for (int c = 0; c < d; c++) {
            final double dx = x[row * d + c] - m_centers[center * d + c];
            sum += dx * dx;
        }
        return sum;
    }

    /** @return whether a point changed its centre */
    private boolean assignNearest() {
        final boolean[] changed = new boolean[m_chunks.count()];
        m_chunks.forEach((chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                int nearest = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int k = 0; k < m_components; k++) {
                    final double distance = squaredDistance(i, k);
                    if (distance < least) {
                        least = distance;
                        nearest = k;
                    }
                }
                changed[chunk] |= nearest != m_assignment[i];
                m_assignment[i] = nearest;
            }
        });
        for (final boolean c : changed) {
            if (c) {
                return true;
            }
        }
        return false;
    }

    private void moveCenters() {
        final int d = m_points.columns();
        final double[] sums = new double[m_centers.length];
        final int[] counts = new int[m_components];
        for (int i = 0; i < m_assignment.length; i++) {
            final int k = m_assignment[i];
            counts[k]++;
            for (int c = 0; c < d; c++) {
                sums[k * d + c] += m_points.data()[i * d + c];
            }
        }
        for (int k = 0; k < m_components; k++) {
            for (int c = 0; counts[k] > 0 && c < d; c++) {
                m_centers[k * d + c] = sums[k * d + c] / counts[k];
            }
        }
    }
}
