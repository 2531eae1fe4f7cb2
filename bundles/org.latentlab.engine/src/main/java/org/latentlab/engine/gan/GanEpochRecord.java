package org.latentlab.engine.gan;

import org.latentlab.engine.failure.FailureSnapshot;

/**
 * What one epoch of a GAN's training brought: means over its steps while the weights changed.
 *
 * @param epoch number of the epoch, from 1
 * @param updates steps of the generator so far, from the beginning of the training
 * @param generatorLoss what the generator minimised, without ClusterGAN's losses; NaN if it took no step
 * @param criticLoss what the critic minimised, with the penalty
 * @param realScore D of real images: the probability σ(D(x)) that they are real where the loss has one, else D(x)
 * @param fakeScore the same of generated images
 * @param generatorGradient norm of all gradients of the generator, before clipping; NaN if it took no step
 * @param criticGradient norm of all gradients of the critic, before clipping
 * @param penalty the gradient penalty, without its weight; NaN where there is none
 * @param latentError ClusterGAN's squared error of the normal values; NaN where there is none
 * @param clusterLoss ClusterGAN's cross-entropy of the cluster in nats; NaN where there is none
 * @param imagesPerSecond training images per second
 * @param seconds how long the epoch took
 * @param failure what was seen of failures after the epoch; null where it was not looked at
 */
public record GanEpochRecord(int epoch, long updates, double generatorLoss, double criticLoss, double realScore,
    double fakeScore, double generatorGradient, double criticGradient, double penalty, double latentError,
    double clusterLoss, double imagesPerSecond, double seconds, FailureSnapshot failure) {

    /**
     * @param seen what was seen of failures after the epoch; null = nothing was looked at
     * @return this with it
     */
    GanEpochRecord with(final FailureSnapshot seen) {
        return new GanEpochRecord(epoch, updates, generatorLoss, criticLoss, realScore, fakeScore, generatorGradient,
            criticGradient, penalty, latentError, clusterLoss, imagesPerSecond, seconds, seen);
    }
}
