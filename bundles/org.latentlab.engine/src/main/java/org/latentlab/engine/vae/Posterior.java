package org.latentlab.engine.vae;

import org.latentlab.engine.math.Rng;

/**
 * What the encoder says about images: a normal distribution over the latent space for each, with independent
 * dimensions.
 *
 * @param size number of images
 * @param latentSize number of latent dimensions
 * @param mean size × latentSize means, image after image
 * @param logVariance the natural logarithms of the variances, likewise; −∞ where codes are deterministic
 */
public record Posterior(int size, int latentSize, float[] mean, float[] logVariance) {

    /** Checks the lengths. */
    public Posterior {
        final long expected = (long)size * latentSize;
        if (mean.length != expected || logVariance.length != expected) {
            throw new IllegalArgumentException("A posterior of " + size + " images in " + latentSize
                + " dimensions has " + expected + " means and log-variances, not " + mean.length + " and "
                + logVariance.length + ".");
        }
    }

    /**
     * Draws one code for each image.
     *
     * @param seed the seed
     * @return size × latentSize values, image after image
     */
    public float[] sample(final long seed) {
        final Rng rng = Rng.stream(seed, "posterior sample");
        final float[] z = new float[mean.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = (float)(mean[i] + Math.exp(0.5 * logVariance[i]) * rng.nextGaussian());
        }
        return z;
    }
}
