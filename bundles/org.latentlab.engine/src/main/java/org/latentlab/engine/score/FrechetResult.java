package org.latentlab.engine.score;

import java.util.List;

/**
 * A Fréchet distance and its parts; distance = meanPart + covariancePart.
 *
 * @param distance the squared Fréchet distance between the two Gaussians, at least 0
 * @param meanPart ‖μ₁-μ₂‖²
 * @param covariancePart tr(Σ₁ + Σ₂ - 2(Σ₁Σ₂)^½)
 * @param n1 the number of rows of the first set
 * @param n2 the number of rows of the second set
 * @param dimensions d, the size of the feature space
 * @param featureSpace the name of the feature space; distances of different spaces cannot be compared
 * @param warnings what limits the meaning of the result, ready to be shown; empty if nothing does
 */
public record FrechetResult(double distance, double meanPart, double covariancePart, int n1, int n2, int dimensions,
    String featureSpace, List<String> warnings) {

    /** Copies the list. */
    public FrechetResult {
        warnings = List.copyOf(warnings);
    }
}
