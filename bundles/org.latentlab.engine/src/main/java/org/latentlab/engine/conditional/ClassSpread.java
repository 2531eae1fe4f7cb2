package org.latentlab.engine.conditional;

import org.latentlab.engine.latent.CovarianceType;

/**
 * How the codes of a class are taken to be spread: as one Gaussian, or as a mixture of several.
 *
 * @param covariance which covariance each Gaussian has; {@link CovarianceType#DIAGONAL} or {@link CovarianceType#FULL}
 * @param components Gaussians a class, 1…{@value #MOST}
 */
public record ClassSpread(CovarianceType covariance, int components) {

    /** The most Gaussians a class. */
    public static final int MOST = 50;

    /** Checks the values. */
    public ClassSpread {
        if (covariance != CovarianceType.DIAGONAL && covariance != CovarianceType.FULL) {
            throw new IllegalArgumentException("The spread of a class is diagonal or full, not " + covariance.label()
                + ".");
        }
        if (components < 1 || components > MOST) {
            throw new IllegalArgumentException("A class has 1 to " + MOST + " Gaussians, not " + components + ".");
        }
    }

    /** @return one Gaussian with a standard deviation for each dimension, N(μ_y, diag σ_y²) */
    public static ClassSpread diagonal() {
        return new ClassSpread(CovarianceType.DIAGONAL, 1);
    }
}
