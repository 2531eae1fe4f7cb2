package org.latentlab.engine.latent;

import java.util.Arrays;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;

/**
 * Measures the state of a latent space on the posteriors N(μ_i, diag(σ_i²)) of n images. All but the mutual information
 * are exact for these images.
 * <p>
 * <b>Mutual information</b> (Hoffman and Johnson 2016, "ELBO surgery: yet another way to carve up the variational
 * evidence lower bound"): the mean over i of ln q(z_i|x_i) − ln 1/n Σ_j q(z_i|x_j), with one draw z_i from each
 * posterior. It cannot exceed ln n.
 */
public final class DiagnosticsEstimator {

    /** From more posteriors than these, so many are chosen at random for the mutual information: it takes n² steps. */
    public static final int MUTUAL_INFORMATION_LIMIT = 5000;

    /** A narrower posterior would let squares overflow. */
    private static final double MOST_INVERSE_DEVIATION = 1e150;

    private DiagnosticsEstimator() {
    }

    /**
     * @param mean n×d posterior means, or deterministic codes, row-major, finite
     * @param logVariance n×d logarithms of the posterior variances, finite; null for deterministic codes
     * @param n number of images, at least 1
     * @param d number of dimensions, at least 1
     * @param seed the seed of the draws for the mutual information
     * @return the diagnostics
     * @throws EngineException if a value is NaN or infinite
     * @throws IllegalArgumentException if there are no images or the arrays have other lengths
     */
    public static LatentDiagnostics of(final float[] mean, final float[] logVariance, final int n, final int d,
        final long seed) {
        check(mean, "mean", n, d);
        if (logVariance != null) {
            check(logVariance, "log-variance", n, d);
        }
        final double[] centre = new double[d];
        for (int o = 0; o < n * d; o++) {
            centre[o % d] += mean[o];
        }
        for (int c = 0; c < d; c++) {
            centre[c] /= n;
        }
        final double[] variance = new double[d];
        for (int o = 0; o < n * d; o++) {
            variance[o % d] += (mean[o] - centre[o % d]) * (mean[o] - centre[o % d]) / n;
        }
        final double[] spread = spread(logVariance, n, d);
        final Matrix covariance =
            d > LatentDiagnostics.MOST_COVARIANCE ? null : covariance(mean, centre, variance, spread, n, d);
        int active = 0;
        for (int c = 0; c < d; c++) {
            active += variance[c] > LatentDiagnostics.ACTIVE_VARIANCE ? 1 : 0;
        }
        return new LatentDiagnostics(n, logVariance == null ? new double[0] : kl(mean, logVariance, n, d), variance,
            active, logVariance == null ? Double.NaN : mutualInformation(mean, logVariance, n, d, seed), centre,
            covariance, aggregateKl(centre, variance, spread, covariance));
    }

    private static void check(final float[] values, final String what, final int n, final int d) {
        if (n < 1 || d < 1 || values.length != (long)n * d) {
            throw new IllegalArgumentException("Diagnostics need at least 1 image and 1 dimension and " + (long)n * d
                + " values of the posterior " + what + " for " + n + " images of " + d + " dimensions, not "
                + values.length + ".");
        }
        for (int o = 0; o < values.length; o++) {
            if (!Float.isFinite(values[o])) {
                throw new EngineException("The posterior " + what + " of image " + (o / d + 1) + " in dimension "
                    + (o % d + 1) + " (both counted from 1) is " + values[o] + ". The training has diverged: choose a "
                    + "smaller learning rate.");
            }
        }
    }

    private static double[] kl(final float[] mean, final float[] logVariance, final int n, final int d) {
        final double[] kl = new double[d];
        for (int o = 0; o < n * d; o++) {
            final double m = mean[o];
            final double v = logVariance[o];
            kl[o % d] += 0.5 * (m * m + (Math.expm1(v) - v));
        }
        for (int c = 0; c < d; c++) {
            kl[c] /= n;
        }
        return kl;
    }

    /** The mean posterior variance in each dimension. */
    private static double[] spread(final float[] logVariance, final int n, final int d) {
        final double[] spread = new double[d];
        if (logVariance != null) {
            for (int o = 0; o < n * d; o++) {
                spread[o % d] += Math.exp(logVariance[o]) / n;
            }
        }
        return spread;
    }

