package org.latentlab.engine.train;

/**
 * What one epoch of a VAE's training brought, in nats per image, averaged over the epoch while the weights changed.
 *
 * @param epoch number of the epoch, from 1
 * @param loss −ELBO: reconstruction + kl
 * @param reconstruction negative log-likelihood of the image given its code
 * @param kl divergence of the posterior from the prior
 * @param klPerDimension the same for each latent dimension; their sum is kl
 * @param validationLoss −ELBO of the validation images after the epoch; NaN if there are none
 * @param seconds how long the epoch took
 */
public record EpochRecord(int epoch, double loss, double reconstruction, double kl, double[] klPerDimension,
    double validationLoss, double seconds) {
}
