package org.latentlab.nodes.trainvae;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.nn.Activation;

/** The non-linearity of the hidden layers. */
enum ActivationOption {

        @Label(value = "Softplus", description = "ln(1 + exp x): smooth, the usual one of the dense networks here.")
        SOFTPLUS,

        @Label(value = "ReLU", description = "max(0, x): the quickest to compute.")
        RELU,

        @Label(value = "Leaky ReLU", description = "x above 0, 0.2 x below: like ReLU, but no unit ever falls silent.")
        LEAKY_RELU,

        @Label(value = "tanh", description = "The hyperbolic tangent, between −1 and 1.")
        TANH;

    Activation activation() {
        return Activation.valueOf(name());
    }
}
