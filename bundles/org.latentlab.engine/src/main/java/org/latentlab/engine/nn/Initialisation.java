package org.latentlab.engine.nn;

import org.latentlab.engine.math.Rng;

/** How the weights of an untrained network are drawn. Biases and shifts are 0. */
public enum Initialisation {
    /** Scaled to the number of inputs, as {@link LayerStack#initialise(Rng)} says. */
    SCALED,
    /**
     * All weights from N(0, 0.02²), scales of batch normalisation from N(1, 0.02²), as DCGANs do (Radford, Metz and
     * Chintala 2016, section 4, for the weights; the scales as in the authors' program).
     */
    DCGAN;

    private static final double DEVIATION = 0.02;

    /** Draws values about a mean as {@link #DCGAN} says. */
    static void drawDcgan(final Parameter parameter, final double mean, final Rng rng) {
        Parameters.normal(parameter, mean, DEVIATION, rng);
    }
}
