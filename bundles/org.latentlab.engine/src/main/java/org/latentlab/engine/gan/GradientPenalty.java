package org.latentlab.engine.gan;

/** What is asked of the gradient ∇D of the critic at points between real and generated images. */
public enum GradientPenalty {
    /** (‖∇D‖₂ − 1)²: the critic is to have slope 1 (Gulrajani et al. 2017, equation 3). */
    TOWARDS_ONE,
    /** ‖∇D‖₂: the critic is to be flat. */
    NORM
}
