package org.latentlab.engine.vae;

import java.util.Locale;

import org.latentlab.engine.train.EpochRecord;

/** What the members of the VAE family are called. */
final class VaeWords {

    private VaeWords() {
    }

    /** @return whether the loss, once β has reached the end of its schedule, is −ELBO itself, without anything added */
    static boolean isTrainedByElbo(final VaeConfig config) {
        return config.hasElbo() && config.neighbours() == null && config.divergence() instanceof Divergence.Kl kl
            && kl.schedule().beta() == 1 && kl.freeBits() == 0 && kl.capacity() < 0;
    }

    /** @return e.g. "VAE", "β-VAE (β = 4)", "MMD-VAE", "Autoencoder", "Neighbour-regularised VAE" */
    static String kind(final VaeConfig config) {
        final String kind;
        if (config.divergence() instanceof Divergence.Kl kl) {
            final double beta = kl.schedule().beta();
            kind = beta == 1 ? "VAE" : "β-VAE (β = " + (beta == Math.rint(beta) && beta < 1e6
                ? Long.toString((long)beta) : Double.toString(beta)) + ")";
        } else if (config.divergence() instanceof Divergence.Mmd) {
            kind = config.posterior() == PosteriorKind.GAUSSIAN ? "MMD-VAE" : "WAE";
        } else {
            kind = config.posterior() == PosteriorKind.GAUSSIAN ? "VAE without divergence" : "Autoencoder";
        }
        return config.neighbours() == null ? kind : "Neighbour-regularised " + (kind.startsWith("Auto")
            ? kind.toLowerCase(Locale.ROOT) : kind);
    }

    /** @return the losses of an epoch that no ELBO sums up, e.g. "reconstruction 80.1, MMD² 0.0012" */
    static String losses(final EpochRecord epoch) {
        return String.format(Locale.ROOT, "reconstruction %.1f", epoch.reconstruction())
            + (Double.isNaN(epoch.mmd()) ? "" : String.format(Locale.ROOT, ", MMD² %.2g", epoch.mmd()));
    }
}
