package org.latentlab.engine.score;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Matrix;

/**
 * Whether the clusters of a latent space are the classes of the data: purity and normalised mutual information
 * (Manning, Raghavan and Schütze 2008, "Introduction to information retrieval", §16.3), the latter by the arithmetic
 * mean of the entropies.
 */
public final class ClusterSuitability {

    private ClusterSuitability() {
    }

    /**
     * @param clusters the cluster of each point, 0…clusterCount-1
     * @param clusterCount the number of clusters, at least 1
     * @param classes the class of each point, 0…classCount-1
     * @param classCount the number of classes, at least 1
     * @return the comparison
     * @throws EngineException if there are no points
     * @throws IllegalArgumentException if the arrays differ in length or an index is outside its range
     */
    public static ClusterSuitabilityResult of(final int[] clusters, final int clusterCount, final int[] classes,
        final int classCount) {
        final int n = clusters.length;
        if (classes.length != n) {
            throw new IllegalArgumentException("There are the clusters of " + n + " points, but the classes of "
                + classes.length + ".");
        }
        if (n == 0) {
            throw new EngineException("There are no points whose clusters could be compared with their classes.");
        }
        final Matrix table = Matrix.zeros(clusterCount, classCount);
        for (int i = 0; i < n; i++) {
            check(clusters[i], clusterCount, "cluster", i);
            check(classes[i], classCount, "class", i);
            table.data()[clusters[i] * classCount + classes[i]]++;
        }
        final int[] mainClass = new int[clusterCount];
        final double[] clusterPurity = new double[clusterCount];
        double pure = 0;
        for (int k = 0; k < clusterCount; k++) {
            double size = table.get(k, 0);
            for (int c = 1; c < classCount; c++) {
                size += table.get(k, c);
                if (table.get(k, c) > table.get(k, mainClass[k])) {
                    mainClass[k] = c;
                }
            }
            final double most = table.get(k, mainClass[k]);
            pure += most;
            clusterPurity[k] = most / size;
            mainClass[k] = size > 0 ? mainClass[k] : -1;
        }
        return new ClusterSuitabilityResult(table, pure / n, mutualInformation(table, n), mainClass, clusterPurity);
    }

    private static void check(final int index, final int count, final String what, final int point) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("Point " + (point + 1) + " (counted from 1) has the " + what + " index "
                + index + ", but they go from 0 to " + (count - 1) + ".");
        }
    }

    private static double mutualInformation(final Matrix table, final double n) {
        final double[] rowSums = new double[table.rows()];
        final double[] columnSums = new double[table.columns()];
        for (int k = 0; k < rowSums.length; k++) {
            for (int c = 0; c < columnSums.length; c++) {
                rowSums[k] += table.get(k, c);
                columnSums[c] += table.get(k, c);
            }
        }
        double information = 0;
        for (int k = 0; k < rowSums.length; k++) {
            for (int c = 0; c < columnSums.length; c++) {
                final double count = table.get(k, c);
                if (count > 0) {
                    information += count / n * Math.log(count * n / (rowSums[k] * columnSums[c]));
                }
            }
        }
        final double entropies = entropy(rowSums, n) + entropy(columnSums, n);
        return entropies > 0 ? Math.min(1, Math.max(0, 2 * information / entropies)) : 1;
    }

    private static double entropy(final double[] counts, final double n) {
        double h = 0;
        for (final double count : counts) {
            h -= count > 0 ? count / n * Math.log(count / n) : 0;
        }
        return h;
    }
}
