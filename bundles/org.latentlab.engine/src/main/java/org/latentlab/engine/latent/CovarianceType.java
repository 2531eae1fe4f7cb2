package org.latentlab.engine.latent;

/** Which covariances the components of a Gaussian mixture in d dimensions may have. */
public enum CovarianceType {

    /** Every component has a covariance of its own, any symmetric positive definite one: K·d(d+1)/2 parameters. */
    FULL("full"),

    /** All components share one covariance: d(d+1)/2 parameters. */
    TIED("tied"),

    /** Every component has a variance of its own in each dimension, and no correlation: K·d parameters. */
    DIAGONAL("diagonal"),

    /** Every component has one variance for all dimensions: K parameters. */
    SPHERICAL("spherical");

    private final String m_label;

    CovarianceType(final String label) {
        m_label = label;
    }

    /** @return the name in running text, e.g. "full" */
    public String label() {
        return m_label;
    }

    /**
     * The free parameters of a mixture: K-1 weights, K·d means and the covariances.
     *
     * @param components K, at least 1
     * @param dimensions d, at least 1
     * @return their number, as AIC and BIC count it
     */
    public long parameters(final int components, final int dimensions) {
        final long k = components;
        final long d = dimensions;
        return k - 1 + k * d + switch (this) {
            case FULL -> k * d * (d + 1) / 2;
            case TIED -> d * (d + 1) / 2;
            case DIAGONAL -> k * d;
            case SPHERICAL -> k;
        };
    }

    /** @return the number of values in which a mixture keeps its covariances, see {@link GaussianMixture} */
    long packedLength(final int components, final int dimensions) {
        final long d = dimensions;
        return switch (this) {
            case FULL -> components * d * d;
            case TIED -> d * d;
            case DIAGONAL -> components * d;
            case SPHERICAL -> components;
        };
    }
}
