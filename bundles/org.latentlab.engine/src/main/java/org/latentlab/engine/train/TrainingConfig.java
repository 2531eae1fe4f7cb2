package org.latentlab.engine.train;

/**
 * How a model is trained.
 *
 * @param epochs how often the training images are gone through, 1…1,000,000
 * @param batchSize images per step, 1…1,000,000; where there are fewer images, one batch takes them all and the model
 *            carries a notice
 * @param learningRate Adam's step size, above 0
 * @param seed the seed of the run: weights, order of the images, noise and validation split follow from it
 * @param validationShare share of the images kept for validation, in [0, 1); 0 = none
 * @param patience epochs without improvement of the validation loss, or of the training loss where nothing is kept for
 *            validation, after which training stops; 0 = never
 * @param maxMinutes time after which training stops, above 0; 0 = no limit
 * @param keepBestEpoch whether the weights of the best epoch, by the same loss, are kept, rather than those of the last
 * @param maxUpdates steps of the optimizer after which training stops, within an epoch if need be; 0 = no limit
 */
public record TrainingConfig(int epochs, int batchSize, double learningRate, long seed, double validationShare,
    int patience, double maxMinutes, boolean keepBestEpoch, long maxUpdates) {

    private static final int MANY = 1_000_000;

    private static final int STANDARD_BATCH = 128;

    private static final double STANDARD_RATE = 1e-3;

    /** Checks the values. */
    public TrainingConfig {
        if (epochs < 1 || epochs > MANY) {
            throw new IllegalArgumentException("The number of epochs is 1 to 1,000,000, not " + epochs + ".");
        }
        if (batchSize < 1 || batchSize > MANY) {
            throw new IllegalArgumentException("The batch size is 1 to 1,000,000, not " + batchSize + ".");
        }
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The learning rate is above 0, not " + learningRate
                + ". A usual value is 0.001.");
        }
        if (!(validationShare >= 0 && validationShare < 1)) {
            throw new IllegalArgumentException("The validation share is at least 0 and below 1, not "
                + validationShare + ".");
        }
        if (patience < 0) {
            throw new IllegalArgumentException("The patience is at least 1 epoch, or 0 to never stop early, not "
                + patience + ".");
        }
        if (!(maxMinutes >= 0 && maxMinutes < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The time limit is above 0 minutes, or 0 for none, not " + maxMinutes
                + ".");
        }
        if (maxUpdates < 0) {
            throw new IllegalArgumentException("The number of updates after which training stops is at least 1, or 0 "
                + "for no limit, not " + maxUpdates + ".");
        }
    }

    /**
     * As the canonical constructor, without a limit on the number of updates.
     *
     * @param epochs how often the training images are gone through
     * @param batchSize images per step
     * @param learningRate Adam's step size
     * @param seed the seed of the run
     * @param validationShare share of the images kept for validation
     * @param patience epochs without improvement after which training stops
     * @param maxMinutes time after which training stops
     * @param keepBestEpoch whether the weights of the best epoch are kept
     */
    public TrainingConfig(final int epochs, final int batchSize, final double learningRate, final long seed,
        final double validationShare, final int patience, final double maxMinutes, final boolean keepBestEpoch) {
        this(epochs, batchSize, learningRate, seed, validationShare, patience, maxMinutes, keepBestEpoch, 0);
    }

    /**
     * @param updates steps of the optimizer after which training stops, within an epoch if need be; 0 = no limit
     * @return this with that limit
     */
    public TrainingConfig withMaxUpdates(final long updates) {
        return new TrainingConfig(epochs, batchSize, learningRate, seed, validationShare, patience, maxMinutes,
            keepBestEpoch, updates);
    }

    /**
     * @param epochs how often the training images are gone through
     * @param seed the seed of the run
     * @return batches of 128, learning rate 0.001, no validation, no limits
     */
    public static TrainingConfig standard(final int epochs, final long seed) {
        return new TrainingConfig(epochs, STANDARD_BATCH, STANDARD_RATE, seed, 0, 0, 0, false);
    }
}
