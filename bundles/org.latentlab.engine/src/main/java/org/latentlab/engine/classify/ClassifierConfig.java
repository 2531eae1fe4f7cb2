package org.latentlab.engine.classify;

import org.latentlab.engine.train.TrainingConfig;

/**
 * How an image classifier is trained.
 *
 * @param architecture what it is made of
 * @param epochs how often the training images are gone through, 1…1,000,000
 * @param batchSize images per step, 1…1,000,000; where there are fewer images, one batch takes them all and the
 *            classifier carries a notice
 * @param learningRate Adam's step size at the beginning, above 0; it falls linearly to 0 over the training
 * @param seed the seed of the run
 * @param validationShare share of the images kept for validation, in [0, 1); 0 = none
 */
public record ClassifierConfig(ClassifierArchitecture architecture, int epochs, int batchSize, double learningRate,
    long seed, double validationShare) {

    private static final double STANDARD_RATE = 3e-3;

    /** Checks the values. */
    public ClassifierConfig {
        if (architecture == null) {
            throw new IllegalArgumentException("A classifier needs an architecture.");
        }
        training(epochs, batchSize, learningRate, seed, validationShare);
    }

    /**
     * As the canonical constructor, of the convolutional architecture.
     *
     * @param epochs how often the training images are gone through
     * @param batchSize images per step
     * @param learningRate Adam's step size at the beginning
     * @param seed the seed of the run
     * @param validationShare share of the images kept for validation
     */
    public ClassifierConfig(final int epochs, final int batchSize, final double learningRate, final long seed,
        final double validationShare) {
        this(ClassifierArchitecture.CONVOLUTIONAL, epochs, batchSize, learningRate, seed, validationShare);
    }

    /**
     * @param epochs how often the training images are gone through
     * @param seed the seed of the run
     * @return the convolutional architecture, batches of 128, learning rate 0.003, no validation
     */
    public static ClassifierConfig standard(final int epochs, final long seed) {
        final TrainingConfig standard = TrainingConfig.standard(epochs, seed);
        return new ClassifierConfig(epochs, standard.batchSize(), STANDARD_RATE, seed, 0);
    }

    /**
     * @param other what it is to be made of
     * @return this with that architecture
     */
    public ClassifierConfig with(final ClassifierArchitecture other) {
        return new ClassifierConfig(other, epochs, batchSize, learningRate, seed, validationShare);
    }

    /** @return the same as the configuration of a training without early stopping or time limit */
    public TrainingConfig training() {
        return training(epochs, batchSize, learningRate, seed, validationShare);
    }

    private static TrainingConfig training(final int epochs, final int batchSize, final double learningRate,
        final long seed, final double validationShare) {
        return new TrainingConfig(epochs, batchSize, learningRate, seed, validationShare, 0, 0, false);
    }
}
