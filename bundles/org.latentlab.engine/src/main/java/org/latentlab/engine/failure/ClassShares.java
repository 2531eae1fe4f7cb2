package org.latentlab.engine.failure;

import java.util.Arrays;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/** The shares of images in the classes that a classifier thinks the likeliest for each. */
public final class ClassShares {

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
