package org.latentlab.nodes.traingan;

import org.knime.node.parameters.widget.choices.Label;

/** The kinds of layers of a custom network. */
enum ArchitectureOption {

        @Label(value = "MLP", description = "Dense layers with leaky ReLU: for vectors, and small images of any size.")
        MLP,

        @Label(value = "DCGAN", description = "4×4 convolutions of stride 2 with leaky ReLU, the filters doubling each "
            + "time, and transposed ones in the generator. Height and width must be divisible by 4 and at most 64.")
        DCGAN
}
