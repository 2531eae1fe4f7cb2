package org.latentlab.nodes.traingan;

import org.knime.node.parameters.widget.choices.Label;

/** Where the settings of the optimisers come from. */
enum OptimiserOption {

        @Label(value = "Usual for the loss", description = "Wasserstein losses: 5 steps of the critic for one of the "
            + "generator; Adam with learning rate 0.0002, β₁ = 0.5, β₂ = 0.9 with the gradient penalty (0.001 in the "
            + "preset for vectors; the paper's 0.0001, 0 and 0.9 are for longer trainings), and with clipping 0.0005, "
            + "β₁ = 0, β₂ = 0.99, which comes near the paper's RMSProp at ten times its rate of 0.00005. All others: 1 "
            + "step; β₁ = 0.5, β₂ = 0.999, learning rate 0.0002 (0.0004 in the presets of the DCGAN and the quick "
            + "ClusterGAN with spectral normalisation).")
        USUAL,

        @Label(value = "Chosen", description = "Those below.")
        CHOSEN
}
