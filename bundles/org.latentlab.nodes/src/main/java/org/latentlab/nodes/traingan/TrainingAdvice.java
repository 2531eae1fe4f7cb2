package org.latentlab.nodes.traingan;

import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.nodes.table.Warnings;
import org.latentlab.nodes.training.ScalingOption;
import org.latentlab.nodes.training.UnscaledVectors;

/** Settings that can be trained with, but hardly as they are meant. */
final class TrainingAdvice {

    /** Above this learning rate a GAN hardly ever learns. */
    private static final double MOST_RATE = 0.002;

    /** Vectors that are not scaled should not be much larger: the first weights reach but a few. */
    private static final float LARGE = 10;

    private TrainingAdvice() {
    }

    /**
     * @param parameters the settings
     * @param config what is trained
     * @param training how it is trained
     * @param data what it is trained on
     * @param warnings told of what will not work as meant
     */
    static void warn(final TrainGanParameters parameters, final GanConfig config, final GanTrainingConfig training,
        final TrainingData data, final Warnings warnings) {
        warnOfRate("generator", training.generator().learningRate(), warnings);
        warnOfRate("critic", training.critic().learningRate(), warnings);
        if (training.criticSteps() == 1 && config.loss() instanceof GanLoss.WassersteinClipping) {
            warnings.add("A Wasserstein critic with clipped weights takes one step for each of the generator, too few "
                + "for its estimate of the distance: 5 are usual.");
        }
        if (data.images().shape().isVector() && parameters.m_input.m_scaling == ScalingOption.NONE) {
            UnscaledVectors.warn(data.images(), data.input().columns(), LARGE, "the generator hardly gets there",
                warnings);
        }
    }

    private static void warnOfRate(final String network, final double rate, final Warnings warnings) {
        if (rate > MOST_RATE) {
            warnings.add("The learning rate of the " + network + ", " + (float)rate + ", is far above what GANs "
                + "usually take, 0.0001 to 0.0004: if the training fails, lower it first.");
        }
    }
}
