package org.latentlab.engine.conditional;

import java.util.List;

/**
 * A generator network from (class, noise) to a latent vector and its training.
 *
 * @param noise length of the noise vectors, at least 1
 * @param hidden units of the hidden layers, in order; may be empty
 * @param steps training steps, at least 1
 * @param batch vectors a step, at least 2
 * @param learningRate of Adam, more than 0
 * @param spreadWeight weight of the spread ‖z − μ_y‖ in the loss, at least 0
 */
public record NetworkSamplerConfig(int noise, List<Integer> hidden, int steps, int batch, double learningRate,
    double spreadWeight) {
}
