package org.latentlab.engine.conditional;

import org.latentlab.engine.train.Progress;

/** A search for samplers, each of some strength. Its settings are its own. */
public interface SamplerSearch {

    /** @return the strength in words, e.g. "Simple", "Per dimension", "Generator network" */
    String strength();

    /**
     * @param evaluator scores samplers; also says of which classes
     * @param objective what is to be small
     * @param drawsPerClass images of each class for one evaluation, at least 2
     * @param seed the seed
     * @param progress told and asked
     * @return what was tried, and how much of the budget it took
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    SamplerTrials search(SamplerEvaluator evaluator, ConditionalObjective objective, int drawsPerClass, long seed,
        Progress progress);
}
