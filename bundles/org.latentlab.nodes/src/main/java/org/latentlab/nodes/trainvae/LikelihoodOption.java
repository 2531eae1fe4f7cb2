package org.latentlab.nodes.trainvae;

import org.knime.node.parameters.widget.choices.Label;

/** How a pixel is distributed given its latent code. */
enum LikelihoodOption {

        @Label(value = "Bernoulli", description = "Cross-entropy of pixels in [0, 1]: for images that are mostly black "
            + "and white, such as digits.")
        BERNOULLI,

        @Label(value = "Gaussian", description = "Squared error over 2σ² with a fixed standard deviation σ: for "
            + "photographs and other continuous pixels, and for vectors.")
        GAUSSIAN,

        @Label(value = "Gaussian, σ learned", description = "The same with one σ per channel that is learned with the "
            + "weights (Rybkin, Daniilidis and Levine 2021): the balance of reconstruction and KL finds itself.")
        LEARNED_GAUSSIAN,

        @Label(value = "Discretised logistic", description = "The probability of each of the 256 values of a pixel "
            + "under a logistic distribution whose scale per channel is learned (Kingma et al. 2016): for colour "
            + "images.")
        DISCRETISED_LOGISTIC,

        @Label(value = "Squared error", description = "Σ (x − m)², no likelihood: the reconstruction is not in nats, "
            + "and there is no ELBO.")
        SQUARED_ERROR
}
