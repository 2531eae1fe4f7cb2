package org.latentlab.engine.score;

/**
 * How much generated images differ among themselves, beside as many real ones; see {@link DiversityReference}.
 * Distances are Euclidean, over all values of an image.
 *
 * @param samples how many were looked at, at least 2
 * @param meanDistance mean distance of two samples
 * @param dataDistance that of two real images, above 0
 * @param nearDuplicates share of the samples that are near-duplicates of another sample, in [0, 1]
 * @param dataNearDuplicates that share of the real images
 * @param duplicateDistance the distance up to which two images are near-duplicates
 */
public record SampleDiversity(int samples, double meanDistance, double dataDistance, double nearDuplicates,
    double dataNearDuplicates, double duplicateDistance) {

    /** @return mean distance of two samples over that of two real images; 1 where they are as diverse */
    public double ratio() {
        return meanDistance / dataDistance;
    }
}
