package org.latentlab.engine.latent;

import org.latentlab.engine.math.Matrix;

/**
 * The state of a VAE's latent space, measured on the posteriors of n images.
 *
 * @param images n
 * @param klPerDimension mean KL of each dimension's posterior from N(0, 1), in nats; empty for deterministic codes
 * @param meanVariance variance of each dimension's posterior mean over the images; a dimension is active where it is
 *            above 0.01 (Burda, Grosse and Salakhutdinov 2016, section 5.2)
 * @param activeUnits number of active dimensions
 * @param mutualInformation estimate of the mutual information of image and code in nats, at most ln n (Hoffman and
 *            Johnson 2016, "ELBO surgery"); NaN for deterministic codes
 * @param aggregateMean mean of the aggregate posterior, d
 * @param aggregateCovariance covariance of the aggregate posterior, d × d: that of the means plus the mean variances
 * @param aggregateKl KL of the normal distribution with these moments from N(0, I), in nats
 */
public record LatentDiagnostics(int images, double[] klPerDimension, double[] meanVariance, int activeUnits,
    double mutualInformation, double[] aggregateMean, Matrix aggregateCovariance, double aggregateKl) {

    /** The variance of the posterior mean above which a dimension is active. */
    public static final double ACTIVE_VARIANCE = 0.01;
}
