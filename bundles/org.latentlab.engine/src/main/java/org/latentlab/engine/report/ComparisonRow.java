package org.latentlab.engine.report;

import java.util.List;

import org.latentlab.engine.latent.CollapseVerdict;
import org.latentlab.engine.latent.LatentDiagnostics;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.vae.CollapseCheck;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;

/**
 * What a comparison says of one model. Losses are those of the epoch whose weights are kept, averaged over it, in nats
 * per image (squared error: in squared units); what a model does not have is NaN.
 *
 * @param name of the model
 * @param kind "VAE", "MMD-VAE", "WAE", "autoencoder" or "VAE without divergence"
 * @param architecture the layers of both sides
 * @param latentSize number of latent dimensions
 * @param likelihood how pixels are distributed around the decoder's output
 * @param divergence what keeps the codes near the prior
 * @param beta the weight β of the KL at the end of its schedule
 * @param schedule how β goes; empty without a KL
 * @param freeBits λ of the KL per dimension, 0 = off
 * @param capacity C of the KL
 * @param skip whether every decoder layer takes the latent vector too
 * @param neighbours the penalty on latent neighbours; empty for none
 * @param images number of training images
 * @param epochs number of epochs trained
 * @param reconstruction negative log-likelihood of the image given its code
 * @param kl divergence of the posterior from the prior
 * @param negativeElbo reconstruction + KL, where that is −ELBO
 * @param activeUnits active dimensions; NaN where the latent space was not looked at
 * @param mutualInformation of image and code
 * @param aggregateKl KL of the aggregate posterior's moments from N(0, I)
 * @param overlap share of latent neighbours with another class; NaN where it was not measured
 * @param verdict what the diagnostics mean
 * @param seconds how long the training took
 */
public record ComparisonRow(String name, String kind, String architecture, int latentSize, String likelihood,
    String divergence, double beta, String schedule, double freeBits, double capacity, boolean skip, String neighbours,
    int images, int epochs, double reconstruction, double kl, double negativeElbo, double activeUnits, double mutualInformation,
    double aggregateKl, double overlap, CollapseVerdict verdict, double seconds) {

    static ComparisonRow of(final ComparedModel model) {
        final Vae vae = model.vae();
        final VaeConfig config = vae.config();
        final Divergence.Kl kl = VaeFacets.kl(config);
        final EpochRecord kept = kept(vae);
        final LatentDiagnostics latent = latent(vae);
        final List<EpochRecord> epochs = vae.history().epochs();
        return new ComparisonRow(model.name(), VaeFacets.kind(config), VaeFacets.architecture(config),
            config.latentSize(), config.likelihood().description(), VaeFacets.divergence(config),
            kl == null ? Double.NaN : kl.schedule().beta(), VaeFacets.schedule(config),
            kl == null ? Double.NaN : kl.freeBits(), kl == null || kl.capacity() < 0 ? Double.NaN : kl.capacity(),
            config.architecture().latentSkip(), VaeFacets.neighbours(config), vae.provenance().images(), epochs.size(),
            kept.reconstruction(), kept.kl(), config.hasElbo() ? kept.negativeElbo() : Double.NaN,
            latent == null ? Double.NaN : latent.activeUnits(),
                latent == null ? Double.NaN : latent.mutualInformation(),
            latent == null ? Double.NaN : latent.aggregateKl(),
            model.overlap() == null ? Double.NaN : model.overlap().overall(),
            CollapseCheck.of(vae),
            epochs.stream().mapToDouble(EpochRecord::seconds).sum());
    }

    /** @return the epoch whose weights the model has */
    static EpochRecord kept(final Vae vae) {
        return vae.trainingConfig().keepBestEpoch() ? vae.history().best() : vae.history().last();
    }

    /** @return the state of the latent space with the model's weights; null where it was never looked at */
    static LatentDiagnostics latent(final Vae vae) {
        return vae.diagnostics() == null ? kept(vae).latent() : vae.diagnostics();
    }
}
