package org.latentlab.nodes.traingan;

import org.knime.node.parameters.widget.choices.Label;

/** What the length of a training is counted in. */
enum LengthOption {

        @Label(value = "Epochs", description = "How often the critic has seen every image.")
        EPOCHS,

        @Label(value = "Generator updates", description = "Steps of the generator: to compare trainings with different "
            + "batches or steps of the critic, or a GAN with a VAE, on equal terms.")
        UPDATES
}
