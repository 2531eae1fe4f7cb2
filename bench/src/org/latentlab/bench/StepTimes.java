package org.latentlab.bench;

import java.util.Arrays;

import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;

/**
 * How long our training steps take: from one report of progress to the next, so that it holds all there is to a step,
 * converting the bytes of the images, drawing the noise, the progress message.
 */
final class StepTimes {

    private StepTimes() {
    }

    /**
     * @param images as many batches as steps
     * @param config what is trained, for one epoch
     * @param steps number of steps
     * @return the median, in milliseconds
     */
    static double median(final Images images, final VaeConfig config, final int steps) {
        final long[] times = new long[steps + 2];
        final int[] count = new int[1];
        VaeTrainer.train(images, config, TrainingConfig.standard(1, 1), new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                times[Math.min(count[0]++, times.length - 1)] = System.nanoTime();
            }

            @Override
            public void checkCanceled() {
                // runs through
            }
        });
        final double[] milliseconds = new double[steps - 1];
        Arrays.setAll(milliseconds, i -> (times[i + 2] - times[i + 1]) / 1e6);
        return Peer.median(milliseconds);
    }
}
