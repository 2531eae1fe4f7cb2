package org.latentlab.engine.vae;

import java.util.Arrays;

import org.latentlab.engine.latent.Mmd;
import org.latentlab.engine.latent.NeighbourPenalty;
import org.latentlab.engine.nn.Tensor;

/** What a VAE's loss says about the codes of a batch: the divergence from the prior, and the penalty on neighbours. */
final class LatentLoss {

    private final VaeConfig m_config;

    private final int m_d;

    private final Mmd m_mmd;

    private final NeighbourPenalty m_neighbours;

    private final double[] m_prior;

    private final double[] m_codes;

    private final double[] m_gradient;

    private final double[] m_klFactors;

    private int[] m_classes;

    /**
     * @param config the divergence and the penalty
     * @param batch the most rows to come at once
     */
    LatentLoss(final VaeConfig config, final int batch) {
        m_config = config;
        m_d = config.latentSize();
        m_mmd = mmd(config);
        m_neighbours = config.neighbours() == null ? null
            : new NeighbourPenalty(config.neighbours().k(), config.neighbours().margin());
        m_prior = new double[m_mmd == null ? 0 : Math.multiplyExact(Math.max(2, batch), m_d)];
        m_codes = new double[hasPenalties() ? Math.multiplyExact(batch, m_d) : 0];
        m_gradient = new double[m_codes.length];
        m_klFactors = new double[m_d];
    }

    private static Mmd mmd(final VaeConfig config) {
        if (!(config.divergence() instanceof Divergence.Mmd mmd)) {
            return null;
        }
        return switch (mmd.kernel()) {
            case GAUSSIAN -> Mmd.gaussian(config.latentSize(), mmd.bandwidth());
            case INVERSE_MULTIQUADRATIC -> Mmd.inverseMultiquadratic(config.latentSize(), mmd.bandwidth());
        };
    }

    /** @return draws of the prior, to be set before each batch where the divergence is an MMD; else empty */
    double[] prior() {
        return m_prior;
    }

    /** @param classes the class of each row of the batch; negative where there is none */
    void setClasses(final int[] classes) {
        m_classes = classes;
    }

    private boolean hasPenalties() {
        return m_mmd != null || m_neighbours != null;
    }

    /**
     * The part of the loss that the KL has, and the factors of its gradient.
     *
     * @param klPerDimension the KL of each dimension, summed over the rows
     * @param beta β, where the divergence is a KL
     * @param rows how many rows
     * @return its part of the mean loss; 0 where the divergence is none
     */
    double kl(final double[] klPerDimension, final double beta, final int rows) {
        Arrays.fill(m_klFactors, 0);
        if (!(m_config.divergence() instanceof Divergence.Kl kl)) {
            return 0;
        }
        double sum = 0;
        for (int j = 0; j < m_d; j++) {
            final double mean = klPerDimension[j] / rows;
            sum += kl.freeBits() > 0 ? Math.max(kl.freeBits(), mean) : mean;
            m_klFactors[j] = kl.freeBits() > 0 && mean <= kl.freeBits() ? 0 : beta / rows;
        }
        if (kl.capacity() < 0) {
            return beta * sum;
        }
        Arrays.fill(m_klFactors, Math.signum(sum - kl.capacity()) * beta / rows);
        return beta * Math.abs(sum - kl.capacity());
    }

    /** @return d factors of the gradient of the rows' KL, after {@link #kl} */
    double[] klFactors() {
        return m_klFactors;
    }

    /**
     * What the codes of a batch add to the loss.
     *
     * @param mmd MMD² from the prior; NaN where it is not trained
     * @param neighbours the penalty on neighbours; NaN where there is none
     * @param loss their weighted sum
     */
    record Penalties(double mmd, double neighbours, double loss) {
    }

    /**
     * @param codes z, n × d
     * @param gradient ∂L/∂z, n × d, to which the gradient of the penalties is added; or null
     * @param rows how many rows count
     * @return what the codes add to the mean loss
     */
    Penalties penalties(final Tensor codes, final Tensor gradient, final int rows) {
        if (!hasPenalties()) {
            return new Penalties(Double.NaN, Double.NaN, 0);
        }
        codes.get(m_codes, rows * m_d);
        if (gradient != null) {
            gradient.get(m_gradient, rows * m_d);
        }
        double loss = 0;
        double mmd = Double.NaN;
        double neighbours = Double.NaN;
        if (m_mmd != null) {
            final double weight = ((Divergence.Mmd)m_config.divergence()).weight();
            mmd = m_mmd.gradient(m_codes, rows, m_prior, weight, m_gradient);
            loss += weight * mmd;
        }
        if (m_neighbours != null) {
            final double weight = m_config.neighbours().weight();
            neighbours = m_neighbours.gradient(m_codes, m_classes, rows, m_d, weight, m_gradient);
            loss += weight * neighbours;
        }
        if (gradient != null) {
            gradient.put(m_gradient, rows * m_d);
        }
        return new Penalties(mmd, neighbours, loss);
    }
}
