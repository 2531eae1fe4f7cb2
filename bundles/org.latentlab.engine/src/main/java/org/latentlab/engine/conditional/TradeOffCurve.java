package org.latentlab.engine.conditional;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What accuracy costs in cosine: the samplers that no other is better than (the Pareto front). */
public final class TradeOffCurve {

    private TradeOffCurve() {
    }

    /**
     * @param candidates samplers with their scores, at least one
     * @return those for which there is no other of at most their cosine and at least their accuracy, one of both
     *         better; of several with the same scores the first. The most accurate comes first, so that accuracy and
     *         cosine fall from one to the next
     */
    public static List<SamplerCandidate> of(final List<SamplerCandidate> candidates) {
        final List<SamplerCandidate> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingDouble((SamplerCandidate c) -> -c.score().accuracy())
            .thenComparingDouble(c -> c.score().cosine())); // stable: of equal ones the first stays first
        final List<SamplerCandidate> curve = new ArrayList<>();
        double lowest = Double.POSITIVE_INFINITY;
        for (final SamplerCandidate candidate : sorted) {
            if (candidate.score().cosine() < lowest) {
                lowest = candidate.score().cosine();
                curve.add(candidate);
            }
        }
        return curve;
    }

    /**
     * @param curve as {@link #of} gives it
     * @param objective what is to be small
     * @return which of them has the smallest value, the first of equal ones
     */
    public static int best(final List<SamplerCandidate> curve, final ConditionalObjective objective) {
        int best = 0;
        for (int i = 1; i < curve.size(); i++) {
            if (objective.of(curve.get(i).score()) < objective.of(curve.get(best).score())) {
                best = i;
            }
        }
        return best;
    }

    /**
     * @param curve as {@link #of} gives it
     * @param minimumAccuracy the accuracy to keep
     * @return which of them has the lowest cosine among those of at least that accuracy; −1 if none has
     */
    public static int lowestCosine(final List<SamplerCandidate> curve, final double minimumAccuracy) {
        int last = -1;
        for (int i = 0; i < curve.size() && curve.get(i).score().accuracy() >= minimumAccuracy; i++) {
            last = i;
        }
        return last;
    }

    /**
     * Takes some of many: the ends, the one chosen, and others about equally far from each other in their order.
     *
     * @param curve as {@link #of} gives it
     * @param chosen one of them
     * @param most how many to keep, at least 3
     * @return those kept, in the same order
     */
    static List<SamplerCandidate> thinned(final List<SamplerCandidate> curve, final int chosen, final int most) {
        if (curve.size() <= most) {
            return curve;
        }
        final List<SamplerCandidate> kept = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < most - 1; i++) {
            final int index = (int)((long)i * (curve.size() - 1) / (most - 2));
            if (last < chosen && chosen < index) {
                kept.add(curve.get(chosen));
            }
            kept.add(curve.get(index));
            last = index;
        }
        return kept;
    }
}
