package org.latentlab.nodes.trainvae;

import org.knime.node.parameters.widget.choices.Label;

/** The kinds of layers of a custom network. */
enum ArchitectureOption {

        @Label(value = "MLP", description = "Dense layers.")
        MLP,

        @Label(value = "Convolutional", description = "3×3 convolutions of stride 2 and a dense layer; back by "
            + "transposed convolutions. Height and width must be divisible by 2 for each convolution.")
        CONVOLUTIONAL,

        @Label(value = "Deep convolutional", description = "4×4 convolutions of stride 2 with batch normalisation and "
            + "leaky ReLU, the filters doubling each time, down to about 4×4 pixels. Height and width must be "
            + "divisible by 4 and at least 16.")
        DEEP
}