    private static Matrix covariance(final float[] mean, final double[] centre, final double[] variance,
        final double[] spread, final int n, final int d) {
        final Matrix covariance = Matrix.zeros(d, d);
        final double[][] columns = new double[d][n];
        for (int o = 0; o < n * d; o++) {
            columns[o % d][o / d] = mean[o] - centre[o % d];
        }
        // rows of the lower triangle are longer and longer: the chunks take them in turn
        final int threads = Parallel.chunks(d);
        Parallel.forRange(threads, (chunk, from, to) -> {
            for (int t = from; t < to; t++) {
                for (int i = t; i < d; i += threads) {
                    for (int j = 0; j < i; j++) {
                        final double product = Codes.dot(columns[i], columns[j], n) / n;
                        covariance.data()[i * d + j] = product;
                        covariance.data()[j * d + i] = product;
                    }
                    covariance.data()[i * d + i] = variance[i] + spread[i];
                }
            }
        });
        return covariance;
    }

    /** ½ (tr Σ + mᵀm − d − ln det Σ). */
    private static double aggregateKl(final double[] centre, final double[] variance, final double[] spread,
        final Matrix covariance) {
        final int d = centre.length;
        double kl = 0;
        for (int c = 0; c < d; c++) {
            kl += 0.5 * (variance[c] + spread[c] + centre[c] * centre[c] - 1);
            if (covariance == null) {
                kl -= 0.5 * Math.log(variance[c] + spread[c]);
            }
        }
        if (covariance != null) {
            final double[] l = new double[d * d];
            if (Cholesky.decompose(covariance.data(), 0, d, l, 0) >= 0) {
                return Double.POSITIVE_INFINITY;
            }
            for (int c = 0; c < d; c++) {
                kl -= Math.log(l[c * d + c]);
            }
        }
        // rounding may leave a little less than the least value there is
        return Math.max(0, kl);
    }

    private static double mutualInformation(final float[] mean, final float[] logVariance, final int n, final int d,
        final long seed) {
        final Rng rng = Rng.stream(seed, "latent diagnostics");
        final int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = i;
        }
        if (n > MUTUAL_INFORMATION_LIMIT) {
            rng.shuffle(rows);
        }
        final int chosen = Math.min(n, MUTUAL_INFORMATION_LIMIT);
        final double[] mu = new double[chosen * d];
        final double[] lnVariance = new double[chosen * d];
        final double[] z = new double[chosen * d];
        for (int o = 0; o < z.length; o++) {
            final int source = rows[o / d] * d + o % d;
            mu[o] = mean[source];
            lnVariance[o] = logVariance[source];
            z[o] = mu[o] + Math.exp(0.5 * lnVariance[o]) * rng.nextGaussian();
        }
        return mutualInformation(z, mu, lnVariance, chosen, d);
    }

    /** The estimate with given draws: the mean over i of ln n − ln Σ_j exp(ln q(z_i|x_j) − ln q(z_i|x_i)). */
    static double mutualInformation(final double[] z, final double[] mean, final double[] logVariance, final int n,
        final int d) {
        final double[] inverseDeviation = new double[n * d];
        final double[] half = new double[n];
        for (int o = 0; o < n * d; o++) {
            inverseDeviation[o] = Math.min(MOST_INVERSE_DEVIATION, Math.exp(-0.5 * logVariance[o]));
            half[o / d] += 0.5 * logVariance[o];
        }
        final double[][] means = Codes.columns(mean, 0, n, d);
        final double[][] inverses = Codes.columns(inverseDeviation, 0, n, d);
        final double[] terms = new double[n];
        Parallel.forRange(n, (chunk, from, to) -> {
            final double[] energy = new double[n];
            for (int i = from; i < to; i++) {
                Codes.squaredDistances(means, inverses, n, z, i * d, energy);
                Codes.scale(energy, n, 0.5);
                Codes.add(half, n, energy);
                final double own = energy[i];
                final double least = Arrays.stream(energy).min().orElseThrow();
                Codes.subtract(least, n, energy);
                Codes.expOfNegative(energy, n, energy);
                terms[i] = Math.log(n) - (own - least) - Math.log(Codes.sum(energy, n));
            }
        });
        return Codes.sum(terms, n) / n;
    }
}
