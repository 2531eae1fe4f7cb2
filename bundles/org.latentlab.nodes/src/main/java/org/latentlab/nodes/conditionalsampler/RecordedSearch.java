package org.latentlab.nodes.conditionalsampler;

import org.latentlab.engine.conditional.ConditionalObjective;
import org.latentlab.engine.conditional.SamplerEvaluator;
import org.latentlab.engine.conditional.SamplerSearch;
import org.latentlab.engine.conditional.SamplerTrials;
import org.latentlab.engine.train.Progress;

/** A search whose trials are kept, also those that are not on the curve. */
final class RecordedSearch implements SamplerSearch {

    private final SamplerSearch m_search;

    private SamplerTrials m_trials;

    RecordedSearch(final SamplerSearch search) {
        m_search = search;
    }

    @Override
    public String strength() {
        return m_search.strength();
    }

    @Override
    public SamplerTrials search(final SamplerEvaluator evaluator, final ConditionalObjective objective,
        final int drawsPerClass, final long seed, final Progress progress) {
        m_trials = m_search.search(evaluator, objective, drawsPerClass, seed, progress);
        return m_trials;
    }

    /** @return what was tried; null before the search */
    SamplerTrials trials() {
        return m_trials;
    }
}
