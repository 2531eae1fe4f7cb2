package org.latentlab.engine.gan;

/**
 * How latent vectors of given images are searched for; see {@link GanInversion}.
 *
 * @param steps steps of Adam for each image, 1…100,000
 * @param restarts vectors of the prior that the search begins at, 1…1,000
 * @param learningRate Adam's learning rate at the first step, above 0; falls to 0 along half a cosine
 * @param seed the seed of the draws
 */
public record InversionConfig(int steps, int restarts, double learningRate, long seed) {

    private static final int MOST_STEPS = 100_000;

    private static final int MOST_RESTARTS = 1000;

    private static final int STANDARD_STEPS = 200;

    private static final int STANDARD_RESTARTS = 4;

    private static final double STANDARD_RATE = 0.1;

    /** Checks the values. */
    public InversionConfig {
        if (steps < 1 || steps > MOST_STEPS) {
            throw new IllegalArgumentException("The search for a latent vector takes 1 to 100,000 steps, not " + steps
                + ".");
        }
        if (restarts < 1 || restarts > MOST_RESTARTS) {
            throw new IllegalArgumentException("The search for a latent vector begins at 1 to 1,000 places, not "
                + restarts + ".");
        }
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The learning rate of the search for a latent vector is above 0, not "
                + learningRate + ". A usual value is 0.1.");
        }
    }

    /**
     * @param seed the seed of the draws
     * @return 200 steps from the best of 4 places, learning rate 0.1
     */
    public static InversionConfig standard(final long seed) {
        return new InversionConfig(STANDARD_STEPS, STANDARD_RESTARTS, STANDARD_RATE, seed);
    }
}
