package org.latentlab.engine.failure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/** The shares of images in the classes that a classifier thinks the likeliest for each. */
public final class ClassShares {

    /** The share of images from which on a class is hit. */
    public static final double HIT = 0.01;

    /**
     * The share of real images from which on a class can be missed: of 512 samples 10 would be of it, and by chance all
     * of them stay away once in 30,000 times.
     */
    private static final double EXPECTED = 0.02;

    /** Where fewer samples than these are to be of a class, chance leaves all away more often than once in 3,000. */
    private static final double LEAST_EXPECTED = 8;

    /** A class is missing that has less than this part of the share it has among the real images. */
    private static final double MISSING = 0.1;

    private ClassShares() {
    }

    /**
     * @param classifier tells the classes
     * @param images at least one, of the shape it was trained on
     * @param progress told after every batch
     * @return the share of each class, in its order, with the sum 1; of equally likely classes the first counts
     * @throws EngineException if there are no images, or they have another shape
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static double[] of(final ImageClassifier classifier, final Images images, final Progress progress) {
        final int classes = classifier.classNames().size();
        final float[] p = classifier.probabilities(images, progress);
        final int n = images.size();
        if (n == 0) {
            throw new EngineException("There are no images whose classes could be counted.");
        }
        final int[] counts = new int[classes];
        for (int i = 0; i < n; i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = p[i * classes + c] > p[i * classes + best] ? c : best;
            }
            counts[best]++;
        }
        return Arrays.stream(counts).mapToDouble(count -> (double)count / n).toArray();
    }

    /**
     * @param shares the share of each class; may be empty
     * @return how many of them are hit, having at least one percent
     */
    public static int hit(final double[] shares) {
        return (int)Arrays.stream(shares).filter(share -> share >= HIT).count();
    }

    /**
     * @param real the share of real images in each class; may be empty
     * @param samples how many samples there are
     * @return the classes, in order, that samples are to be of if they are as the real images: at least 2 % of these,
     *         and 8 samples
     */
    public static List<Integer> expected(final double[] real, final long samples) {
        return IntStream.range(0, real.length)
            .filter(c -> real[c] >= EXPECTED && real[c] * samples >= LEAST_EXPECTED).boxed().toList();
    }

    /**
     * @param shares the share of samples in each class; may be empty
     * @param real the share of real images in each class
     * @param samples how many samples there are
     * @return the {@link #expected} classes that are hardly generated: with less than a tenth of the real images' share
     */
    public static List<Integer> missing(final double[] shares, final double[] real, final long samples) {
        return expected(real, samples).stream().filter(c -> shares[c] < MISSING * real[c]).toList();
    }

    /**
     * @param shares with the sum 1; may be empty
     * @return −Σ p ln p, in nats, in [0, ln classes]; NaN without classes
     */
    public static double entropy(final double[] shares) {
        if (shares.length == 0) {
            return Double.NaN;
        }
        return -Arrays.stream(shares).filter(p -> p > 0).map(p -> p * Math.log(p)).sum() + 0.0;
    }
}
