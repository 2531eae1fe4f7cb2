package org.latentlab.engine.score;

/**
 * How far generated images lie among the real ones, and how much of the real ones they reach; see
 * {@link PrecisionRecall}.
 *
 * @param precision share of the generated images that lie among real ones, in [0, 1]: low where samples are bad
 * @param recall share of the real images that lie among generated ones, in [0, 1]: low where variety is missing
 * @param density how many real images' neighbourhoods a generated image lies in, over k; at least 0 and about 1 where
 *            both sets are alike
 * @param coverage share of the real images that have a generated one in their neighbourhood, in [0, 1]
 * @param k the neighbourhood of an image reaches to its k-th nearest of the same set
 * @param real number of real images
 * @param generated number of generated images
 * @param featureSpace the name of the feature space; scores of different spaces cannot be compared
 */
public record PrecisionRecallResult(double precision, double recall, double density, double coverage, int k, int real,
    int generated, String featureSpace) {
}
