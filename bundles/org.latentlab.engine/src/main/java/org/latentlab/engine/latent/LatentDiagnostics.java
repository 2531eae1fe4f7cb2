package org.latentlab.engine.latent;

import java.util.Arrays;

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
 *            Johnson 2016, "ELBO surgery"), by chance a little below 0; NaN for deterministic codes
 * @param aggregateMean mean of the aggregate posterior, d
 * @param aggregateCovariance covariance of the aggregate posterior, d × d: that of the means plus the mean variances;
 *            null above {@link #MOST_COVARIANCE} dimensions
 * @param aggregateKl KL of the normal distribution with these moments from N(0, I), in nats; infinite where the
 *            covariance is singular; where it is null, of the one without correlations, which is less
 */
public record LatentDiagnostics(int images, double[] klPerDimension, double[] meanVariance, int activeUnits,
    double mutualInformation, double[] aggregateMean, Matrix aggregateCovariance, double aggregateKl) {

    /** The variance of the posterior mean above which a dimension is active. */
    public static final double ACTIVE_VARIANCE = 0.01;

    /** The number of dimensions above which no covariance is computed. */
    public static final int MOST_COVARIANCE = 1024;

    /** Checks the sizes. */
    public LatentDiagnostics {
        final int d = meanVariance.length;
        if (klPerDimension.length != d && klPerDimension.length != 0 || aggregateMean.length != d
            || aggregateCovariance != null && (aggregateCovariance.rows() != d || aggregateCovariance.columns() != d)) {
            throw new IllegalArgumentException("The diagnostics are of " + d + " dimensions by the variances, but the "
                + "KL has " + klPerDimension.length + ", the mean " + aggregateMean.length + " and the covariance "
                + (aggregateCovariance == null ? 0 : aggregateCovariance.rows()) + ".");
        }
    }

    /** @return number of latent dimensions */
    public int dimensions() {
        return meanVariance.length;
    }

    /** @return whether the codes have a posterior, and with it a KL; deterministic ones do not */
    public boolean hasPosterior() {
        return klPerDimension.length > 0;
    }

    /** @return the KL of the posteriors from the prior, summed over the dimensions, in nats; NaN without a posterior */
    public double kl() {
        return hasPosterior() ? Arrays.stream(klPerDimension).sum() : Double.NaN;
    }

    /**
     * @param dimension 0…d-1
     * @return whether that dimension tells images apart
     */
    public boolean isActive(final int dimension) {
        return meanVariance[dimension] > ACTIVE_VARIANCE;
    }

    /**
     * @param dimension 0…d-1
     * @return variance of the aggregate posterior in that dimension, 1 where it is the prior's; NaN where no covariance
     *         was computed
     */
    public double aggregateVariance(final int dimension) {
        return aggregateCovariance == null ? Double.NaN : aggregateCovariance.get(dimension, dimension);
    }

    /**
     * @return the largest correlation between two dimensions of the aggregate posterior, without its sign, in [0, 1];
     *         0 for a single one; NaN where no covariance was computed
     */
    public double largestCorrelation() {
        if (aggregateCovariance == null) {
            return Double.NaN;
        }
        double largest = 0;
        for (int i = 0; i < dimensions(); i++) {
            for (int j = 0; j < i; j++) {
                final double scale = Math.sqrt(aggregateVariance(i) * aggregateVariance(j));
                if (scale > 0) {
                    largest = Math.max(largest, Math.abs(aggregateCovariance.get(i, j)) / scale);
                }
            }
        }
        return Math.min(1, largest);
    }
}
