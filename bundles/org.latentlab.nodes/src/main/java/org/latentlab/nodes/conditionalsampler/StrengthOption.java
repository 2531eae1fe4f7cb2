package org.latentlab.nodes.conditionalsampler;

import org.knime.node.parameters.widget.choices.Label;

/** What of a sampler is fitted. */
enum StrengthOption {

        /** One θ and one n for all. */
        @Label(value = "Simple", description = "One θ and one n for all dimensions and classes: every θ of a list with "
            + "every n of another is tried.")
        SIMPLE,

        /** A θ for each dimension. */
        @Label(value = "Per dimension", description = "A θ for each latent dimension, the same for all classes.")
        PER_DIMENSION,

        /** A θ for each dimension and class. */
        @Label(value = "Per dimension and class", description = "A θ for each latent dimension of each class.")
        PER_DIMENSION_AND_CLASS,

        /** A network from class and noise to a latent vector. */
        @Label(value = "Generator network", description = "A small network from the class and noise to a latent "
            + "vector, trained through the decoder and the classifier to be right and varied.")
        NETWORK
}
