package org.latentlab.engine.conditional;

/**
 * A sampler that a search has tried.
 *
 * @param sampler the sampler
 * @param score its score on the draws of the search
 */
public record SamplerCandidate(ConditionalSampler sampler, SamplerScore score) {
}
