package org.latentlab.engine.conditional;

import org.latentlab.engine.latent.GaussianMixture;

/**
 * The latent codes of one class.
 *
 * @param name the class
 * @param rows number of codes that its statistics rest on, at least 2
 * @param mean μ_y, d values
 * @param standardDeviation σ_y, d values, each at least 0, with the divisor n
 * @param mixture the distribution of its codes; of one component unless asked otherwise
 */
public record LatentClass(String name, int rows, double[] mean, double[] standardDeviation, GaussianMixture mixture) {
}
