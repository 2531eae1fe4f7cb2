package org.latentlab.engine.nn;

/**
 * What a layer does to its weighted sum v. Every one of them has a derivative that follows from its value h alone,
 * which is all that the backward pass keeps.
 */
public enum Activation {
    /** h = v; h' = 1. */
    LINEAR,
    /** h = ln(1 + exp(v)); h' = 1 − exp(−h). */
    SOFTPLUS,
    /** h = max(v, 0); h' = 1 where h > 0, else 0. */
    RELU,
    /** h = max(v, 0.2 v); h' = 1 where h > 0, 0.2 where h < 0, and their mean at the kink. */
    LEAKY_RELU,
    /** h = tanh(v); h' = 1 − h². */
    TANH,
    /** h = 1/(1 + exp(−v)); h' = h (1 − h). */
    SIGMOID
}
