package org.latentlab.engine.latent;

import org.latentlab.engine.math.Rng;

/** Draws points of a mixture; made once for many points. */
final class MixtureSampler {

    private final GaussianMixture m_mixture;
    private final double[] m_cumulative;
    /** Cholesky factors (full, tied) or standard deviations (diagonal, spherical), in the mixture's packed layout. */
    private final double[] m_scale;
    private final double[] m_normal;

    MixtureSampler(final GaussianMixture mixture) {
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

    /** @return a component, drawn by the weights */
    int component(final Rng rng) {
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
        for (int i = 0; i < d; i++) {
            double y = 0;
            if (m_mixture.hasTriangularFactors()) {
                final int row = m_mixture.factorOffset(k) + i * d;
                for (int j = 0; j <= i; j++) {
                    y += m_scale[row + j] * m_normal[j];
                }
            } else {
                final boolean spherical = m_mixture.covarianceType() == CovarianceType.SPHERICAL;
                y = m_scale[spherical ? k : k * d + i] * m_normal[i];
            }
            out[offset + i] = means[k * d + i] + y;
        }
    }
}
