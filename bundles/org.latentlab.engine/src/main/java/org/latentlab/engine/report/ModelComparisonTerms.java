package org.latentlab.engine.report;

import java.util.List;

import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanEpochRecord;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.nn.LayerSummary;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.train.ValidationSplit;
import org.latentlab.engine.vae.Vae;

/**
 * What the training of a model cost, so that models can be compared on equal terms. Numbers that are unknown are −1 or
 * NaN.
 *
 * @param updates steps of the decoder or generator up to the weights that are used; where a time limit ended a VAE's
 *            training, as many as its last epoch would have had
 * @param imagesShown real images that the network saw until then, with repetition; for a GAN those that the critic saw
 * @param epochs epochs until then
 * @param seconds how long these epochs took
 * @param images number of different training images
 * @param parameters number of trained parameters of all networks
 * @param generatorParameters that of the decoder or generator alone
 * @param stop why the training ended; empty if unknown
 */
public record ModelComparisonTerms(long updates, long imagesShown, int epochs, double seconds, int images,
    long parameters, long generatorParameters, String stop) {

    /**
     * @param model a model
     * @return what its training cost
     */
    public static ModelComparisonTerms of(final GenerativeModel model) {
        if (model instanceof Vae vae) {
            return of(vae);
        }
        if (model instanceof Gan gan) {
            return of(gan);
        }
        return new ModelComparisonTerms(-1, -1, -1, Double.NaN, model.provenance().images(), parameters(model, false),
            parameters(model, true), "");
    }

    private static ModelComparisonTerms of(final Vae vae) {
        final TrainingConfig training = vae.trainingConfig();
        final int epochs = training.keepBestEpoch() ? vae.history().bestEpoch() : vae.history().epochs().size();
        final int seen = ValidationSplit.of(vae.provenance().images(), training.validationShare(), training.seed())
            .training().length;
        final int batch = Math.min(training.batchSize(), seen);
        final int batches = (seen + batch - 1) / batch;
        final long updates = training.maxUpdates() == 0 ? (long)epochs * batches
            : Math.min((long)epochs * batches, training.maxUpdates());
        // only the last batch of an epoch may be smaller
        return new ModelComparisonTerms(updates, updates / batches * seen + updates % batches * batch, epochs,
            vae.history().epochs().subList(0, epochs).stream().mapToDouble(EpochRecord::seconds).sum(),
            vae.provenance().images(), parameters(vae, false), parameters(vae, true), vae.history().stopReason());
    }

    private static ModelComparisonTerms of(final Gan gan) {
        final List<GanEpochRecord> epochs = gan.history().epochs().subList(0, gan.epoch());
        final long updates = epochs.get(epochs.size() - 1).updates();
        final int batch = Math.min(gan.trainingConfig().batchSize(), gan.provenance().images());
        return new ModelComparisonTerms(updates, gan.criticSteps() * batch, epochs.size(),
            epochs.stream().mapToDouble(GanEpochRecord::seconds).sum(), gan.provenance().images(),
            parameters(gan, false), parameters(gan, true), gan.history().stopReason());
    }

    private static long parameters(final GenerativeModel model, final boolean generator) {
        final List<LayerSummary> layers = model.layers();
        return layers.isEmpty() ? -1 : layers.stream()
            .filter(l -> !generator || l.part().equals("decoder") || l.part().equals("generator"))
            .mapToLong(LayerSummary::parameters).sum();
    }
}
