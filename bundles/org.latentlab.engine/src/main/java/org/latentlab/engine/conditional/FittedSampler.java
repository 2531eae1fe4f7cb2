package org.latentlab.engine.conditional;

import java.util.List;

import org.latentlab.engine.image.Images;

/**
 * A class-conditional sampler as it was fitted: the chosen sampler and the others on the curve of what accuracy costs.
 *
 * @param strength in words, e.g. "Simple"
 * @param curve samplers that no other is better than in both accuracy and cosine, the most accurate first; at least one
 * @param fresh the score of each of them on draws that the search has not seen
 * @param chosen which of them was chosen, 0…curve.size()-1
 * @param objective what was to be small
 * @param minimumAccuracy NaN where the sampler with the smallest objective was chosen, else the accuracy that it was
 *            to have
 * @param notices what the analyst should know, e.g. that no sampler had that accuracy; may be empty
 * @param origin where it comes from
 * @param examples images of the chosen sampler, as many of each class, class after class; at least one of each
 */
public record FittedSampler(String strength, List<SamplerCandidate> curve, List<SamplerScore> fresh, int chosen,
    ConditionalObjective objective, double minimumAccuracy, List<String> notices, SamplerOrigin origin,
    Images examples) {

    /** Copies the lists and checks that the parts fit together. */
    public FittedSampler {
        curve = List.copyOf(curve);
        fresh = List.copyOf(fresh);
        notices = List.copyOf(notices);
        if (curve.isEmpty() || fresh.size() != curve.size() || chosen < 0 || chosen >= curve.size()) {
            throw new IllegalArgumentException("A fitted sampler has as many fresh scores as samplers, of which one is "
                + "chosen, not " + curve.size() + ", " + fresh.size() + " and number " + chosen + ".");
        }
        final int classes = curve.get(0).sampler().classes().size();
        if (examples.size() == 0 || examples.size() % classes != 0) {
            throw new IllegalArgumentException("A sampler of " + classes + " classes has equally many images of each, "
                + "so there cannot be " + examples.size() + ".");
        }
    }

    /** @return the classes */
    public LatentClasses classes() {
        return curve.get(0).sampler().classes();
    }

    /** @return the chosen sampler */
    public ConditionalSampler sampler() {
        return curve.get(chosen).sampler();
    }
}
