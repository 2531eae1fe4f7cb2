package org.latentlab.engine.conditional;

import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/** Scores samplers by the images that a decoder makes of their latent vectors and what a classifier says of these. */
public interface SamplerEvaluator {

    /** @return the classes that samplers are scored on */
    LatentClasses classes();

    /**
     * @param sampler of the same classes
     * @param drawsPerClass images of each class, at least 2
     * @param seed of the draws: samplers scored with the same seed get the same random numbers
     * @param progress told and asked
     * @return the scores
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    SamplerScore score(ConditionalSampler sampler, int drawsPerClass, long seed, Progress progress);

    /**
     * @param classNumber one of the classes, 0…L-1
     * @return scores samplers of this class alone, with the same draws as among the others
     */
    SamplerEvaluator only(int classNumber);

    /** @return the generative model in a line; empty where there is none */
    default String decoder() {
        return "";
    }

    /** @return the fingerprint of the images that it was trained on; empty where there is none */
    default String decoderFingerprint() {
        return "";
    }

    /** @return the classifier in a line; empty where there is none */
    default String classifier() {
        return "";
    }

    /**
     * @param sampler of the same classes
     * @param perClass images of each class, at least 1
     * @param seed of the draws
     * @return its images, class after class
     */
    Images images(ConditionalSampler sampler, int perClass, long seed);
}
