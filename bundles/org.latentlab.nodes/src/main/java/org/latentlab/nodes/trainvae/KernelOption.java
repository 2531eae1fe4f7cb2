package org.latentlab.nodes.trainvae;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.vae.Divergence.MmdKernel;

/** The kernel of the MMD. */
enum KernelOption {

        @Label(value = "Gaussian", description = "exp(−‖a − b‖² / (2σ²)).")
        GAUSSIAN,

        @Label(value = "Inverse multiquadratic", description = "C / (C + ‖a − b‖²) with C = σ²: its tails reach "
            + "farther, so that codes far off are drawn in too.")
        INVERSE_MULTIQUADRATIC;

    MmdKernel kernel() {
        return MmdKernel.valueOf(name());
    }
}
