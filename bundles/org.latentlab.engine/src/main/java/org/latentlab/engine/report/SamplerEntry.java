package org.latentlab.engine.report;

import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.SamplerScore;

/**
 * A class-conditional sampler in a comparison.
 *
 * @param name what it is called
 * @param model what the model is called that decodes its latent vectors; samplers of one model stand side by side
 * @param sampler the sampler
 */
public record SamplerEntry(String name, String model, FittedSampler sampler) {

    /** @return the score of the chosen sampler on fresh draws */
    public SamplerScore score() {
        return sampler.fresh().get(sampler.chosen());
    }

    /**
     * @param accuracy 0…1
     * @return the lowest cosine of those on the curve whose accuracy on fresh draws is as high; NaN where none is
     */
    public double cosineAt(final double accuracy) {
        return sampler.fresh().stream().filter(s -> s.accuracy() >= accuracy).mapToDouble(SamplerScore::cosine).min()
            .orElse(Double.NaN);
    }
}
