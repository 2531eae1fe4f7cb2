package org.latentlab.engine.score;

import org.latentlab.engine.math.Matrix;

/**
 * How well clusters match classes.
 *
 * @param contingency how many points each cluster (row) has of each class (column)
 * @param purity the share of points that are of the most frequent class of their cluster, in (0, 1]
 * @param normalisedMutualInformation the mutual information of cluster and class over the arithmetic mean of their
 *            entropies, in [0, 1]; 1 where both have a single value
 * @param mainClass the most frequent class of each cluster (the lowest of equals), -1 for an empty cluster
 * @param clusterPurity the share of it in the cluster, NaN for an empty cluster
 */
public record ClusterSuitabilityResult(Matrix contingency, double purity, double normalisedMutualInformation,
    int[] mainClass, double[] clusterPurity) {
}
