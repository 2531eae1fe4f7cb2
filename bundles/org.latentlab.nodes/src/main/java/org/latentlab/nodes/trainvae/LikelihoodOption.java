package org.latentlab.nodes.trainvae;

import org.knime.node.parameters.widget.choices.Label;

/** How a pixel is distributed given its latent code. */
enum LikelihoodOption {

        @Label(value = "Bernoulli", description = "Cross-entropy of pixels in [0, 1]: for images that are mostly black "
            + "and white, such as digits.")
        BERNOULLI,

        @Label(value = "Gaussian", description = "Squared error over 2σ² with a fixed standard deviation σ: for "
            + "photographs and other continuous pixels.")
        GAUSSIAN
}
