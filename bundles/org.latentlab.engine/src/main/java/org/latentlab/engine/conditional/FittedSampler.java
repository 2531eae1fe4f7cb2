package org.latentlab.engine.conditional;

import java.util.List;

/**
 * A class-conditional sampler as it was fitted: the chosen sampler and the others on the curve of what accuracy costs.
 *
 * @param strength in words, e.g. "Simple"
 * @param curve samplers that no other is better than in both accuracy and cosine, the most accurate first; at least one
 * @param chosen which of them was chosen, 0…curve.size()-1
 * @param objective by which
 * @param origin where it comes from
 */
public record FittedSampler(String strength, List<SamplerCandidate> curve, int chosen, ConditionalObjective objective,
    SamplerOrigin origin) {

    /** Copies the list. */
    public FittedSampler {
        curve = List.copyOf(curve);
    }

    /** @return the classes */
    public LatentClasses classes() {
        return curve.get(0).sampler().classes();
    }
}
