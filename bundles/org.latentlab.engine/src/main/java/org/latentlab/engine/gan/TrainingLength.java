package org.latentlab.engine.gan;

/**
 * How long a GAN is trained.
 *
 * @param unit what is counted
 * @param count how many of them, 1…100,000,000
 */
public record TrainingLength(Unit unit, int count) {

    private static final int MANY = 100_000_000;

    /** What a training's length is counted in. */
    public enum Unit {
        /** Times that the critic has seen all training images. */
        EPOCHS,
        /** Steps of the generator. */
        GENERATOR_UPDATES
    }

    /** Checks the value. */
    public TrainingLength {
        if (count < 1 || count > MANY) {
            throw new IllegalArgumentException("The number of " + (unit == Unit.EPOCHS ? "epochs" : "generator updates")
                + " is 1 to 100,000,000, not " + count + ".");
        }
    }

    /** @return that many epochs */
    public static TrainingLength epochs(final int count) {
        return new TrainingLength(Unit.EPOCHS, count);
    }

    /** @return that many steps of the generator */
    public static TrainingLength updates(final int count) {
        return new TrainingLength(Unit.GENERATOR_UPDATES, count);
    }
}
