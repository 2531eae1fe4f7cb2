package org.latentlab.engine.conditional;

import java.util.List;

/**
 * What a search has tried.
 *
 * @param candidates those worth keeping, at least one: with an exhaustive search all of them, else the incumbents and
 *            what no other is better than in both accuracy and cosine
 * @param evaluations how many samplers were scored
 * @param budget how many might have been
 * @param method how it searched, in words, e.g. "exhaustive", "coordinate descent", "CMA-ES, population 12"
 */
public record SamplerTrials(List<SamplerCandidate> candidates, int evaluations, int budget, String method) {

    /** Copies the list. */
    public SamplerTrials {
        candidates = List.copyOf(candidates);
    }
}
