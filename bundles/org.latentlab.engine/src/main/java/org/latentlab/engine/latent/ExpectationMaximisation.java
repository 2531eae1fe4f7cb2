package org.latentlab.engine.latent;

import java.util.Locale;

import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * Expectation maximisation for Gaussian mixtures (Dempster, Laird and Rubin 1977; Bishop 2006, "Pattern recognition and
 * machine learning", §9.2.2) from one start.
 */
final class ExpectationMaximisation {

    /** Below a share of e⁻³⁶ ≈ 2·10⁻¹⁶ a point changes no digit of a sum that it would be added to. */
    private static final double NEGLIGIBLE = 36;

    /** At most 64 MB of sums side by side. */
    private static final long MOST_SUMS = 8_000_000;

    private static final int MOST_CHUNKS = 64;

    private final Matrix m_points;
    private final double m_regularisation;
    private final Chunks m_chunks;

    private GaussianMixture m_mixture;

    /** What one start led to. */
    record Result(GaussianMixture mixture, double meanLogLikelihood, int iterations, boolean converged) {
    }

    ExpectationMaximisation(final Matrix points, final GaussianMixture start, final double regularisation) {
        m_points = points;
        m_mixture = start;
        m_regularisation = regularisation;
        final long size = MomentSums.size(start.covarianceType(), start.components(), start.dimensions());
        m_chunks = Chunks.of(points.rows(), (int)Math.max(1, Math.min(MOST_CHUNKS, MOST_SUMS / size)));
    }

    /**
     * One iteration: responsibilities under the mixture so far, then the mixture that fits them best.
     *
     * @return the mean log-likelihood of a point under the mixture before
     */
    double iterate() {
        final MomentSums[] sums = new MomentSums[m_chunks.count()];
        final double[] logDensity = new double[m_points.rows()];
        m_chunks.forEach((chunk, from, to) -> sums[chunk] = sum(logDensity, from, to));
        for (int i = 1; i < sums.length; i++) {
            sums[0].add(sums[i]);
        }
        m_mixture = sums[0].maximise(m_mixture.rawMeans(), m_regularisation);
        return mean(logDensity);
    }

    private MomentSums sum(final double[] logDensity, final int from, final int to) {
        final GaussianMixture mixture = m_mixture;
        final DensityKernel kernel = new DensityKernel(mixture, NEGLIGIBLE);
        final MomentSums sums =
            new MomentSums(mixture.covarianceType(), mixture.components(), mixture.dimensions());
        for (int start = from; start < to; start += DensityKernel.BLOCK) {
            final int count = kernel.load(m_points, start, to);
            kernel.computeJoint();
            kernel.normalise(logDensity, start);
            for (int k = 0; k < mixture.components(); k++) {
                kernel.center(k);
                sums.add(k, kernel.responsibilities(), k * DensityKernel.BLOCK, kernel.centered(), count);
            }
        }
        return sums;
    }

    private static double mean(final double[] values) {
        double sum = 0;
        for (final double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /**
     * Iterates until the mean log-likelihood changes by less than the tolerance.
     *
     * @param maxIterations the most iterations
     * @param tolerance in nats a point
     * @param progress told and asked at every iteration
     * @param what what is being fitted, for the progress
     * @return the mixture and its own mean log-likelihood
     */
    Result run(final int maxIterations, final double tolerance, final Progress progress, final String what) {
        double before = Double.NEGATIVE_INFINITY;
        int iteration = 0;
        boolean converged = false;
        while (!converged && iteration < maxIterations) {
            progress.checkCanceled();
            final double now = iterate();
            iteration++;
            converged = Math.abs(now - before) < tolerance;
            before = now;
            progress.update((double)iteration / maxIterations, String.format(Locale.ROOT,
                "%s, iteration %d, log-likelihood %.4f a point", what, iteration, now));
        }
        return new Result(m_mixture, mean(m_mixture.logDensities(m_points)), iteration, converged);
    }

    /** @return the mixture so far */
    GaussianMixture mixture() {
        return m_mixture;
    }
}
