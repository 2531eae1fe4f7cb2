package org.latentlab.engine.conditional;

import java.util.List;

/**
 * A generator network from (class, noise) to a latent vector and how it is trained; see {@link NetworkSampler} and
 * {@link NetworkSamplerTrainer}.
 *
 * @param hidden units of the hidden layers, in order, at most 8 of them, each 1…4,096; may be empty
 * @param reach r: how many standard deviations of its class, or of the class's component, a latent vector may be away
 *            from the mean in the direction of each column of the covariance's Cholesky factor (of a diagonal one each
 *            dimension), above 0, at most 20
 * @param steps training steps for each pair of weights, 1…1,000,000
 * @param batch latent vectors a step, 2…100,000; at least two of each class
 * @param learningRate of Adam at the beginning, above 0; it falls linearly to 0 over the steps
 * @param spreadWeight weight of the spread ‖z − μ_y‖ in the loss, finite and at least 0
 * @param cosineWeight weight of the cosine of a class's images in the loss, finite and at least 0
 * @param imageNoise standard deviation of the normal noise that is added to the images, of values from 0 to 1, before
 *            the classifier sees them in the training, 0…{@value #MOST_NOISE}
 */
public record NetworkSamplerConfig(List<Integer> hidden, double reach, int steps, int batch, double learningRate,
    double spreadWeight, double cosineWeight, double imageNoise) {

    /** The largest standard deviation of the images' noise. */
    public static final double MOST_NOISE = 10;

    private static final int MOST_LAYERS = 8;

    private static final int MOST_UNITS = 4096;

    private static final double MOST_REACH = 20;

    private static final int MOST_STEPS = 1_000_000;

    private static final int MOST_BATCH = 100_000;

    /** Checks the values. */
    public NetworkSamplerConfig {
        hidden = List.copyOf(hidden);
        if (hidden.size() > MOST_LAYERS) {
            throw new IllegalArgumentException("A generator network has at most 8 hidden layers, not " + hidden.size()
                + ".");
        }
        for (final int units : hidden) {
            if (units < 1 || units > MOST_UNITS) {
                throw new IllegalArgumentException("A hidden layer of a generator network has 1 to 4,096 units, not "
                    + units + ".");
            }
        }
        if (!(reach > 0 && reach <= MOST_REACH)) {
            throw new IllegalArgumentException("The reach of a generator network is above 0 and at most 20 standard "
                + "deviations, not " + reach + ".");
        }
        if (steps < 1 || steps > MOST_STEPS) {
            throw new IllegalArgumentException("A generator network is trained for 1 to 1,000,000 steps, not " + steps
                + ".");
        }
        if (batch < 2 || batch > MOST_BATCH) {
            throw new IllegalArgumentException("A step of a generator network takes 2 to 100,000 latent vectors, not "
                + batch + ".");
        }
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The learning rate is above 0, not " + learningRate + ".");
        }
        if (!(spreadWeight >= 0 && spreadWeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The weight of the spread is finite and at least 0, not " + spreadWeight
                + ".");
        }
        if (!(cosineWeight >= 0 && cosineWeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The weight of the cosine is finite and at least 0, not " + cosineWeight
                + ".");
        }
        if (!(imageNoise >= 0 && imageNoise <= MOST_NOISE)) {
            throw new IllegalArgumentException("The noise that is added to the images has a standard deviation of 0 to "
                + MOST_NOISE + ", not " + imageNoise + ".");
        }
    }

    /**
     * @return two hidden layers of 128 units, reach 1.5, 400 steps of 200 vectors, learning rate 0.002, weights 0.01 of
     *         the spread and 1 of the cosine, image noise 0.3
     */
    public static NetworkSamplerConfig standard() {
        return new NetworkSamplerConfig(List.of(128, 128), 1.5, 400, 200, 2e-3, 0.01, 1, 0.3);
    }

    /**
     * @param factor finite and at least 0
     * @return this with both weights multiplied
     */
    public NetworkSamplerConfig weighted(final double factor) {
        return new NetworkSamplerConfig(hidden, reach, steps, batch, learningRate, factor * spreadWeight,
            factor * cosineWeight, imageNoise);
    }
}
