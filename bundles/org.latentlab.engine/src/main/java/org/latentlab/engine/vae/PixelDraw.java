package org.latentlab.engine.vae;

import org.latentlab.engine.math.Rng;

/**
 * Which draws make pixels binary where they are drawn: those of an epoch of training, which depend on the seed, the
 * epoch and the number of the image alone, or those of a trained model, which depend on its seed and the pixels alone.
 *
 * @param seed the seed of the training
 * @param epoch the epoch, from 1; 0 where a model is applied
 */
record PixelDraw(long seed, int epoch) {

    /** @return the draws of a model that is applied */
    static PixelDraw applied(final long seed) {
        return new PixelDraw(seed, 0);
    }

    /**
     * @param image the number of the image among all
     * @param pixels its values, C×H×W
     * @return the numbers for that image
     */
    Rng of(final int image, final float[] pixels) {
        if (epoch > 0) {
            return Rng.stream(seed, "binary pixels of image " + image + " in epoch " + epoch);
        }
        long hash = 0xcbf29ce484222325L; // FNV-1a over the pixels' bits
        for (final float pixel : pixels) {
            hash = (hash ^ Float.floatToIntBits(pixel)) * 0x100000001b3L;
        }
        return Rng.stream(seed, "binary pixels of " + Long.toHexString(hash));
    }
}
