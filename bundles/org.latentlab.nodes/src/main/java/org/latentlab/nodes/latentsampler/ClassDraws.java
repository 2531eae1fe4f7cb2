package org.latentlab.nodes.latentsampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.conditional.ConditionalSampler;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.LatentClass;
import org.latentlab.engine.conditional.SamplerScore;
import org.latentlab.engine.conditional.ScaledSampler;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.latent.LatentSamples;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.latentsampler.SampleTables.AreaRow;
import org.latentlab.nodes.table.Warnings;

/** Points drawn by a class-conditional sampler, class after class. */
final class ClassDraws {

    private static final String KIND = "class";

    private final ConditionalSampler m_sampler;
    private final SamplerScore m_score;
    private final long[] m_counts;

    private ClassDraws(final FittedSampler fitted, final int place, final long[] counts) {
        m_sampler = fitted.curve().get(place).sampler();
        m_score = fitted.fresh().get(place);
        m_counts = counts;
    }

    /**
     * @param fitted what was fitted
     * @param parameters where on its curve, valid
     * @param counts how many points of each class
     * @param warnings told that no sampler is accurate enough
     * @return what draws them
     */
    static ClassDraws of(final FittedSampler fitted, final ClassDrawParameters parameters, final long[] counts,
        final Warnings warnings) {
        final long n = Arrays.stream(counts).sum();
        final int d = fitted.classes().dimensions();
        if (n * d > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%,d points of %d dimensions are more than "
                + "fit into one table. Ask for fewer.", n, d));
        }
        return new ClassDraws(fitted, place(fitted, parameters, warnings), counts);
    }

    /** Which sampler of the curve; by its scores on fresh draws, which luck in the search has not improved. */
    private static int place(final FittedSampler fitted, final ClassDrawParameters parameters,
        final Warnings warnings) {
        return switch (parameters.m_place) {
            case FITTED -> fitted.chosen();
            case LEAST_ACCURACY -> accurate(fitted.fresh(), parameters.m_leastAccuracy, warnings);
            case BETWEEN -> between(fitted.fresh(), parameters.m_variety);
        };
    }

    private static int accurate(final List<SamplerScore> curve, final double least, final Warnings warnings) {
        int best = -1;
        int mostAccurate = 0;
        for (int i = 0; i < curve.size(); i++) {
            if (curve.get(i).accuracy() >= least
                && (best < 0 || curve.get(i).cosine() < curve.get(best).cosine())) {
                best = i;
            }
            mostAccurate = curve.get(i).accuracy() > curve.get(mostAccurate).accuracy() ? i : mostAccurate;
        }
        if (best < 0) {
            warnings.add(String.format(Locale.ROOT, "No sampler on the curve has an accuracy of at least %s; the most "
                + "accurate one, with %.3f, draws.", least, curve.get(mostAccurate).accuracy()));
        }
        return best < 0 ? mostAccurate : best;
    }

    /** The one whose cosine is nearest to that share of the way from the highest to the lowest. */
    private static int between(final List<SamplerScore> curve, final double variety) {
        final double high = curve.stream().mapToDouble(SamplerScore::cosine).max().orElseThrow();
        final double low = curve.stream().mapToDouble(SamplerScore::cosine).min().orElseThrow();
        final double wanted = high + variety * (low - high);
        int nearest = 0;
        for (int i = 1; i < curve.size(); i++) {
            if (Math.abs(curve.get(i).cosine() - wanted) < Math.abs(curve.get(nearest).cosine() - wanted)) {
                nearest = i;
            }
        }
        return nearest;
    }

    /** @return the classes' names, in order */
    List<String> classes() {
        return m_sampler.classes().names();
    }

    /**
     * @param mixture says which component is most responsible, and the densities; null without
     * @param prior gives the densities without a mixture
     * @param seed the seed
     * @param progress told and asked
     * @return the points; the area is the class
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    LatentSamples draw(final GaussianMixture mixture, final LatentPrior prior, final long seed,
        final Progress progress) {
        final int n = (int)Arrays.stream(m_counts).sum();
        final int[] wanted = new int[n];
        final String[] names = new String[n];
        final int[] round = new int[n];
        Arrays.fill(round, 1);
        int next = 0;
        for (int y = 0; y < m_counts.length; y++) {
            final int end = next + (int)m_counts[y];
            Arrays.fill(wanted, next, end, y);
            Arrays.fill(names, next, end, classes().get(y));
            next = end;
        }
        // a stream of its own: the fit draws with its seed itself, and points that it has chosen its sampler by would
        // look better than others
        final Matrix points = m_sampler.draw(wanted, Rng.stream(seed, "points of classes").nextLong(), progress);
        final int[] component = new int[n];
        final double[] logDensity = new double[n];
        if (mixture == null) {
            Arrays.fill(component, -1);
            Arrays.setAll(logDensity, i -> prior.logDensity(points, i));
            return new LatentSamples(points, names, round, component, logDensity);
        }
        final Matrix responsibilities = mixture.responsibilities(points);
        for (int i = 0; i < n; i++) {
            for (int k = 1; k < mixture.components(); k++) {
                if (responsibilities.get(i, k) > responsibilities.get(i, component[i])) {
                    component[i] = k;
                }
            }
        }
        return new LatentSamples(points, names, round, component, mixture.logDensities(points));
    }

    /** @return what the classes are that points are drawn of */
    List<AreaRow> areas() {
        final List<AreaRow> areas = new ArrayList<>();
        for (int y = 0; y < m_counts.length; y++) {
            if (m_counts[y] > 0) {
                final String name = classes().get(y);
                final double[][] moments = m_sampler instanceof ScaledSampler scaled ? moments(scaled, y)
                    : new double[2][0];
                areas.add(new AreaRow(name, KIND, moments[0], moments[1], String.format(Locale.ROOT,
                    "Class %s, drawn with %s; when it was fitted accuracy %.3f, cosine %.3f over all classes", name,
                    m_sampler.summary(), m_score.accuracy(), m_score.cosine())));
            }
        }
        return areas;
    }

    /** Mean and standard deviation of z = m_k + θ ⊙ ε̄, where k is drawn and ε̄ the mean of n draws of N(0, S_k). */
    private static double[][] moments(final ScaledSampler sampler, final int y) {
        final LatentClass latentClass = sampler.classes().classes().get(y);
        final GaussianMixture mixture = latentClass.mixture();
        final int d = mixture.dimensions();
        final double[] mean = new double[d];
        final double[] squares = new double[d];
        for (int k = 0; k < mixture.components(); k++) {
            final double[] centre = mixture.mean(k);
            final double[] sd = mixture.standardDeviations(k);
            for (int j = 0; j < d; j++) {
                final double scaled = sampler.scales().theta()[y][j] * sd[j];
                mean[j] += mixture.weights()[k] * centre[j];
                squares[j] +=
                    mixture.weights()[k] * (centre[j] * centre[j] + scaled * scaled / sampler.scales().draws());
            }
        }
        final double[] deviation = new double[d];
        Arrays.setAll(deviation, j -> Math.sqrt(Math.max(0, squares[j] - mean[j] * mean[j])));
        return new double[][]{mean, deviation};
    }
}
