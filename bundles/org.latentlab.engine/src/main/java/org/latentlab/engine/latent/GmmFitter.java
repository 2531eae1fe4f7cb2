package org.latentlab.engine.latent;

import java.util.ArrayList;
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
                final int[] assignment = KMeansStart.assign(points, components, rng);
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
     */
    public static GaussianMixture fromAssignment(final Matrix points, final int[] assignment, final int components,
        final CovarianceType type, final double regularisation) {
        if (assignment.length != points.rows()) {
            throw new IllegalArgumentException("There are " + points.rows() + " points, but the components of "
                + assignment.length + ".");
        }
        final Matrix responsibilities = Matrix.zeros(points.rows(), components);
        for (int i = 0; i < assignment.length; i++) {
            if (assignment[i] < 0 || assignment[i] >= components) {
                throw new IllegalArgumentException("Point " + (i + 1) + " (counted from 1) is assigned to component "
                    + assignment[i] + ", but they go from 0 to " + (components - 1) + ".");
            }
            responsibilities.data()[i * components + assignment[i]] = 1;
        }
        return fromResponsibilities(points, responsibilities, type, regularisation);
    }

    /**
     * One maximisation step.
     *
     * @param points n×d, finite, n at least 1
     * @param responsibilities n×K, each row with the sum 1
     * @param type which covariances the components may have
     * @param regularisation added to the diagonal of every covariance
     * @return the mixture of highest likelihood, given the responsibilities
     */
    public static GaussianMixture fromResponsibilities(final Matrix points, final Matrix responsibilities,
        final CovarianceType type, final double regularisation) {
        if (responsibilities.rows() != points.rows()) {
            throw new IllegalArgumentException("There are " + points.rows() + " points, but responsibilities of "
                + responsibilities.rows() + ".");
        }
        if (points.rows() == 0) {
            throw new EngineException("There are no points to make a mixture of.");
        }
        final int d = points.columns();
        final int components = responsibilities.columns();
        final double[] centers = weightedMeans(points, responsibilities);
        final MomentSums sums = new MomentSums(type, components, d);
        final double[] centered = new double[d * DensityKernel.BLOCK];
        final double[] weights = new double[DensityKernel.BLOCK];
        for (int k = 0; k < components; k++) {
            int count = 0;
            for (int i = 0; i < points.rows(); i++) {
                final double r = responsibilities.get(i, k);
                if (r > 0) {
                    weights[count] = r;
                    for (int c = 0; c < d; c++) {
                        centered[c * DensityKernel.BLOCK + count] = points.get(i, c) - centers[k * d + c];
                    }
                    count++;
                }
                if (count == DensityKernel.BLOCK || i == points.rows() - 1) {
                    sums.add(k, weights, 0, centered, count);
                    count = 0;
                }
            }
        }
        return sums.maximise(centers, regularisation);
    }

    private static double[] weightedMeans(final Matrix points, final Matrix responsibilities) {
        final int d = points.columns();
        final int components = responsibilities.columns();
        final double[] means = new double[components * d];
        final double[] counts = new double[components];
        for (int i = 0; i < points.rows(); i++) {
            for (int k = 0; k < components; k++) {
                final double r = responsibilities.get(i, k);
                counts[k] += r;
                for (int c = 0; r > 0 && c < d; c++) {
                    means[k * d + c] += r * points.get(i, c);
                }
            }
        }
        for (int i = 0; i < means.length; i++) {
            means[i] = counts[i / d] > 0 ? means[i] / counts[i / d] : 0;
        }
        return means;
    }
}
