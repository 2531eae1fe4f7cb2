package org.latentlab.nodes.trainvae;

import org.knime.node.parameters.widget.choices.Label;

/** What is made of pixels before the Bernoulli likelihood. */
enum BinarisationOption {

        @Label(value = "As they are", description = "Continuous pixels in [0, 1]; −ELBO is comparable with most "
            + "published figures of digits.")
        NONE,

        @Label(value = "Thresholded", description = "1 from a threshold on, else 0.")
        THRESHOLD,

        @Label(value = "Drawn anew each epoch", description = "1 with the pixel's value as probability (Burda, Grosse "
            + "and Salakhutdinov 2016, “dynamic binarisation”).")
        DRAWN
}
