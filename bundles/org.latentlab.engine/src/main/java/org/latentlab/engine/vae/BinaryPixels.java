package org.latentlab.engine.vae;

import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;

/** Makes 0 or 1 of the pixels of a batch. */
final class BinaryPixels {

    private static final byte ONE = (byte)255;

    private final Likelihood.Binarisation m_how;

    /** @param how by a threshold, or drawn */
    private BinaryPixels(final Likelihood.Binarisation how) {
        m_how = how;
    }

    /** @return what makes pixels binary before a network of this likelihood sees them; null where nothing does */
    static BinaryPixels of(final Likelihood likelihood) {
        return likelihood instanceof Likelihood.Bernoulli bernoulli
            && !(bernoulli.pixels() instanceof Likelihood.Binarisation.None) ? new BinaryPixels(bernoulli.pixels())
                : null;
    }

    /**
     * @param images the images
     * @param rows which of them; null = all, in order
     * @param from where in the rows to begin
     * @param count how many
     * @param draw where random numbers come from
     * @return as many images of 0 and 1
     */
    Images apply(final Images images, final int[] rows, final int from, final int count, final PixelDraw draw) {
        final int n = images.shape().values();
        final byte[] binary = new byte[count * n];
        Parallel.forRange(count, (chunk, first, last) -> {
            final float[] pixels = new float[n];
            for (int i = first; i < last; i++) {
                final int image = rows == null ? from + i : rows[from + i];
                images.copyTo(image, pixels, 0);
                if (m_how instanceof Likelihood.Binarisation.Threshold threshold) {
                    cut(pixels, threshold.threshold(), binary, i * n);
                } else {
                    draw(pixels, draw.of(image, pixels), binary, i * n);
                }
            }
        });
        return Images.ofBytes(images.shape(), binary);
    }

    private static void cut(final float[] pixels, final double threshold, final byte[] binary, final int at) {
        for (int j = 0; j < pixels.length; j++) {
            binary[at + j] = pixels[j] >= (float)threshold ? ONE : 0;
        }
    }

    private static void draw(final float[] pixels, final Rng rng, final byte[] binary, final int at) {
        for (int j = 0; j < pixels.length; j++) {
            binary[at + j] = rng.nextDouble() < pixels[j] ? ONE : 0;
        }
    }
}
