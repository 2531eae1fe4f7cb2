package org.latentlab.nodes.latenttraversal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.latent.Traversal;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Vae;
import org.latentlab.nodes.latenttraversal.LatentTraversalParameters.Base;
import org.latentlab.nodes.latenttraversal.LatentTraversalParameters.DimensionChoice;
import org.latentlab.nodes.latenttraversal.LatentTraversalParameters.Range;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.Warnings;

/**
 * What is traversed, from where and over which values.
 *
 * @param bases n×d points that the traversals start from
 * @param baseNames the name of each: a row key, "mean", "origin" or "cluster 1"
 * @param traversal dimensions and values
 * @param kl the KL of every latent dimension in nats; empty where the model has none
 */
record TraversalPlan(Matrix bases, List<String> baseNames, Traversal traversal, double[] kl) {

    /** What is wrong where the dimensions are to be those of the highest KL, and there is none. */
    static final String WITHOUT_KL = "The model has no KL divergence for each dimension: its codes are deterministic. "
        + "Traverse all dimensions or listed ones.";

    /** The same with a GAN. */
    static final String GAN_WITHOUT_KL = "A GAN has no KL divergence for each dimension. Traverse all dimensions or "
        + "listed ones.";

    /** What is wrong where the quantiles have nothing to be those of. */
    static final String WITHOUT_CODES = "Quantiles of the codes are asked for, but no codes are connected. Add the "
        + "port '" + LatentTraversalNodeFactory.CODES + "' and connect codes from Encode, or take the values from the "
        + "prior.";

    /**
     * @param parameters the settings, valid
     * @param model the model
     * @param codesOrNull the connected codes, of the model's latent size
     * @param warnings told what could not be as asked for
     * @return the plan
     * @throws EngineException if the codes are too few
     * @throws IllegalArgumentException if the settings do not fit the model
     */
    static TraversalPlan of(final LatentTraversalParameters parameters, final GenerativeModel model,
        final LatentRows codesOrNull, final Warnings warnings) {
        final double[] kl = model instanceof Vae vae ? kl(vae) : new double[0];
        if (kl.length == 0 && parameters.m_dimensions == DimensionChoice.HIGHEST_KL) {
            throw new IllegalArgumentException(model instanceof Vae ? WITHOUT_KL : GAN_WITHOUT_KL);
        }
        final int[] dimensions = dimensions(parameters, model, kl, warnings);
        if (parameters.m_range == Range.QUANTILES && codesOrNull == null) {
            throw new IllegalArgumentException(WITHOUT_CODES);
        }
        if (parameters.m_range == Range.PRIOR && model instanceof Vae vae
            && vae.config().divergence() instanceof Divergence.None) {
            warnings.add("The model was trained without a divergence, so nothing keeps its codes near the prior: "
                + "values from " + parameters.m_low + " to " + parameters.m_high + " may be far from them, or all "
                + "within a few. Connect its codes and take the values from their quantiles.");
        }
        final Traversal traversal = parameters.m_range == Range.PRIOR
            ? overPrior(parameters, model.prior(), dimensions)
            : Traversal.quantiles(dimensions, codesOrNull.points(), parameters.m_lowProbability,
                parameters.m_highProbability, parameters.m_steps);
        final Base base = codesOrNull == null ? Base.ORIGIN : parameters.m_base;
        final TraversalPlan plan = switch (base) {
            case ORIGIN -> origin(model.prior(), traversal, kl);
            case MEAN -> new TraversalPlan(mean(codesOrNull), List.of("mean"), traversal, kl);
            case ROWS -> rows(parameters, codesOrNull, traversal, kl, warnings);
        };
        plan.checkSize();
        return plan;
    }

    /** Evenly spaced standard deviations, as values of the prior; to a cluster the way from 0 to 1. */
    private static Traversal overPrior(final LatentTraversalParameters parameters, final LatentPrior prior,
        final int[] dimensions) {
        final Traversal even = Traversal.even(dimensions, parameters.m_low, parameters.m_high, parameters.m_steps);
        final double[][] values = new double[dimensions.length][];
        for (int i = 0; i < dimensions.length; i++) {
            final int dimension = dimensions[i];
            values[i] = dimension >= firstCluster(prior)
                ? Traversal.even(new int[]{dimension}, 0, 1, parameters.m_steps).values()[0]
                : Arrays.stream(even.values()[i]).map(v -> prior.at(dimension, v)).toArray();
        }
        return new Traversal(dimensions, values);
    }

    private static int firstCluster(final LatentPrior prior) {
        return prior instanceof LatentPrior.Clusters clusters ? clusters.normals() : prior.dimensions();
    }

    /** The centre of the prior; where there is none, that of its first cluster. */
    private static TraversalPlan origin(final LatentPrior prior, final Traversal traversal, final double[] kl) {
        final Matrix origin = Matrix.zeros(1, prior.dimensions());
        final boolean inCluster = prior instanceof LatentPrior.Clusters;
        if (inCluster) {
            origin.data()[firstCluster(prior)] = 1;
        }
        return new TraversalPlan(origin, List.of(inCluster ? "cluster 1" : "origin"), traversal, kl);
    }

