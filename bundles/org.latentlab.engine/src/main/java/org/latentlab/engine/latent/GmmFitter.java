package org.latentlab.engine.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/**
 * Fits Gaussian mixtures by expectation maximisation. Every number of components is started several times from
 * k-means++; the start with the highest log-likelihood is kept, and among the numbers of components the one with the
 * lowest BIC (the smaller on a tie). The same points, configuration and seed give the same bits, whatever the number of
 * threads.
 */
public final class GmmFitter {

    /** Squares of larger values, summed up over many points, come near the largest double. */
    private static final double LARGEST_VALUE = 1e100;

    private GmmFitter() {
    }

    /**
     * @param points n×d, finite, n at least the most components to try
     * @param config how to fit
     * @param progress told and asked at every iteration
     * @return the mixture chosen and all that were tried
     * @throws EngineException if the points cannot be fitted: none, fewer than components, NaN or infinite values, or
     *             covariances that stay singular for lack of regularisation
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static GmmFit fit(final Matrix points, final GmmConfig config, final Progress progress) {
        check(points, config);
        final List<GmmFit.Selection> selection = new ArrayList<>();
        ExpectationMaximisation.Result best = null;
        int chosen = -1;
        final int tries = config.maxComponents() - config.minComponents() + 1;
        for (int i = 0; i < tries; i++) {
            final int components = config.minComponents() + i;
            final ExpectationMaximisation.Result result =
                fit(points, components, config, progress.part((double)i / tries, (i + 1.0) / tries));
            selection.add(select(points, components, config.covarianceType(), result));
            if (chosen < 0 || selection.get(i).bic() < selection.get(chosen).bic()) {
                chosen = i;
                best = result;
            }
        }
        final GmmFit.Selection s = selection.get(chosen);
        return new GmmFit(best.mixture(), s.logLikelihood(), s.bic(), s.aic(), s.iterations(), s.converged(),
            selection);
    }

    private static void check(final Matrix points, final GmmConfig config) {
        final int n = points.rows();
        if (n == 0) {
            throw new EngineException("There are no points to fit a mixture to. Check the table before this step.");
        }
        if (config.maxComponents() > n) {
            throw new EngineException("A mixture of " + config.maxComponents() + " components needs at least as many "
                + "points, but there " + (n == 1 ? "is 1 point." : "are " + n + " points.")
                + " Choose at most " + n + " or give more points.");
        }
        Points.requireFinite(points);
        requireModerate(points);
        final long packed = config.covarianceType().packedLength(config.maxComponents(), points.columns());
        if (packed > Integer.MAX_VALUE / 16) {
            throw new EngineException(config.maxComponents() + " " + config.covarianceType().label()
                + " covariances in " + points.columns() + " dimensions have " + packed
                + " values. Choose diagonal or spherical covariances or fewer dimensions.");
        }
        if (config.regularisation() == 0) {
            requireVariation(points);
        }
    }

    private static void requireModerate(final Matrix points) {
        for (int i = 0; i < points.data().length; i++) {
            if (Math.abs(points.data()[i]) > LARGEST_VALUE) {
                throw new EngineException("Point " + (i / points.columns() + 1) + " (counted from 1) has the value "
                    + points.data()[i] + " in dimension " + (i % points.columns() + 1) + ", of which no variance can "
                    + "be computed. Check or scale this dimension.");
            }
        }
    }

    private static void requireVariation(final Matrix points) {
        for (int c = 0; c < points.columns(); c++) {
            final double first = points.get(0, c);
            boolean constant = true;
            for (int i = 1; i < points.rows() && constant; i++) {
                constant = points.get(i, c) == first;
            }
            if (constant) {
                throw new EngineException("Dimension " + (c + 1) + " has the value " + first + " at every point, so "
                    + "its variance is 0. Leave it out or choose a regularisation above 0.");
            }
        }
    }

    private static ExpectationMaximisation.Result fit(final Matrix points, final int components,
        final GmmConfig config, final Progress progress) {
        ExpectationMaximisation.Result best = null;
        EngineException singular = null;
        for (int r = 0; r < config.restarts(); r++) {
            progress.checkCanceled();
            final Rng rng = Rng.stream(config.seed(), "mixture of " + components + ", start " + r);
            final String what = components + (components == 1 ? " component" : " components") + ", start " + (r + 1)
                + "/" + config.restarts();
            final Progress part =
                progress.part((double)r / config.restarts(), (r + 1.0) / config.restarts());
            try {
                final int[] assignment = KMeansStart.assign(points, components, rng, progress);
                final GaussianMixture start =
                    fromAssignment(points, assignment, components, config.covarianceType(), config.regularisation());
                final ExpectationMaximisation.Result result =
                    new ExpectationMaximisation(points, start, config.regularisation())
                        .run(config.maxIterations(), config.tolerance(), part, what);
                if (best == null || result.meanLogLikelihood() > best.meanLogLikelihood()) {
                    best = result;
                }
            } catch (EngineException e) {
                singular = e;
            }
        }
        if (best == null) {
            throw singular;
        }
        return best;
    }

    private static GmmFit.Selection select(final Matrix points, final int components, final CovarianceType type,
        final ExpectationMaximisation.Result result) {
        final double logLikelihood = result.meanLogLikelihood() * points.rows();
        final long parameters = type.parameters(components, points.columns());
        return new GmmFit.Selection(components, logLikelihood, parameters,
            -2 * logLikelihood + parameters * Math.log(points.rows()), -2 * logLikelihood + 2.0 * parameters,
            result.iterations(), result.converged());
    }

    /**
     * The mixture in which each component is the Gaussian of the points assigned to it, for instance one a class.
     *
     * @param points n×d, finite, n at least 1
     * @param assignment the component of each point, 0…components-1
     * @param components K, at least 1; a component without points gets no weight
     * @param type which covariances the components may have
     * @param regularisation added to the diagonal of every covariance
     * @return the mixture of highest likelihood, given the assignment
     * @throws EngineException if there are no points, or a covariance is singular for lack of regularisation
     * @throws IllegalArgumentException if a point has no component, or one that there is not
     */
    public static GaussianMixture fromAssignment(final Matrix points, final int[] assignment, final int components,
        final CovarianceType type, final double regularisation) {
        if (assignment.length != points.rows()) {
            throw new IllegalArgumentException("There are " + points.rows() + " points, but the components of "
                + assignment.length + ".");
        }
        if (points.rows() == 0) {
            throw new EngineException("There are no points to make a mixture of.");
        }
        final int d = points.columns();
        final int[] end = new int[components];
        final int[] rows = byComponent(assignment, end);
        final double[] centers = new double[components * d];
        final MomentSums sums = new MomentSums(type, components, d);
        final double[] centered = new double[d * DensityKernel.BLOCK];
        final double[] ones = new double[DensityKernel.BLOCK];
        Arrays.fill(ones, 1);
        for (int k = 0; k < components; k++) {
            final int begin = k == 0 ? 0 : end[k - 1];
            mean(points, rows, begin, end[k], centers, k * d);
            for (int from = begin; from < end[k]; from += DensityKernel.BLOCK) {
                final int count = Math.min(DensityKernel.BLOCK, end[k] - from);
                for (int i = 0; i < count; i++) {
                    for (int c = 0; c < d; c++) {
                        centered[c * DensityKernel.BLOCK + i] = points.get(rows[from + i], c) - centers[k * d + c];
                    }
                }
                sums.add(k, ones, 0, centered, count);
            }
        }
        return sums.maximise(centers, regularisation);
    }

