package org.latentlab.engine.score;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Rng;

/**
 * The inception score exp(Eₓ KL(p(y|x) ‖ p(y))) (Salimans et al. 2016, "Improved techniques for training GANs", §4),
 * p(y|x) being a classifier's probabilities for an image and p(y) their mean. As there, the images are split into
 * parts of equal size (to one), each part is scored on its own, and mean and population standard deviation over the
 * parts are given. The images are dealt to the parts in an order drawn by the seed, since the order of a table often
 * means something.
 */
public final class InceptionScore {

    private static final double SUM_TOLERANCE = 1e-3;

    private InceptionScore() {
    }

    /**
     * @param probabilities n×classes values, row-major; each row at least 0 with the sum 1
     * @param classes the number of classes, at least 1
     * @param splits the number of parts, at least 1, at most n
     * @param seed the seed of the order
     * @return the score
     * @throws EngineException if there are fewer images than splits, or a row holds no probabilities
     */
    public static InceptionResult of(final float[] probabilities, final int classes, final int splits,
        final long seed) {
        if (classes < 1 || probabilities.length % classes != 0) {
            throw new IllegalArgumentException(probabilities.length + " values are no whole rows of " + classes
                + " probabilities.");
        }
        final int[] order = new int[probabilities.length / classes];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Rng.stream(seed, "inception score").shuffle(order);
        return of(probabilities, classes, splits, order);
    }

    /** The score with the images taken in the given order. */
    static InceptionResult of(final float[] probabilities, final int classes, final int splits, final int[] order) {
        final int n = order.length;
        if (splits < 1) {
            throw new IllegalArgumentException("The inception score needs at least 1 split, not " + splits + ".");
        }
        if (n < splits) {
            throw new EngineException("The inception score of " + splits + " splits needs at least as many images, but "
                + "there are " + n + ". Choose fewer splits or give more images.");
        }
        check(probabilities, classes);
        final double[] scores = new double[splits];
        double mean = 0;
        for (int s = 0; s < splits; s++) {
            scores[s] = score(probabilities, classes, order, (int)((long)n * s / splits),
                (int)((long)n * (s + 1) / splits));
            mean += scores[s] / splits;
        }
        double variance = 0;
        for (final double score : scores) {
            variance += (score - mean) * (score - mean) / splits;
        }
        return new InceptionResult(mean, Math.sqrt(variance), splits, n);
    }

    private static void check(final float[] probabilities, final int classes) {
        for (int i = 0; i < probabilities.length; i += classes) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                final float p = probabilities[i + c];
                if (!(p >= 0)) {
                    throw new EngineException("Row " + (i / classes + 1) + " (counted from 1) has the probability " + p
                        + " for class " + (c + 1) + "; a probability is a number of at least 0.");
                }
                sum += p;
            }
            if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
                throw new EngineException("The probabilities of row " + (i / classes + 1)
                    + " (counted from 1) sum up to " + sum + " instead of 1.");
            }
        }
    }

    private static double score(final float[] probabilities, final int classes, final int[] order, final int from,
        final int to) {
        final double[] marginal = new double[classes];
        for (int i = from; i < to; i++) {
            for (int c = 0; c < classes; c++) {
                marginal[c] += probabilities[order[i] * classes + c];
            }
        }
        double divergence = 0;
        for (int i = from; i < to; i++) {
            for (int c = 0; c < classes; c++) {
                final double p = probabilities[order[i] * classes + c];
                if (p > 0) {
                    divergence += p * Math.log(p / (marginal[c] / (to - from)));
                }
            }
        }
        return Math.exp(divergence / (to - from));
    }
}
