package org.latentlab.nodes.trainvae;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.vae.PosteriorKind;

/** What the encoder gives, and what keeps its codes near the prior. */
enum ModelKind {

        @Label(value = "Variational autoencoder", description = "The encoder gives a normal distribution q(z|x) from "
            + "which the code is drawn; a divergence keeps it near the prior.")
        VAE,

        @Label(value = "Wasserstein autoencoder", description = "The encoder gives the code itself; the MMD keeps all "
            + "codes together near the prior (Tolstikhin et al. 2018).")
        WAE,

        @Label(value = "Plain autoencoder", description = "The encoder gives the code itself, and nothing keeps it "
            + "near the prior: for comparison. Codes drawn from the prior need not decode to anything.")
        AUTOENCODER;

    PosteriorKind posterior() {
        return this == VAE ? PosteriorKind.GAUSSIAN : PosteriorKind.DETERMINISTIC;
    }
}
