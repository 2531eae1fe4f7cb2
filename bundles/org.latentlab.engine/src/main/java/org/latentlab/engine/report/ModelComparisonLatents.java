package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.Interpolation;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.latent.LatentSampler;
import org.latentlab.engine.latent.OutOfDistributionArea;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * The latent points that a model is compared by. They follow from the seed and the prior alone, so models of one prior
 * and latent size get the same.
 */
final class ModelComparisonLatents {

    /** Points on the way from one draw to another, both among them. */
    static final int STEPS = 9;

    /** Where the other dimensions stay while the effect of one is measured. */
    private static final int BASES = 8;

    /** Dimensions whose effect is measured; of more, the first. */
    private static final int MOST_DIMENSIONS = 256;

    /** How far a dimension is moved to either side, in standard deviations of the prior. */
    private static final double REACH = 2;

    /** 2 standard deviations of the uniform distribution would leave it. */
    private static final double UNIFORM_REACH = 1.6;

    private static final double HEAVY_TAILS = 2;

    private final GenerativeModel m_model;

    private final LatentPrior m_prior;

    private final int m_size;

    private final GenerativeModel.Draws m_draws;

    private final long m_seed;

    /**
     * @param model the model
     * @param config how many draws there are, and their seed
     */
    ModelComparisonLatents(final GenerativeModel model, final ModelComparisonConfig config) {
        m_model = model;
        m_prior = model.prior();
        m_size = model.latentSize();
        m_seed = config.seed();
        m_draws = model.draw(Math.multiplyExact(config.samples(), config.sets()), config.seed());
    }

    /**
     * Latent points under a name.
     *
     * @param name e.g. "prior × 2"
     * @param z the points
     * @param classes the class of each; null where the model takes none
     */
    record Area(String name, float[] z, int[] classes) {
    }

    /** @return draws from…to-1 of the prior */
    GenerativeModel.Draws draws(final int from, final int to) {
        return new GenerativeModel.Draws(Arrays.copyOfRange(m_draws.z(), from * m_size, to * m_size),
            m_draws.classes() == null ? null : Arrays.copyOfRange(m_draws.classes(), from, to));
    }

    /** @return in words how {@link #paths} lead */
    String pathWords() {
        return path() == Interpolation.GREAT_CIRCLE ? "on great circles" : "on straight lines";
    }

    /** A normal prior has hardly a point inside of its shell; others have. */
    private Interpolation path() {
        return m_prior instanceof LatentPrior.Normal ? Interpolation.GREAT_CIRCLE : Interpolation.LINEAR;
    }

    /**
     * @param pairs how many, at most half of the draws
     * @return the ways from draw 0 to draw 1, from draw 2 to draw 3 …, STEPS points each; a model that takes classes is
     *         asked for that of the beginning all the way
     */
    Area paths(final int pairs) {
        final float[] z = new float[pairs * STEPS * m_size];
        final int[] classes = m_draws.classes() == null ? null : new int[pairs * STEPS];
        for (int p = 0; p < pairs; p++) {
            final Matrix path = path().path(point(2 * p), point(2 * p + 1), STEPS);
            for (int i = 0; i < path.data().length; i++) {
                z[p * path.data().length + i] = (float)path.data()[i];
            }
            for (int s = 0; classes != null && s < STEPS; s++) {
                classes[p * STEPS + s] = m_draws.classes()[2 * p];
            }
        }
        return new Area("interpolation", z, classes);
    }

    private double[] point(final int draw) {
        return IntStream.range(draw * m_size, (draw + 1) * m_size).mapToDouble(i -> m_draws.z()[i]).toArray();
    }

    /** @return the standard deviation of the values that vary without steps */
    private double deviation() {
        if (m_prior instanceof LatentPrior.Clusters clusters) {
            return clusters.standardDeviation();
        }
        return m_prior instanceof LatentPrior.Uniform ? 1 / Math.sqrt(3) : 1;
    }

    /** @return how many values vary without steps; they are the first */
    private int continuous() {
        return m_prior instanceof LatentPrior.Clusters clusters ? clusters.normals() : m_size;
    }

