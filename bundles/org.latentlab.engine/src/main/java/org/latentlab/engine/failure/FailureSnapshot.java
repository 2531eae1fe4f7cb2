package org.latentlab.engine.failure;

/**
 * How a GAN's training stands after an epoch: what can be seen of its failures. Measured on samples from the same latent
 * vectors each time.
 *
 * @param epoch number of the epoch, from 1
 * @param updates steps of the generator so far
 * @param samples number of samples looked at
 * @param meanDistance mean Euclidean distance of two samples
 * @param dataDistance that of two training images
 * @param nearDuplicates share of the samples that are near-duplicates of another sample, in [0, 1]
 * @param dataNearDuplicates that share of as many training images, by the same threshold
 * @param classShares share of the samples in each class, by the given classifier; empty without one
 * @param classEntropy entropy of these shares in nats, in [0, ln classes]; NaN without a classifier
 * @param generatorGradient mean norm of the generator's gradient over the epoch
 * @param criticGradient mean norm of the critic's gradient over the epoch
 * @param realScore mean of σ(D(x)) of real images over the epoch, or of D(x) where it is no probability
 * @param fakeScore that of generated ones
 * @param period period of the oscillation of the losses in generator updates; NaN where they do not oscillate
 * @param amplitude its amplitude, in the loss's unit; 0 where they do not oscillate
 */
public record FailureSnapshot(int epoch, long updates, int samples, double meanDistance, double dataDistance,
    double nearDuplicates, double dataNearDuplicates, double[] classShares, double classEntropy,
    double generatorGradient, double criticGradient, double realScore, double fakeScore, double period,
    double amplitude) {

    /** The share of samples from which on a class counts as generated. */
    public static final double HIT = 0.01;

    /** @return the number of classes that at least one percent of the samples is in; −1 without a classifier */
    public int classesHit() {
        if (classShares.length == 0) {
            return -1;
        }
        int hit = 0;
        for (final double share : classShares) {
            hit += share >= HIT ? 1 : 0;
        }
        return hit;
    }
}