    /**
     * @param prior of the model
     * @return the points of the traversal. A cluster's value is how much of the way from the start to that cluster
     *         is gone: its coordinate grows to 1 while those of the other clusters shrink to 0, so their sum stays as
     *         it is at a start in the prior; from a start in that very cluster there is no way to go
     */
    Matrix points(final LatentPrior prior) {
        final Matrix points = traversal.points(bases);
        final int first = firstCluster(prior);
        for (int i = 0; i < points.rows() && first < prior.dimensions(); i++) {
            final int dimension = traversal.dimensions()[dimensionIndex(i)];
            final double share = traversal.values()[dimensionIndex(i)][step(i)];
            for (int c = first; c < points.columns() && dimension >= first; c++) {
                final double start = bases.get(base(i), c);
                points.data()[i * points.columns() + c] =
                    c == dimension ? start + share * (1 - start) : start * (1 - share);
            }
        }
        return points;
    }

    /** The KL measured with the model's weights; for an older model, that of the epoch which they come from. */
    private static double[] kl(final Vae vae) {
        if (vae.diagnostics() != null) {
            return vae.diagnostics().klPerDimension();
        }
        final EpochRecord epoch = vae.trainingConfig().keepBestEpoch() ? vae.history().best() : vae.history().last();
        return epoch.klPerDimension().length == vae.latentSize() ? epoch.klPerDimension() : new double[0];
    }

    private static int[] dimensions(final LatentTraversalParameters parameters, final GenerativeModel model,
        final double[] kl, final Warnings warnings) {
        final int d = model.latentSize();
        final int[] all = IntStream.range(0, d).toArray();
        if (parameters.m_dimensions == DimensionChoice.HIGHEST_KL) {
            return Arrays.copyOf(Traversal.byKl(kl, all), Math.min(d, parameters.m_dimensionCount));
        }
        final int[] chosen = parameters.m_dimensions == DimensionChoice.ALL ? all
            : DimensionList.parse(parameters.m_dimensionList);
        checkListed(chosen, d);
        if (parameters.m_sortByKl && kl.length == 0) {
            warnings.add((model instanceof Vae
                ? "The model has no KL divergence for each dimension, for its codes are deterministic"
                : "A GAN has no KL divergence for each dimension") + ": the dimensions are not sorted.");
        }
        return parameters.m_sortByKl && kl.length > 0 ? Traversal.byKl(kl, chosen) : chosen;
    }

    /**
     * @param dimensions counted from 0
     * @param d how many the model has
     * @throws IllegalArgumentException if one is not among them
     */
    static void checkListed(final int[] dimensions, final int d) {
        for (final int dimension : dimensions) {
            if (dimension >= d) {
                throw new IllegalArgumentException("The model has " + d + " latent "
                    + (d == 1 ? "dimension" : "dimensions") + ", but dimension " + (dimension + 1)
                    + " is listed. List dimensions from 1 to " + d + ".");
            }
        }
    }

    private static Matrix mean(final LatentRows codes) {
        final Matrix mean = Matrix.zeros(1, codes.points().columns());
        for (int i = 0; i < codes.points().data().length; i++) {
            mean.data()[i % mean.columns()] += codes.points().data()[i] / codes.size();
        }
        return mean;
    }

    private static TraversalPlan rows(final LatentTraversalParameters parameters, final LatentRows codes,
        final Traversal traversal, final double[] kl, final Warnings warnings) {
        final int n = Math.min(parameters.m_rowCount, codes.size());
        if (n < parameters.m_rowCount) {
            warnings.add("Only " + n + (n == 1 ? " code is" : " codes are") + " there to start from; "
                + parameters.m_rowCount + " were asked for.");
        }
        return new TraversalPlan(codes.points().select(IntStream.range(0, n).toArray()),
            List.of(Arrays.copyOf(codes.rowKeys(), n)), traversal, kl);
    }

    private void checkSize() {
        final long images = (long)bases.rows() * traversal.pointsPerBase();
        if (images > LatentTraversalParameters.MOST_IMAGES) {
            throw new EngineException(String.format(Locale.ROOT, "%,d %s in %,d steps from %,d %s make %,d images; at "
                + "most %,d can be shown. Choose fewer dimensions, steps or rows.", traversal.dimensions().length,
                traversal.dimensions().length == 1 ? "dimension" : "dimensions", traversal.steps(), bases.rows(),
                bases.rows() == 1 ? "point" : "points", images, LatentTraversalParameters.MOST_IMAGES));
        }
    }

    /**
     * @param point index of a point of the traversal
     * @return the index of its base
     */
    int base(final int point) {
        return point / traversal.pointsPerBase();
    }

    /**
     * @param point index of a point of the traversal
     * @return the index of its dimension among those traversed
     */
    int dimensionIndex(final int point) {
        return point % traversal.pointsPerBase() / traversal.steps();
    }

    /**
     * @param point index of a point of the traversal
     * @return its step, from 0
     */
    int step(final int point) {
        return point % traversal.steps();
    }

    /** @return a row key for each point, e.g. "Row7_z3_s1" */
    List<String> rowKeys() {
        final List<String> keys = new ArrayList<>();
        for (final String base : baseNames) {
            for (final int dimension : traversal.dimensions()) {
                for (int step = 1; step <= traversal.steps(); step++) {
                    keys.add(base + "_z" + (dimension + 1) + "_s" + step);
                }
            }
        }
        return keys;
    }
}
