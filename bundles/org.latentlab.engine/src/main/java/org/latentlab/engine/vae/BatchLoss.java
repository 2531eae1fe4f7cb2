package org.latentlab.engine.vae;

/**
 * What the loss of a batch is made of.
 *
 * @param rows n, number of images
 * @param objective what is minimised, a mean over the images: reconstruction, weighted divergence and penalties
 * @param reconstruction the likelihood's loss, summed over the images
 * @param klPerDimension the KL of each latent dimension, summed over the images, without any weight; empty where the
 *            codes are deterministic
 * @param mmd MMD² of the batch's codes from the prior, without its weight; NaN where it is not trained
 * @param neighbourPenalty the penalty on latent neighbours, a mean over the images, without its weight; NaN where
 *            there is none
 */
record BatchLoss(int rows, double objective, double reconstruction, double[] klPerDimension, double mmd,
    double neighbourPenalty) {

    /** @return whether everything that is minimised is a finite number */
    boolean isFinite() {
        return Double.isFinite(objective);
    }

    /** The means of several batches, each batch with the weight of its images. */
    static final class Mean {

        private int m_rows;

        private double m_objective;

        private double m_reconstruction;

        private final double[] m_klPerDimension;

        private double m_mmd;

        private double m_neighbourPenalty;

        /** @param config of the VAE whose losses these are */
        Mean(final VaeConfig config) {
            m_klPerDimension = new double[config.posterior() == PosteriorKind.GAUSSIAN ? config.latentSize() : 0];
        }

        void add(final BatchLoss batch) {
            m_rows += batch.rows;
            m_objective += batch.rows * batch.objective;
            m_reconstruction += batch.reconstruction;
            for (int j = 0; j < m_klPerDimension.length; j++) {
                m_klPerDimension[j] += batch.klPerDimension[j];
            }
            m_mmd += batch.rows * batch.mmd;
            m_neighbourPenalty += batch.rows * batch.neighbourPenalty;
        }

        /** @return number of images so far; all other values are NaN where there are none */
        int rows() {
            return m_rows;
        }

        double objective() {
            return m_objective / m_rows;
        }

        double reconstruction() {
            return m_reconstruction / m_rows;
        }

        /** @return NaN where the codes are deterministic */
        double kl() {
            double sum = 0;
            for (final double kl : m_klPerDimension) {
                sum += kl;
            }
            return m_klPerDimension.length == 0 ? Double.NaN : sum / m_rows;
        }

        /** @return empty where the codes are deterministic */
        double[] klPerDimension() {
            final double[] means = m_klPerDimension.clone();
            for (int j = 0; j < means.length; j++) {
                means[j] /= m_rows;
            }
            return means;
        }

        double mmd() {
            return m_mmd / m_rows;
        }

        double neighbourPenalty() {
            return m_neighbourPenalty / m_rows;
        }
    }
}
