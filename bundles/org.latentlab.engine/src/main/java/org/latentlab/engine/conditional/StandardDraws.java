package org.latentlab.engine.conditional;

import org.latentlab.engine.latent.MixtureSampler;
import org.latentlab.engine.math.Rng;

/**
 * The random numbers behind a number of latent vectors of a class: of each, the component of the class's mixture and
 * the mean of n vectors of standard normal numbers. They do not depend on θ, so that samplers of different θ can be
 * compared on the same numbers, and drawn once for all of them.
 *
 * @param components the component of each vector
 * @param normals count × d means of standard normal numbers, of variance 1/n
 */
record StandardDraws(int[] components, double[] normals) {

    /**
     * @param latentClass the class
     * @param count how many vectors
     * @param draws n
     * @param seed the seed
     * @return the numbers; those of fewer vectors are the first of those of more
     */
    static StandardDraws of(final LatentClass latentClass, final int count, final int draws, final long seed) {
        final Rng rng = Rng.stream(seed, "class " + latentClass.name());
        final int d = latentClass.mean().length;
        final boolean isMixture = latentClass.mixture().components() > 1;
        final MixtureSampler mixture = new MixtureSampler(latentClass.mixture());
        final int[] components = new int[count];
        final double[] normals = new double[Math.multiplyExact(count, d)];
        for (int i = 0; i < count; i++) {
            components[i] = isMixture ? mixture.component(rng) : 0;
            for (int draw = 0; draw < draws; draw++) {
                for (int j = 0; j < d; j++) {
                    normals[i * d + j] += rng.nextGaussian();
                }
            }
            for (int j = 0; j < d && draws > 1; j++) {
                normals[i * d + j] /= draws;
            }
        }
        return new StandardDraws(components, normals);
    }
}
