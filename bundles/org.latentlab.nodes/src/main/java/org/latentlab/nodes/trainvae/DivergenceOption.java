package org.latentlab.nodes.trainvae;

import org.knime.node.parameters.widget.choices.Label;

/** What keeps the codes of a variational autoencoder near the prior. */
enum DivergenceOption {

        @Label(value = "KL", description = "The Kullback-Leibler divergence of each posterior from the prior, with the "
            + "weight β.")
        KL,

        @Label(value = "MMD", description = "The maximum mean discrepancy of all codes of a batch from draws of the "
            + "prior, in place of the KL (Zhao, Song and Ermon 2019, “InfoVAE”): codes may say much about their image.")
        MMD,

        @Label(value = "None", description = "The model is trained for reconstruction alone.")
        NONE
}