    /**
     * @param end receives where each component's rows end
     * @return the rows of component 0, those of component 1 and so on, each ascending
     */
    private static int[] byComponent(final int[] assignment, final int[] end) {
        for (int i = 0; i < assignment.length; i++) {
            if (assignment[i] < 0 || assignment[i] >= end.length) {
                throw new IllegalArgumentException("Point " + (i + 1) + " (counted from 1) is assigned to component "
                    + assignment[i] + ", but they go from 0 to " + (end.length - 1) + ".");
            }
            end[assignment[i]]++;
        }
        for (int k = 1; k < end.length; k++) {
            end[k] += end[k - 1];
        }
        final int[] next = new int[end.length];
        System.arraycopy(end, 0, next, 1, end.length - 1);
        final int[] rows = new int[assignment.length];
        for (int i = 0; i < assignment.length; i++) {
            rows[next[assignment[i]]++] = i;
        }
        return rows;
    }

    private static void mean(final Matrix points, final int[] rows, final int from, final int to, final double[] means,
        final int at) {
        for (int i = from; i < to; i++) {
            for (int c = 0; c < points.columns(); c++) {
                means[at + c] += points.get(rows[i], c);
            }
        }
        for (int c = 0; c < points.columns() && to > from; c++) {
            means[at + c] /= to - from;
        }
    }
}
