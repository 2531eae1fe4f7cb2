package org.latentlab.engine.conditional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.latentlab.engine.train.Progress;

/**
 * Tries all pairs of a θ, the same for all dimensions and classes, and a number n of draws that are averaged.
 *
 * @param thetas the θ, each in 0…{@value Scales#MOST_THETA}, none twice; at least one
 * @param draws the n, each in 1…{@value Scales#MOST_DRAWS}, none twice; at least one
 */
public record SimpleSearch(double[] thetas, int[] draws) implements SamplerSearch {

    /** Checks the values. */
    public SimpleSearch {
        if (thetas.length == 0 || draws.length == 0) {
            throw new IllegalArgumentException("Give at least one θ and one number n of draws to try.");
        }
        for (final double theta : thetas) {
            if (!(theta >= 0 && theta <= Scales.MOST_THETA)) {
                throw new IllegalArgumentException("θ goes from 0 to " + Scales.MOST_THETA + ", so it cannot be "
                    + theta + ".");
            }
        }
        for (final int n : draws) {
            if (n < 1 || n > Scales.MOST_DRAWS) {
                throw new IllegalArgumentException("n, the number of draws that are averaged, goes from 1 to "
                    + Scales.MOST_DRAWS + ", so it cannot be " + n + ".");
            }
        }
        if (Arrays.stream(thetas).map(theta -> theta + 0.0).distinct().count() < thetas.length) {
            throw new IllegalArgumentException("A θ is given twice among " + Arrays.toString(thetas) + ".");
        }
        if (Arrays.stream(draws).distinct().count() < draws.length) {
            throw new IllegalArgumentException("A number of draws is given twice among " + Arrays.toString(draws)
                + ".");
        }
    }

    /** @return the usual grid: θ = 0, 0.1, … 1 and n = 1, 2, 3, 5 */
    public static SimpleSearch standard() {
        final double[] thetas = new double[11];
        Arrays.setAll(thetas, i -> i / 10.0);
        return new SimpleSearch(thetas, new int[]{1, 2, 3, 5});
    }

    @Override
    public String strength() {
        return "Simple";
    }

    /** @return as many candidates as pairs, whatever the objective, in the order of n and, for each, θ */
    @Override
    public SamplerTrials search(final SamplerEvaluator evaluator, final ConditionalObjective objective,
        final int drawsPerClass, final long seed, final Progress progress) {
        final LatentClasses classes = evaluator.classes();
        final List<SamplerCandidate> candidates = new ArrayList<>();
        final int all = thetas.length * draws.length;
        for (final int n : draws) {
            for (final double theta : thetas) {
                progress.checkCanceled();
                final ScaledSampler sampler = new ScaledSampler(classes,
                    Scales.simple(classes.size(), classes.dimensions(), theta, n));
                final int done = candidates.size();
                candidates.add(new SamplerCandidate(sampler, evaluator.score(sampler, drawsPerClass, seed,
                    progress.part((double)done / all, (done + 1.0) / all))));
            }
        }
        return new SamplerTrials(candidates, all, all, "exhaustive");
    }
}
