package org.latentlab.engine.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.math.Matrix;

/**
 * A Gaussian mixture as a chart needs it: p(x) = Σ wₖ N(x; μₖ, Σₖ). Its marginal on two coordinates is the mixture of
 * the components' marginals, so projections of a mixture are exact.
 *
 * @param weights K weights, each at least 0, summing to 1
 * @param means K×d
 * @param covariances K matrices of d×d
 */
public record MixtureShape(double[] weights, Matrix means, List<Matrix> covariances) {

    private static final int GRID = 200;

    /** Checks the sizes. */
    public MixtureShape {
        if (weights.length == 0 || weights.length != means.rows() || weights.length != covariances.size()) {
            throw new IllegalArgumentException("A mixture has as many weights as means and covariances, at least "
                + "one; not " + weights.length + ", " + means.rows() + " and " + covariances.size() + ".");
        }
        for (final Matrix c : covariances) {
            if (c.rows() != means.columns() || c.columns() != means.columns()) {
                throw new IllegalArgumentException("A mixture in " + means.columns() + " dimensions has covariances of "
                    + "that size, not " + c.rows() + "×" + c.columns() + ".");
            }
        }
        covariances = List.copyOf(covariances);
    }

    /**
     * @param mixture a fitted mixture
     * @return its weights, means and covariances
     */
    public static MixtureShape of(final GaussianMixture mixture) {
        final List<Matrix> covariances = new ArrayList<>();
        for (int k = 0; k < mixture.components(); k++) {
            covariances.add(mixture.covariance(k));
        }
        return new MixtureShape(mixture.weights(), mixture.means(), covariances);
    }

    /** @return the number of components */
    public int components() {
        return weights.length;
    }

    /** @return the number of coordinates */
    public int dimensions() {
        return means.columns();
    }

    /**
     * @param first a coordinate, 0…dimensions()-1
     * @param second another one
     * @return the mixture of these two coordinates alone
     */
    public MixtureShape marginal(final int first, final int second) {
        final Matrix m = Matrix.zeros(components(), 2);
        final Matrix[] c = new Matrix[components()];
        for (int k = 0; k < c.length; k++) {
            m.data()[2 * k] = means.get(k, first);
            m.data()[2 * k + 1] = means.get(k, second);
            final Matrix s = covariances.get(k);
            c[k] = Matrix.of(new double[]{s.get(first, first), s.get(first, second)},
                new double[]{s.get(second, first), s.get(second, second)});
        }
        return new MixtureShape(weights, m, List.of(c));
    }

    /**
     * @param k a component of a mixture in two dimensions
     * @param distance the Mahalanobis distance
     * @return its ellipse
     */
    public ConfidenceEllipse ellipse(final int k, final double distance) {
        return ConfidenceEllipse.of(means.row(k), covariances.get(k), distance);
    }

    /** @return the logarithm of the density of a mixture in two dimensions; −∞ where it underflows */
    public DoubleBinaryOperator logDensity() {
        final int n = components();
        final double[] p = new double[6 * n];
        for (int k = 0; k < n; k++) {
            final Matrix c = covariances.get(k);
            final double determinant = c.get(0, 0) * c.get(1, 1) - c.get(0, 1) * c.get(1, 0);
            if (!(determinant > 0)) {
                throw new IllegalArgumentException("Component " + k + " of the mixture has no density in the plane: "
                    + "the determinant of its covariance is " + determinant + ". Regularise the fit.");
            }
            p[6 * k] = means.get(k, 0);
            p[6 * k + 1] = means.get(k, 1);
            p[6 * k + 2] = c.get(1, 1) / determinant;
            p[6 * k + 3] = -c.get(0, 1) / determinant;
            p[6 * k + 4] = c.get(0, 0) / determinant;
            p[6 * k + 5] = Math.log(weights[k]) - Math.log(2 * Math.PI) - 0.5 * Math.log(determinant);
        }
        return (x, y) -> {
            double most = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (int k = 0; k < n; k++) {
                final double dx = x - p[6 * k];
                final double dy = y - p[6 * k + 1];
                final double log = p[6 * k + 5]
                    - 0.5 * (p[6 * k + 2] * dx * dx + 2 * p[6 * k + 3] * dx * dy + p[6 * k + 4] * dy * dy);
                if (log > most) {
                    sum = sum * Math.exp(most - log) + 1;
                    most = log;
                } else if (log > Double.NEGATIVE_INFINITY) {
                    sum += Math.exp(log - most);
                }
            }
            return most + Math.log(sum);
        };
    }

    /**
     * Levels of log-density that bound the regions of highest density (Hyndman 1996, "Computing and graphing highest
     * density regions"): the smallest regions that hold the given shares of the probability. Found by summing the
     * density over a 200×200 grid that reaches 4.5 standard deviations beyond every mean.
     *
     * @param shares of the probability, each in (0, 1)
     * @return a level of log-density for each
     */
    public double[] highestDensityLevels(final double... shares) {
        final double[] box = box(4.5);
        final DoubleBinaryOperator log = logDensity();
        final double[] density = new double[GRID * GRID];
        double total = 0;
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < GRID; j++) {
                final double d = Math.exp(log.applyAsDouble(box[0] + (j + 0.5) / GRID * (box[1] - box[0]),
                    box[2] + (i + 0.5) / GRID * (box[3] - box[2])));
                density[i * GRID + j] = d;
                total += d;
            }
        }
        Arrays.sort(density);
        final double[] levels = new double[shares.length];
        for (int s = 0; s < shares.length; s++) {
            double sum = 0;
            int i = density.length;
            while (i > 0 && sum < shares[s] * total) {
                sum += density[--i];
            }
            levels[s] = Math.log(density[i]);
        }
        return levels;
    }

    /** The box {x low, x high, y low, y high} that reaches so many standard deviations beyond every mean. */
    double[] box(final double deviations) {
        final double[] box = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int k = 0; k < components(); k++) {
            for (int j = 0; j < 2; j++) {
                final double reach = deviations * Math.sqrt(Math.max(1e-12, covariances.get(k).get(j, j)));
                box[2 * j] = Math.min(box[2 * j], means.get(k, j) - reach);
                box[2 * j + 1] = Math.max(box[2 * j + 1], means.get(k, j) + reach);
            }
        }
        return box;
    }
}
