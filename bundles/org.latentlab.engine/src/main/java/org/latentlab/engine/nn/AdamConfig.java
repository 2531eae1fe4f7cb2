package org.latentlab.engine.nn;

/**
 * Settings of Adam (Kingma and Ba 2015, algorithm 1).
 *
 * @param learningRate the step size α, above 0
 * @param beta1 decay of the mean of the gradients, in [0, 1)
 * @param beta2 decay of the mean of their squares, in [0, 1)
 * @param epsilon what is added to the root, above 0
 */
public record AdamConfig(double learningRate, double beta1, double beta2, double epsilon) {

    private static final double BETA1 = 0.9;

    private static final double BETA2 = 0.999;

    private static final double EPSILON = 1e-8;

    /** Checks the values. */
    public AdamConfig {
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The learning rate is above 0, not " + learningRate + ".");
        }
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException("Adam's decay rates are at least 0 and below 1, not " + beta1 + " and "
                + beta2 + ".");
        }
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("Adam's ε is above 0, not " + epsilon + ".");
        }
    }

    /**
     * @param learningRate the step size
     * @return β₁ = 0.9, β₂ = 0.999, ε = 1e-8, as in the paper
     */
    public static AdamConfig of(final double learningRate) {
        return new AdamConfig(learningRate, BETA1, BETA2, EPSILON);
    }

    /**
     * The two factors that bias correction brings to step t: the update is
     * {@code value -= rate(t) · m / (√v · rootScale(t) + ε)}.
     *
     * @param t number of the step, from 1
     * @return α / (1 − β₁ᵗ)
     */
    double rate(final int t) {
        return learningRate / (1 - Math.pow(beta1, t));
    }

    /**
     * @param t number of the step, from 1
     * @return 1 / √(1 − β₂ᵗ)
     */
    double rootScale(final int t) {
        return 1 / Math.sqrt(1 - Math.pow(beta2, t));
    }
}