    /** @return the values that a dimension takes, in standard deviations of the prior */
    static double[] reach(final LatentPrior prior, final int steps) {
        final double most = prior instanceof LatentPrior.Uniform ? UNIFORM_REACH : REACH;
        return IntStream.range(0, steps).mapToDouble(i -> most * (2.0 * i / (steps - 1) - 1)).toArray();
    }

    /**
     * The dimensions that change images most, found alike for every family: by the mean squared difference of the
     * images at both ends of a dimension's reach, around the first draws.
     *
     * @param count how many
     * @param progress told and asked
     * @return them with their effect, the root mean squared difference of a pixel, the largest first
     */
    List<Effect> strongest(final int count, final Progress progress) {
        final int d = Math.min(continuous(), MOST_DIMENSIONS);
        final double[] ends = reach(m_prior, 2);
        final int[] bases = IntStream.range(0, d * BASES).map(i -> i % BASES).toArray();
        final int[] moved = IntStream.range(0, d * BASES).map(i -> i / BASES).toArray();
        final Images low = decode(moved("", bases, moved, fill(ends[0], bases.length)), progress.part(0, 0.5));
        final Images high = decode(moved("", bases, moved, fill(ends[1], bases.length)), progress.part(0.5, 1));
        final int values = m_model.shape().values();
        final double[] effect = new double[d];
        for (int i = 0; i < bases.length; i++) {
            for (int v = 0; v < values; v++) {
                final double difference = high.value(i, v) - low.value(i, v);
                effect[moved[i]] += difference * difference / BASES / values;
            }
        }
        return IntStream.range(0, d).mapToObj(i -> new Effect(i, Math.sqrt(effect[i])))
            .sorted(Comparator.comparingDouble(e -> -e.difference())).limit(count).toList();
    }

    /**
     * What a dimension does.
     *
     * @param dimension from 0
     * @param difference root mean squared difference of a pixel from end to end
     */
    record Effect(int dimension, double difference) {
    }

    private static double[] fill(final double value, final int count) {
        final double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    /**
     * @param name of the points
     * @param bases the draw that each point is, but for one dimension
     * @param dimensions that dimension
     * @param values its value in standard deviations
     * @return the points
     */
    Area moved(final String name, final int[] bases, final int[] dimensions, final double[] values) {
        final float[] z = new float[bases.length * m_size];
        final int[] classes = m_draws.classes() == null ? null : new int[bases.length];
        for (int i = 0; i < bases.length; i++) {
            System.arraycopy(m_draws.z(), bases[i] * m_size, z, i * m_size, m_size);
            z[i * m_size + dimensions[i]] = (float)(values[i] * deviation());
            if (classes != null) {
                classes[i] = m_draws.classes()[bases[i]];
            }
        }
        return new Area(name, z, classes);
    }

    /**
     * Points that the prior would hardly give; a choice of a cluster stays as it was drawn.
     *
     * @param count how many of each, at most as many as there are draws
     * @return the areas: the prior itself, the same points at 2 and at 4 times their distance from the centre, and
     *         Student's t distribution with 2 degrees of freedom scaled to the prior's standard deviation
     */
    List<Area> areas(final int count) {
        final List<Area> areas = new ArrayList<>();
        final GenerativeModel.Draws draws = draws(0, count);
        areas.add(new Area("prior", draws.z(), draws.classes()));
        for (final int factor : new int[]{2, 4}) {
            areas.add(new Area("prior × " + factor, replaced(draws.z(),
                i -> (float)(factor * (double)draws.z()[i])), draws.classes()));
        }
        final Matrix t = LatentSampler.sample(null,
            List.of(new OutOfDistributionArea.StudentT(m_size, HEAVY_TAILS, deviation())), 1, count, m_seed,
            Progress.NONE).points();
        areas.add(new Area("Student t", replaced(draws.z(), i -> (float)t.data()[i]), draws.classes()));
        return areas;
    }

    private interface Value {
        float at(int index);
    }

    private float[] replaced(final float[] z, final Value value) {
        final float[] other = z.clone();
        for (int i = 0; i < other.length; i++) {
            other[i] = i % m_size < continuous() ? value.at(i) : z[i];
        }
        return other;
    }

    Images decode(final Area area, final Progress progress) {
        return m_model.decode(area.z(), area.classes(), progress);
    }
}
