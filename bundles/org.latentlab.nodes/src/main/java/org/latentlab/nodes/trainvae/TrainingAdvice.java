package org.latentlab.nodes.trainvae;

import java.util.Arrays;
import java.util.Locale;

import org.latentlab.engine.vae.BetaSchedule;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.nodes.table.Warnings;
import org.latentlab.nodes.training.ScalingOption;
import org.latentlab.nodes.training.UnscaledVectors;

/** Settings that can be trained with, but hardly as they are meant. */
final class TrainingAdvice {

    /** Vectors that are not scaled should not be much larger: first losses grow with the square. */
    private static final float LARGE = 100;

    /** Above this learning rate a training fails more often than not, without always ending in infinite losses. */
    private static final double MOST_RATE = 0.05;

    private TrainingAdvice() {
    }

    /**
     * @param parameters the settings
     * @param config what is trained
     * @param data what it is trained on
     * @param warnings told of what will not work as meant
     */
    static void warn(final TrainVaeParameters parameters, final VaeConfig config, final TrainingData data,
        final Warnings warnings) {
        if (parameters.m_learningRate > MOST_RATE) {
            warnings.add("The learning rate, " + number(parameters.m_learningRate) + ", is far above what Adam usually "
                + "takes, 0.0001 to 0.01: if the model is poor or its codes collapsed, lower it first.");
        }
        if (config.divergence() instanceof Divergence.Kl kl && kl.schedule().kind() != BetaSchedule.Kind.CONSTANT
            && kl.schedule().endEpoch() > parameters.m_epochs) {
            warnings.add("The annealing of β ends after epoch " + number(kl.schedule().endEpoch())
                + ", but the training after epoch " + parameters.m_epochs + ": β never reaches "
                + number(kl.schedule().beta()) + ". Train longer, or let the annealing end earlier.");
        }
        if (parameters.m_neighbours.m_active && data.classes() != null) {
            warnOfSmallBatches(parameters, data.classes(), warnings);
        }
        if (data.images().shape().isVector() && parameters.m_input.m_scaling == ScalingOption.NONE) {
            UnscaledVectors.warn(data.images(), data.input().columns(), LARGE,
                "large values outweigh small ones and slow the training down", warnings);
        }
    }

    private static void warnOfSmallBatches(final TrainVaeParameters parameters, final int[] classes,
        final Warnings warnings) {
        final long labelled = Arrays.stream(classes).filter(c -> c >= 0).count();
        final long distinct = Arrays.stream(classes).filter(c -> c >= 0).distinct().count();
        final int batch = Math.min(parameters.m_batchSize, classes.length);
        final double ofClass = (double)batch * labelled / classes.length / Math.max(1, distinct);
        final int k = parameters.m_neighbours.m_k;
        if (ofClass < k + 1) {
            warnings.add(String.format(Locale.ROOT, "A batch of %,d holds about %s of each of the %,d classes, too few "
                + "for the penalty on latent neighbours, which looks at the %,d nearest of the same class. Choose "
                + "larger batches or fewer neighbours (k).", batch,
                Math.round(ofClass) == 1 ? "1 row" : Math.round(ofClass) + " rows", distinct, k));
        }
    }

    private static String number(final double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? String.format(Locale.ROOT, "%,d", (long)value)
            : Float.toString((float)value);
    }
}
