package org.latentlab.engine.failure;

/**
 * Where a GAN's training is when {@link FailureMonitor} looks at it: what it cannot see in samples.
 *
 * @param epoch number of the epoch that has just ended, from 1
 * @param updates steps of the generator so far
 * @param generatorLosses the generator's loss at each of its last steps, the oldest first, over as many epochs as it
 *            takes; {@link FailureMonitor#TRACE} of them are looked at; not copied
 * @param generatorGradient mean norm of the generator's gradient over the epoch; NaN if it took no step
 * @param criticGradient mean norm of the critic's gradient over the epoch
 * @param realScore mean of σ(D(x)) of real images over the epoch, or of D(x) where it is no probability
 * @param fakeScore that of generated ones
 */
public record TrainingState(int epoch, long updates, double[] generatorLosses, double generatorGradient,
    double criticGradient, double realScore, double fakeScore) {
}
