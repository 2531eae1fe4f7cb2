package org.latentlab.engine.report;

/**
 * How good the images are that were decoded from one area of a latent space. Values that are unknown are NaN.
 *
 * @param area the area's name, e.g. "prior" or "margin 0–3"
 * @param count how many images were scored
 * @param frechet Fréchet distance to the reference, at least 0; lower is better
 * @param inceptionMean inception score, 1…number of classes; higher is better
 * @param inceptionDeviation its standard deviation over the splits
 * @param totalVariation total variation distance of the class shares to the reference's, in [0, 1]
 * @param chiSquared χ² of the class counts against the reference's shares
 * @param pValue the probability of such a χ² or a larger one if the classes came as in the reference
 */
public record AreaScore(String area, long count, double frechet, double inceptionMean, double inceptionDeviation,
    double totalVariation, double chiSquared, double pValue) {

    /** Names the samples of no area "all". */
    public AreaScore {
        area = area == null || area.isBlank() ? "all" : area;
    }
}
