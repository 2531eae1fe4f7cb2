package org.latentlab.engine.train;

import org.latentlab.engine.latent.LatentDiagnostics;

/**
 * What one epoch of a VAE's training brought, in nats per image, averaged over the epoch while the weights changed.
 *
 * @param epoch number of the epoch, from 1
 * @param loss what was minimised: reconstruction, weighted divergence and penalties; −ELBO where β is 1 and nothing
 *            else is added
 * @param reconstruction negative log-likelihood of the image given its code
 * @param kl divergence of the posterior from the prior, not weighted; NaN where there is no posterior
 * @param klPerDimension the same for each latent dimension, in single precision; their sum is kl; empty where there is
 *            no posterior
 * @param validationLoss the loss of the validation images after the epoch, with the weight β of the end of its
 *            schedule; NaN if there are none
 * @param seconds how long the epoch took
 * @param beta the weight of the KL in the last batch of the epoch; NaN where there is none
 * @param mmd MMD² of the codes from the prior, averaged over the batches, not weighted; NaN where it is not trained
 * @param neighbourPenalty the penalty on latent neighbours, without its weight; NaN where there is none
 * @param latent the state of the latent space after the epoch, its arrays in single precision, on at most 1,000 of the
 *            training images, the same in every epoch; without the covariance above {@value #MOST_COVARIANCE}
 *            dimensions; null where it was not looked at
 */
public record EpochRecord(int epoch, double loss, double reconstruction, double kl, double[] klPerDimension,
    double validationLoss, double seconds, double beta, double mmd, double neighbourPenalty,
    LatentDiagnostics latent) {

    /** The number of latent dimensions above which a history does without a covariance for each epoch. */
    public static final int MOST_COVARIANCE = 32;

    /**
     * An epoch of training by the ELBO.
     *
     * @param epoch number of the epoch, from 1
     * @param loss −ELBO
     * @param reconstruction negative log-likelihood of the image given its code
     * @param kl divergence of the posterior from the prior
     * @param klPerDimension the same for each latent dimension
     * @param validationLoss −ELBO of the validation images; NaN if there are none
     * @param seconds how long the epoch took
     */
    public EpochRecord(final int epoch, final double loss, final double reconstruction, final double kl,
        final double[] klPerDimension, final double validationLoss, final double seconds) {
        this(epoch, loss, reconstruction, kl, klPerDimension, validationLoss, seconds, 1, Double.NaN, Double.NaN, null);
    }

    /**
     * @param value another look at the latent space after this epoch
     * @return this record with it
     */
    public EpochRecord withLatent(final LatentDiagnostics value) {
        return new EpochRecord(epoch, loss, reconstruction, kl, klPerDimension, validationLoss, seconds, beta, mmd,
            neighbourPenalty, value);
    }

    /** @return −ELBO: reconstruction + KL; the reconstruction alone where there is no posterior */
    public double negativeElbo() {
        return Double.isNaN(kl) ? reconstruction : reconstruction + kl;
    }
}
