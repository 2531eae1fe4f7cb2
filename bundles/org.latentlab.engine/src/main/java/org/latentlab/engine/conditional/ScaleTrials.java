package org.latentlab.engine.conditional;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

import org.latentlab.engine.train.Progress;

/**
 * The θ of each dimension that were tried, the same for all classes of an evaluator, and their scores. What was tried
 * before takes nothing of the budget.
 */
final class ScaleTrials {

    private final SamplerEvaluator m_evaluator;

    private final ScaleSearch m_search;

    private final int m_drawsPerClass;

    private final long m_seed;

    private final int m_budget;

    private final Progress m_progress;

    private final Map<List<Double>, SamplerScore> m_scores = new LinkedHashMap<>();

    /** What the budget ends at for now. */
    private int m_limit;

    ScaleTrials(final SamplerEvaluator evaluator, final ScaleSearch search, final int drawsPerClass, final long seed,
        final Progress progress) {
        m_evaluator = evaluator;
        m_search = search;
        m_drawsPerClass = drawsPerClass;
        m_seed = seed;
        m_budget = search.budget();
        m_limit = m_budget;
        m_progress = progress;
    }

    /** @return d */
    int dimensions() {
        return m_evaluator.classes().dimensions();
    }

    /** @return the largest θ */
    double largest() {
        return m_search.largest();
    }

    /** @return how many were scored */
    int evaluations() {
        return m_scores.size();
    }

    /** Lets the budget end when this many were scored. */
    void limit(final int evaluations) {
        m_limit = Math.min(evaluations, m_budget);
    }

    /** @return whether nothing more may be scored */
    boolean isSpent() {
        return m_scores.size() >= m_limit;
    }

    /** @return how many more may be scored */
    int left() {
        return Math.max(0, m_limit - m_scores.size());
    }

    /**
     * @param theta d values in 0…{@link #largest()}
     * @param objective what is to be small
     * @return its value; +∞ for what was not tried before if the budget is spent
     */
    double value(final double[] theta, final ConditionalObjective objective) {
        final List<Double> key = DoubleStream.of(theta).boxed().collect(Collectors.toUnmodifiableList());
        SamplerScore score = m_scores.get(key);
        if (score == null) {
            if (isSpent()) {
                return Double.POSITIVE_INFINITY;
            }
            score = m_evaluator.score(sampler(theta), m_drawsPerClass, m_seed, Progress.NONE);
            m_scores.put(key, score);
            m_progress.checkCanceled();
            m_progress.update((double)m_scores.size() / m_budget, "Scored " + m_scores.size() + " of " + m_budget
                + " samplers");
        }
        return objective.of(score);
    }

    private ScaledSampler sampler(final double[] theta) {
        return new ScaledSampler(m_evaluator.classes(),
            Scales.perDimension(m_evaluator.classes().size(), theta, m_search.draws()));
    }

    /** @return the best that was tried, and its score */
    Map.Entry<double[], SamplerScore> best(final ConditionalObjective objective) {
        List<Double> best = null;
        for (final Map.Entry<List<Double>, SamplerScore> entry : m_scores.entrySet()) {
            if (best == null || objective.of(entry.getValue()) < objective.of(m_scores.get(best))) {
                best = entry.getKey();
            }
        }
        return Map.entry(best.stream().mapToDouble(Double::doubleValue).toArray(), m_scores.get(best));
    }

    /** @return all that were tried */
    List<SamplerCandidate> candidates() {
        return m_scores.entrySet().stream().map(entry -> new SamplerCandidate(
            sampler(entry.getKey().stream().mapToDouble(Double::doubleValue).toArray()), entry.getValue())).toList();
    }

    /** Tries the same θ for all dimensions, from 0 to the largest. */
    void tryUniform(final int values, final ConditionalObjective objective) {
        for (int i = 0; i < values; i++) {
            final double[] theta = new double[dimensions()];
            Arrays.fill(theta, largest() * i / (values - 1));
            value(theta, objective);
        }
    }
}
