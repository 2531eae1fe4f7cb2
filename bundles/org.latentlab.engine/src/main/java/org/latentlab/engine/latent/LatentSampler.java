package org.latentlab.engine.latent;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/**
 * Draws points from areas of a latent space, several rounds of several points each. An area's points depend on the
 * seed and the area's name alone, not on which other areas are sampled beside it.
 */
public final class LatentSampler {

    private LatentSampler() {
    }

    /** As the other, of a latent space whose prior is N(0, I). */
    public static LatentSamples sample(final GaussianMixture mixtureOrNull, final List<SamplingArea> areas,
        final int rounds, final int pointsPerRound, final long seed, final Progress progress) {
        return sample(mixtureOrNull, new LatentPrior.Normal(dimensions(mixtureOrNull, areas)), areas, rounds,
            pointsPerRound, seed, progress);
    }

    /**
     * @param mixtureOrNull the mixture of the latent space; needed by the areas {@link SamplingArea.Mixture} and
     *            {@link SamplingArea.Component}
     * @param prior of the latent space; without a mixture it gives the densities
     * @param areas at least one; all of one number of dimensions, that of the mixture if there is one, and each with a
     *            name of its own
     * @param rounds at least 1
     * @param pointsPerRound at least 1; a {@link SamplingArea.Grid} gives each of its points once, in round 1, whatever
     *            the rounds
     * @param seed the seed
     * @param progress told and asked at every area
     * @return the points, area after area, round after round
     * @throws IllegalArgumentException if a value is outside its range or an area does not fit the mixture
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static LatentSamples sample(final GaussianMixture mixtureOrNull, final LatentPrior prior,
        final List<SamplingArea> areas, final int rounds, final int pointsPerRound, final long seed,
        final Progress progress) {
        final int d = dimensions(mixtureOrNull, areas);
        if (prior.dimensions() != d) {
            throw new IllegalArgumentException("The prior has " + prior.dimensions() + " dimensions, but the latent "
                + "space has " + d + ".");
        }
        if (rounds < 1 || pointsPerRound < 1) {
            throw new IllegalArgumentException("Sampling needs at least 1 round of at least 1 point, not " + rounds
                + " × " + pointsPerRound + ".");
        }
        final int n = count(areas, rounds, pointsPerRound, d);
        final Matrix points = Matrix.zeros(n, d);
        final String[] names = new String[n];
        final int[] round = new int[n];
        int next = 0;
        for (int a = 0; a < areas.size(); a++) {
            final SamplingArea area = areas.get(a);
            progress.checkCanceled();
            final int size = (int)size(area, rounds, pointsPerRound);
            draw(area, mixtureOrNull, Rng.stream(seed, "area " + area.name()), points, next, next + size);
            for (int i = 0; i < size; i++) {
                names[next + i] = area.name();
                round[next + i] = area instanceof SamplingArea.Grid ? 1 : i / pointsPerRound + 1;
            }
            next += size;
            progress.update((a + 1.0) / areas.size(), "Sampled " + area.name() + ", " + next + " points");
        }
        return locate(mixtureOrNull, prior, points, names, round);
    }

    private static int dimensions(final GaussianMixture mixture, final List<SamplingArea> areas) {
        if (areas.isEmpty()) {
            throw new IllegalArgumentException("Choose at least one area to sample.");
        }
        int d = mixture == null ? 0 : mixture.dimensions();
        final Set<String> names = new HashSet<>();
        for (final SamplingArea area : areas) {
            if (!names.add(area.name())) {
                throw new IllegalArgumentException("Two areas have the name '" + area.name()
                    + "'. Give each a name of its own.");
            }
            if (area.dimensions() == 0) {
                checkMixture(mixture, area);
            } else if (d == 0) {
                d = area.dimensions();
            } else if (area.dimensions() != d) {
                throw new IllegalArgumentException("The area '" + area.name() + "' has " + area.dimensions()
                    + " dimensions, but the latent space has " + d + ".");
            }
        }
        return d;
    }

    private static void checkMixture(final GaussianMixture mixture, final SamplingArea area) {
        if (mixture == null) {
            throw new IllegalArgumentException("The area '" + area.name() + "' is of a mixture, but there is none. "
                + "Connect a fitted mixture or leave the area out.");
        }
        if (area instanceof SamplingArea.Component c && c.component() >= mixture.components()) {
            throw new IllegalArgumentException("The mixture has the components 0 to " + (mixture.components() - 1)
                + ", but not " + c.component() + ".");
        }
    }

    private static long size(final SamplingArea area, final int rounds, final int pointsPerRound) {
        return area instanceof SamplingArea.Grid grid ? grid.size() : (long)rounds * pointsPerRound;
    }

    private static int count(final List<SamplingArea> areas, final int rounds, final int pointsPerRound,
        final int d) {
        long n = 0;
        for (final SamplingArea area : areas) {
            n += size(area, rounds, pointsPerRound);
        }
        if (n * d > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(n + " points of " + d
                + " dimensions are more than fit into one table. Choose fewer rounds, points or areas.");
        }
        return (int)n;
    }

    private static void draw(final SamplingArea area, final GaussianMixture mixture, final Rng rng,
        final Matrix points, final int from, final int to) {
        final double[] out = points.data();
        final int d = points.columns();
        if (area instanceof SamplingArea.Grid grid) {
            fillGrid(grid, out, from * d);
        } else if (area instanceof SamplingArea.UniformBox box) {
            for (int i = from * d; i < to * d; i++) {
                out[i] = rng.nextDouble(box.low()[i % d], box.high()[i % d]);
            }
        } else if (area instanceof OutOfDistributionArea unusual) {
            OutOfDistributionDraws.draw(unusual, rng, out, from, to);
        } else if (area instanceof SamplingArea.Prior prior) {
            for (int i = from; i < to; i++) {
                OutOfDistributionDraws.prior(prior.prior(), 1, rng, out, i * d);
            }
        } else if (area.dimensions() == 0) {
            final MixtureSampler sampler = new MixtureSampler(mixture);
            for (int i = from; i < to; i++) {
                final int k = area instanceof SamplingArea.Component c ? c.component() : sampler.component(rng);
                sampler.point(k, rng, out, i * d);
            }
        } else {
            final double[] centre = area.centre();
            final double[] sd = area.standardDeviation();
            for (int i = from * d; i < to * d; i++) {
                out[i] = centre[i % d] + sd[i % d] * rng.nextGaussian();
            }
        }
    }

    private static void fillGrid(final SamplingArea.Grid grid, final double[] out, final int offset) {
        final int d = grid.dimensions();
        final int per = grid.perDimension();
        final double[] middle = grid.centre();
        for (int i = 0; i < grid.size(); i++) {
            int index = i;
            for (int c = d - 1; c >= 0; c--) {
                final double low = grid.low()[c];
                final double step = index % per;
                out[offset + i * d + c] = per == 1 ? middle[c] : low + (grid.high()[c] - low) * (step / (per - 1));
                index /= per;
            }
        }
    }

    private static LatentSamples locate(final GaussianMixture mixture, final LatentPrior prior, final Matrix points,
        final String[] names, final int[] round) {
        final int n = points.rows();
        final int[] component = new int[n];
        if (mixture == null) {
            Arrays.fill(component, -1);
            return new LatentSamples(points, names, round, component, priorLogDensities(prior, points));
        }
        final Matrix responsibilities = Matrix.zeros(n, mixture.components());
        final double[] logDensity = MixtureEvaluation.of(mixture, points, responsibilities);
        for (int i = 0; i < n; i++) {
            for (int k = 1; k < mixture.components(); k++) {
                if (responsibilities.get(i, k) > responsibilities.get(i, component[i])) {
                    component[i] = k;
                }
            }
        }
        return new LatentSamples(points, names, round, component, logDensity);
    }

    private static double[] priorLogDensities(final LatentPrior prior, final Matrix points) {
        final double[] logDensity = new double[points.rows()];
        for (int i = 0; i < logDensity.length; i++) {
            logDensity[i] = prior.logDensity(points, i);
        }
        return logDensity;
    }
}
