package org.latentlab.engine.score;

import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * The silhouette (Rousseeuw 1987, "Silhouettes: a graphical aid to the interpretation and validation of cluster
 * analysis"): for a point, a being its mean Euclidean distance to the others of its cluster and b the least of its mean
 * distances to the points of another, (b-a)/max(a, b); 0 for the only point of a cluster. Exact, over all pairs.
 */
public final class Silhouette {

    private static final int BLOCK = 512;

    private Silhouette() {
    }

    /**
     * @param points n×d, finite
     * @param cluster the cluster of each point, 0…clusters-1
     * @param clusters the number of clusters; some may be empty
     * @param progress told and asked at every block
     * @return the mean silhouette, in [-1, 1]; NaN unless there are at least 2 clusters with points and fewer of them
     *         than points
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static double mean(final Matrix points, final int[] cluster, final int clusters, final Progress progress) {
        final int n = points.rows();
        if (cluster.length != n) {
            throw new IllegalArgumentException("There are " + n + " points, but the clusters of " + cluster.length
                + ".");
        }
        final int[] sizes = new int[clusters];
        for (final int k : cluster) {
            sizes[k]++;
        }
        int used = 0;
        for (final int size : sizes) {
            used += size > 0 ? 1 : 0;
        }
        if (used < 2 || used >= n) {
            return Double.NaN;
        }
        final double[] values = new double[n];
        for (int start = 0; start < n; start += BLOCK) {
            progress.checkCanceled();
            final int first = start;
            Parallel.forRange(Math.min(BLOCK, n - start), (chunk, from, to) -> {
                for (int i = first + from; i < first + to; i++) {
                    values[i] = value(points, cluster, sizes, i);
                }
            });
            progress.update(Math.min(1.0, (double)(start + BLOCK) / n), "Silhouette");
        }
        double sum = 0;
        for (final double v : values) {
            sum += v;
        }
        return sum / n;
    }

    private static double value(final Matrix points, final int[] cluster, final int[] sizes, final int i) {
        final int own = cluster[i];
        if (sizes[own] == 1) {
            return 0;
        }
        final int d = points.columns();
        final double[] x = points.data();
        final double[] sums = new double[sizes.length];
        for (int j = 0; j < cluster.length; j++) {
            double squares = 0;
            for (int c = 0; c < d; c++) {
                final double difference = x[i * d + c] - x[j * d + c];
                squares += difference * difference;
            }
            sums[cluster[j]] += Math.sqrt(squares);
        }
        final double a = sums[own] / (sizes[own] - 1);
        double b = Double.POSITIVE_INFINITY;
        for (int k = 0; k < sizes.length; k++) {
            if (k != own && sizes[k] > 0) {
                b = Math.min(b, sums[k] / sizes[k]);
            }
        }
        final double larger = Math.max(a, b);
        return larger > 0 ? (b - a) / larger : 0;
    }
}
