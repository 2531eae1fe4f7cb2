package org.latentlab.engine.train;

import java.util.List;
import java.util.Locale;

import org.latentlab.engine.EngineException;

/** What every training says in the same words. */
public final class TrainingMessages {

    /** A rate with which Adam trains most networks. */
    private static final double USUAL_RATE = 0.001;

    private TrainingMessages() {
    }

    /**
     * @return the error to throw where the loss is not a number before the first step, which no learning rate could
     *         help
     */
    public static EngineException unusableFromTheStart() {
        return new EngineException("The loss is not a number before anything was trained: some values are too large. "
            + "Scale them first, for instance to mean 0 and variance 1.");
    }

    /**
     * @param epoch the epoch in which the loss or a weight stopped being a number, from 1
     * @param batch the batch of that epoch, from 1
     * @param batches the number of batches of an epoch
     * @param learningRate the learning rate in use
     * @return the error to throw; it tells the analyst to lower the learning rate
     */
    public static EngineException diverged(final int epoch, final int batch, final int batches,
        final double learningRate) {
        final double lower = Math.min(learningRate / 10, USUAL_RATE);
        return new EngineException("The training diverged in epoch " + epoch + ", batch " + batch + " of " + batches
            + ": the loss is no longer a number. Lower the learning rate (now " + learningRate + "), for instance to "
            + (float)lower + ".");
    }

    /**
     * As {@link #batchNotices(int, int, String)}, of images.
     *
     * @param batchSize the batch size asked for
     * @param images the number of training images
     * @return the notice, or none
     */
    public static List<String> batchNotices(final int batchSize, final int images) {
        return batchNotices(batchSize, images, "images");
    }

    /**
     * @param batchSize the batch size asked for
     * @param count the number of training images or vectors
     * @param what what they are, e.g. "images"
     * @return a notice that the batch was cut to them, where it was; else none
     */
    public static List<String> batchNotices(final int batchSize, final int count, final String what) {
        if (batchSize <= count) {
            return List.of();
        }
        return List.of(String.format(Locale.ROOT, "The batch size of %,d is larger than the %,d training %s, so "
            + "every epoch was one batch of all of them.", batchSize, count, what));
    }
}
