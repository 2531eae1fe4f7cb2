package org.latentlab.engine.score;

import java.util.List;

/**
 * How clearly the clusters of a latent space are set apart.
 *
 * @param mixtureEntropy the mean entropy of the responsibilities over its most, ln K: 0 if every point belongs wholly
 *            to one component, 1 if to all alike
 * @param silhouette the mean silhouette of the points, in [-1, 1]; higher is clearer; NaN where it is not defined
 * @param silhouettePoints how many points the silhouette was computed on
 * @param warnings what limits the meaning of the result, ready to be shown; empty if nothing does
 */
public record ClusterClarityResult(double mixtureEntropy, double silhouette, int silhouettePoints,
    List<String> warnings) {

    /** Copies the list. */
    public ClusterClarityResult {
        warnings = List.copyOf(warnings);
    }
}
