package org.latentlab.engine.latent;

import org.latentlab.engine.math.Rng;

/** Draws points of a mixture; made once for many points. For use by one thread. */
public final class MixtureSampler {

    private final GaussianMixture m_mixture;
    private final double[] m_cumulative;
    /** Cholesky factors (full, tied) or standard deviations (diagonal, spherical), in the mixture's packed layout. */
    private final double[] m_scale;
    private final double[] m_normal;

    /** @param mixture the mixture to draw from */
    public MixtureSampler(final GaussianMixture mixture) {
        m_mixture = mixture;
        m_cumulative = mixture.weights();
        for (int k = 1; k < m_cumulative.length; k++) {
            m_cumulative[k] += m_cumulative[k - 1];
        }
        m_scale = mixture.rawCovariances().clone();
        final int d = mixture.dimensions();
        m_normal = new double[d];
        if (!mixture.hasTriangularFactors()) {
            for (int i = 0; i < m_scale.length; i++) {
                m_scale[i] = Math.sqrt(m_scale[i]);
            }
            return;
        }
        for (int o = 0; o < m_scale.length; o += d * d) {
            Cholesky.decompose(m_scale, o, d, m_scale, o);
        }
    }

    /**
     * @param rng where the random number comes from, one a call
     * @return a component, drawn by the weights
     */
    public int component(final Rng rng) {
        final double u = rng.nextDouble() * m_cumulative[m_cumulative.length - 1];
        int k = 0;
        while (k < m_cumulative.length - 1 && u >= m_cumulative[k]) {
            k++;
        }
        return k;
    }

    /** Writes a point of component k into out, beginning at offset. */
    void point(final int k, final Rng rng, final double[] out, final int offset) {
        final int d = m_mixture.dimensions();
        final double[] means = m_mixture.rawMeans();
        for (int i = 0; i < d; i++) {
            m_normal[i] = rng.nextGaussian();
        }
        deviation(k, m_normal, 0, out, offset);
        for (int i = 0; i < d; i++) {
            out[offset + i] = means[k * d + i] + out[offset + i];
        }
    }

    /**
     * Turns standard normal numbers ε into a deviation from a component's mean, L ε with the Cholesky factor L of its
     * covariance.
     *
     * @param k the component
     * @param normal ε, d values from an offset
     * @param from the offset
     * @param out receives the d values of the deviation; another array than ε's
     * @param offset where in it they begin
     */
    public void deviation(final int k, final double[] normal, final int from, final double[] out, final int offset) {
        final int d = m_mixture.dimensions();
        for (int i = 0; i < d; i++) {
            double y = 0;
            if (m_mixture.hasTriangularFactors()) {
                final int row = m_mixture.factorOffset(k) + i * d;
                for (int j = 0; j <= i; j++) {
                    y += m_scale[row + j] * normal[from + j];
                }
            } else {
                final boolean spherical = m_mixture.covarianceType() == CovarianceType.SPHERICAL;
                y = m_scale[spherical ? k : k * d + i] * normal[from + i];
            }
            out[offset + i] = y;
        }
    }
}
