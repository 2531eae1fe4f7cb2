package org.latentlab.nodes.trainvae;

import java.util.List;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.vae.Architecture;

/** Networks by the data that they suit. */
enum PresetOption {

        @Label(value = "Digits, small (MLP 500-500)", description = "Two dense layers of 500 units with softplus on "
            + "either side: for small gray images such as MNIST's. Goes with the Bernoulli "
            + "likelihood.")
        DIGITS_MLP,

        @Label(value = "Digits and clothing, 28×28 (convolutional 32, 64)", description = "The network of TensorFlow's "
            + "tutorial “Convolutional Variational Autoencoder”: 3×3 convolutions of stride 2 with 32 and 64 filters, "
            + "back by transposed ones, ReLU. For gray or colour images of 28×28, 32×32 or any other size that is "
            + "divisible by 4. Goes with the Bernoulli likelihood.")
        DIGITS_CONVOLUTIONAL,

        @Label(value = "Colour images, 32×32 (convolutional 32, 64, 128)", description = "The same with a third "
            + "convolution, of 128 filters, for photographs such as CIFAR-10's and any size that is divisible by 8. "
            + "Goes with the learned Gaussian or the discretised logistic likelihood.")
        COLOUR_CONVOLUTIONAL,

        @Label(value = "Colour images, 32×32 and 64×64 (deep, batch norm)", description = "4×4 convolutions of stride "
            + "2 with 32, 64, 128, … filters down to 4×4 pixels, each with batch normalisation and leaky ReLU, and "
            + "back likewise: for faces and other colour images of 32×32, 64×64 or more. Goes with the learned "
            + "Gaussian or the discretised logistic likelihood.")
        COLOUR_DEEP,

        @Label(value = "Vectors (MLP)", description = "Dense layers of 128 and 64 units with ReLU: for vectors of a "
            + "few to some hundred numbers. Goes with a Gaussian likelihood.")
        VECTORS,

        @Label(value = "Custom", description = "The layers chosen below.")
        CUSTOM;

    /** The filters of the deep network's first convolution. */
    static final int DEEP_FILTERS = 32;

    /**
     * @param latentSkip whether every decoder layer takes the latent vector too
     * @return the network; null for a custom one
     */
    Architecture architecture(final boolean latentSkip) {
        return switch (this) {
            case DIGITS_MLP -> new Architecture.Mlp(List.of(500, 500), List.of(500, 500), Activation.SOFTPLUS,
                latentSkip);
            case DIGITS_CONVOLUTIONAL -> new Architecture.Convolutional(List.of(32, 64), Activation.RELU, latentSkip);
            case COLOUR_CONVOLUTIONAL -> new Architecture.Convolutional(List.of(32, 64, 128), Activation.RELU,
                latentSkip);
            case COLOUR_DEEP -> new Architecture.DeepConvolutional(DEEP_FILTERS, latentSkip);
            case VECTORS -> new Architecture.Mlp(List.of(128, 64), List.of(64, 128), Activation.RELU, latentSkip);
            case CUSTOM -> null;
        };
    }
}
