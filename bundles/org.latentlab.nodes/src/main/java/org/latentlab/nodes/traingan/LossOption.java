package org.latentlab.nodes.traingan;

import org.knime.node.parameters.widget.choices.Label;

/** What generator and discriminator (critic) minimise. */
enum LossOption {

        @Label(value = "Non-saturating", description = "The discriminator tells real from generated images; the "
            + "generator maximises ln σ(D(G(z))) (Goodfellow et al. 2014). The usual GAN.")
        NON_SATURATING,

        @Label(value = "Minimax", description = "The two-player game as it stands: the generator minimises ln(1 − "
            + "σ(D(G(z)))) (Goodfellow et al. 2014, equation 1). Its gradient vanishes where the discriminator wins: "
            + "to see that happen.")
        MINIMAX,

        @Label(value = "Least squares", description = "Squared error of D from 1 for real and 0 for generated images "
            + "(Mao et al. 2017, LSGAN): gradients also from images that the discriminator is sure of.")
        LEAST_SQUARES,

        @Label(value = "Hinge", description = "max(0, 1 − D(x)) + max(0, 1 + D(G(z))) (Lim and Ye 2017): goes with "
            + "spectral normalisation.")
        HINGE,

        @Label(value = "Wasserstein, weight clipping", description = "The critic estimates the earth mover's distance; "
            + "all its weights are clipped to a small range (Arjovsky, Chintala and Bottou 2017, WGAN).")
        WASSERSTEIN_CLIPPING,

        @Label(value = "Wasserstein, gradient penalty", description = "The same with a penalty on the critic's "
            + "gradient in place of the clipping (Gulrajani et al. 2017, WGAN-GP): steadier and faster.")
        WASSERSTEIN_PENALTY
}
