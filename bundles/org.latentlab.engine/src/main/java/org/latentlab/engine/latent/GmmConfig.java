package org.latentlab.engine.latent;

/**
 * How a Gaussian mixture is fitted.
 *
 * @param minComponents the fewest components tried, at least 1
 * @param maxComponents the most components tried, at least minComponents; where it is more, the number with the lowest
 *            BIC is chosen
 * @param covarianceType which covariances the components may have
 * @param restarts how many k-means++ starts are tried for each number of components, at least 1; the one with the
 *            highest log-likelihood is kept
 * @param maxIterations the most EM iterations of one start, at least 1
 * @param tolerance EM has converged when the mean log-likelihood of a point changes by less than this between two
 *            iterations, in nats, above 0
 * @param regularisation added to the diagonal of every covariance, in squared units of the points, at least 0
 * @param seed the seed of the starts
 */
public record GmmConfig(int minComponents, int maxComponents, CovarianceType covarianceType, int restarts,
    int maxIterations, double tolerance, double regularisation, long seed) {

    /** Checks the values. */
    public GmmConfig {
        if (minComponents < 1) {
            throw new IllegalArgumentException("A mixture has at least 1 component, not " + minComponents + ".");
        }
        if (maxComponents < minComponents) {
            throw new IllegalArgumentException("The most components to try (" + maxComponents
                + ") must not be fewer than the fewest (" + minComponents + ").");
        }
        if (covarianceType == null) {
            throw new IllegalArgumentException("Choose the type of the covariances.");
        }
        if (restarts < 1) {
            throw new IllegalArgumentException("A mixture needs at least 1 start, not " + restarts + ".");
        }
        if (maxIterations < 1) {
            throw new IllegalArgumentException("EM needs at least 1 iteration, not " + maxIterations + ".");
        }
        if (!(tolerance > 0) || Double.isInfinite(tolerance)) {
            throw new IllegalArgumentException("The tolerance must be a number above 0, not " + tolerance + ".");
        }
        if (!(regularisation >= 0) || Double.isInfinite(regularisation)) {
            throw new IllegalArgumentException("The regularisation must be a number of at least 0, not "
                + regularisation + ".");
        }
    }

    /**
     * The usual settings: 5 starts, at most 200 iterations, tolerance 1e-4, regularisation 1e-6.
     *
     * @param components the number of components, at least 1
     * @param covarianceType which covariances they may have
     * @param seed the seed of the starts
     * @return the configuration
     */
    public static GmmConfig of(final int components, final CovarianceType covarianceType, final long seed) {
        return new GmmConfig(components, components, covarianceType, 5, 200, 1e-4, 1e-6, seed);
    }
}
