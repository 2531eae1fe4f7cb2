package org.latentlab.engine.failure;

import java.util.List;

/**
 * How a GAN's training stands after an epoch: what can be seen of its failures. Measured on samples from the same
 * latent vectors each time.
 *
 * @param epoch number of the epoch, from 1
 * @param updates steps of the generator so far
 * @param samples number of samples looked at
 * @param meanDistance mean Euclidean distance of two samples
 * @param dataDistance that of two training images
 * @param nearDuplicates share of the samples that are near-duplicates of another sample, in [0, 1]
 * @param dataNearDuplicates that share of as many training images, by the same threshold
 * @param classShares share of the samples in each class, by the given classifier; empty without one
 * @param dataClassShares share of as many training images in each class, by the same classifier; empty without one
 * @param classEntropy entropy of the samples' shares in nats, in [0, ln classes]; NaN without a classifier
 * @param generatorGradient mean norm of the generator's gradient over the epoch; NaN if it took no step
 * @param criticGradient mean norm of the critic's gradient over the epoch
 * @param realScore mean of σ(D(x)) of real images over the epoch, or of D(x) where it is no probability
 * @param fakeScore that of generated ones
 * @param period period of the oscillation of the generator's loss in its updates; NaN where it does not oscillate
 * @param amplitude its amplitude, in the loss's unit; 0 where it does not oscillate
 */
public record FailureSnapshot(int epoch, long updates, int samples, double meanDistance, double dataDistance,
    double nearDuplicates, double dataNearDuplicates, double[] classShares, double[] dataClassShares,
    double classEntropy, double generatorGradient, double criticGradient, double realScore, double fakeScore,
    double period, double amplitude) {

    /** Checks that samples and training images have the same classes. */
    public FailureSnapshot {
        if (classShares.length != dataClassShares.length) {
            throw new IllegalArgumentException("The samples have " + classShares.length + " classes, but the training "
                + "images " + dataClassShares.length + ".");
        }
    }

    /** @return the number of classes that at least one percent of the samples is in; −1 without a classifier */
    public int classesHit() {
        return classShares.length == 0 ? -1 : ClassShares.hit(classShares);
    }

    /** @return the number of classes that at least one percent of the training images is in; −1 without a classifier */
    public int dataClassesHit() {
        return dataClassShares.length == 0 ? -1 : ClassShares.hit(dataClassShares);
    }

    /** @return the classes that are hardly generated, see {@link SampleVerdict#missing()}; none without a classifier */
    public List<Integer> missing() {
        return SampleVerdict.of(this).missing();
    }

    /** @return mean distance of two samples over that of two training images */
    public double distanceRatio() {
        return meanDistance / dataDistance;
    }

    /** @return whether the generator's loss oscillates */
    public boolean oscillates() {
        return !Double.isNaN(period);
    }
}
