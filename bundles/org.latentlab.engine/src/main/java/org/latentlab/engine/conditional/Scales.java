package org.latentlab.engine.conditional;

import java.util.Arrays;

/**
 * By how much a sampler narrows or widens the spread of a class, and how many draws it averages.
 *
 * @param theta θ, L × d: for each class, what each dimension's deviation from the mean is multiplied by, finite and at
 *            least 0
 * @param draws n: how many draws are averaged to one latent vector, at least 1
 */
public record Scales(double[][] theta, int draws) {

    /** The largest θ that a search takes. */
    public static final double MOST_THETA = 3;

    /** The most draws that a search averages. */
    public static final int MOST_DRAWS = 100;

    /** Checks the values. */
    public Scales {
        if (draws < 1) {
            throw new IllegalArgumentException("A latent vector is the mean of at least 1 draw, not of " + draws + ".");
        }
        for (final double[] row : theta) {
            for (final double value : row) {
                if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("θ is a finite number of at least 0, not " + value + ".");
                }
            }
        }
    }

    /** @return the θ that all dimensions and classes have in common; NaN if there is none */
    public double common() {
        final double[] values = Arrays.stream(theta).flatMapToDouble(Arrays::stream).distinct().toArray();
        return values.length == 1 ? values[0] : Double.NaN;
    }

    /** @return one θ for all classes and dimensions (Simple) */
    public static Scales simple(final int classes, final int dimensions, final double theta, final int draws) {
        final double[] row = new double[dimensions];
        Arrays.fill(row, theta);
        return perDimension(classes, row, draws);
    }

    /** @return a θ for each dimension, the same for all classes (Medium 1) */
    public static Scales perDimension(final int classes, final double[] theta, final int draws) {
        final double[][] rows = new double[classes][];
        Arrays.setAll(rows, y -> theta.clone());
        return new Scales(rows, draws);
    }
}
