package org.latentlab.engine.gan;

import org.latentlab.engine.nn.AdamConfig;

/**
 * How a GAN is trained.
 *
 * @param length how long
 * @param batchSize images per step, 2…1,000,000
 * @param criticSteps steps of the critic before each step of the generator, 1…1,000; 5 for Wasserstein losses
 * @param generator the generator's optimizer
 * @param critic the critic's optimizer
 * @param averaging decay of the exponential moving average of the generator's weights that is sampled from (Yazıcı et
 *            al. 2019), and of ClusterGAN's encoder's, in [0, 1), e.g. 0.999; 0 = the weights themselves
 * @param gradientClip largest norm of all gradients of a network together, above which they are scaled down to it;
 *            0 = not clipped
 * @param seed the seed of the run: weights, order of the images, latent vectors
 * @param maxMinutes time after which training stops, above 0; 0 = no limit
 * @param snapshotEvery the state is looked at after every so many epochs, and after the last, at least 1
 * @param keepEvery the generator is kept after every so many epochs, to be chosen afterwards; 0 = the last only
 * @param stopOnFailure whether training stops when a failure that it does not recover from is found
 */
public record GanTrainingConfig(TrainingLength length, int batchSize, int criticSteps, AdamConfig generator,
    AdamConfig critic, double averaging, double gradientClip, long seed, double maxMinutes, int snapshotEvery,
    int keepEvery, boolean stopOnFailure) {

    private static final int MANY = 1_000_000;

    private static final int MOST_STEPS = 1000;

    private static final int STANDARD_BATCH = 64;

    private static final double STANDARD_RATE = 2e-4;

    private static final double STANDARD_BETA1 = 0.5;

    private static final double STANDARD_BETA2 = 0.999;

    private static final double EPSILON = 1e-8;

    /** Checks the values. */
    public GanTrainingConfig {
        if (length == null || generator == null || critic == null) {
            throw new IllegalArgumentException("Training a GAN needs a length and two optimisers.");
        }
        if (batchSize < 2 || batchSize > MANY) {
            throw new IllegalArgumentException("The batch size is 2 to 1,000,000, not " + batchSize + ".");
        }
        if (criticSteps < 1 || criticSteps > MOST_STEPS) {
            throw new IllegalArgumentException("The critic takes 1 to 1,000 steps for each of the generator, not "
                + criticSteps + ".");
        }
        if (!(averaging >= 0 && averaging < 1)) {
            throw new IllegalArgumentException("The decay of the average of weights is at least 0 and below 1, not "
                + averaging + ". A usual value is 0.999.");
        }
        if (!(gradientClip >= 0 && gradientClip < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The norm that gradients are clipped to is above 0, or 0 for no "
                + "clipping, not " + gradientClip + ".");
        }
        if (!(maxMinutes >= 0 && maxMinutes < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The time limit is above 0 minutes, or 0 for none, not " + maxMinutes
                + ".");
        }
        if (snapshotEvery < 1 || keepEvery < 0) {
            throw new IllegalArgumentException("Snapshots are taken every 1 or more epochs, and generators kept every "
                + "0 (none) or more, not every " + snapshotEvery + " and " + keepEvery + ".");
        }
    }

    /**
     * @param length how long
     * @param seed the seed of the run
     * @return batches of 64, Adam of learning rate 0.0002, β₁ = 0.5 for both (Radford, Metz and Chintala 2016), one
     *         critic step, nothing averaged, clipped or kept
     */
    public static GanTrainingConfig standard(final TrainingLength length, final long seed) {
        final AdamConfig adam = new AdamConfig(STANDARD_RATE, STANDARD_BETA1, STANDARD_BETA2, EPSILON);
        return new GanTrainingConfig(length, STANDARD_BATCH, 1, adam, adam, 0, 0, seed, 0, 1, 0, false);
    }
}
