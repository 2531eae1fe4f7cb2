package org.latentlab.nodes.traingan;

import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.image.Images;
import org.latentlab.nodes.table.Warnings;
import org.latentlab.nodes.training.ScalingOption;

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
            warnOfLargeValues(data, warnings);
        }
    }

    private static void warnOfRate(final String network, final double rate, final Warnings warnings) {
        if (rate > MOST_RATE) {
            warnings.add("The learning rate of the " + network + ", " + (float)rate + ", is far above what GANs "
                + "usually take, 0.0001 to 0.0004: if the training fails, lower it first.");
        }
    }

    private static void warnOfLargeValues(final TrainingData data, final Warnings warnings) {
        final Images vectors = data.images();
        float largest = 0;
        int column = 0;
        for (int i = 0; i < vectors.size(); i++) {
            for (int j = 0; j < vectors.shape().values(); j++) {
                if (Math.abs(vectors.value(i, j)) > Math.abs(largest)) {
                    largest = vectors.value(i, j);
                    column = j;
                }
            }
        }
        if (Math.abs(largest) > LARGE) {
            warnings.add((data.input().columns().isEmpty() ? "Value " + (column + 1)
                : "'" + data.input().columns().get(column) + "'") + " reaches " + largest + ", and the vectors are not "
                + "scaled: the generator hardly gets there. Standardise them.");
        }
    }
}
