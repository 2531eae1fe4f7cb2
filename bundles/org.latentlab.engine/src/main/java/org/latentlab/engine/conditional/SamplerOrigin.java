package org.latentlab.engine.conditional;

/**
 * Where a fitted sampler comes from.
 *
 * @param decoder the generative model in a line
 * @param decoderFingerprint of the images that it was trained on
 * @param classifier the classifier in a line
 * @param method how it was searched, in words
 * @param evaluations how many samplers were scored
 * @param budget how many might have been
 * @param drawsPerClass images of each class at each evaluation
 * @param seed the seed
 */
public record SamplerOrigin(String decoder, String decoderFingerprint, String classifier, String method,
    int evaluations, int budget, int drawsPerClass, long seed) {
}
