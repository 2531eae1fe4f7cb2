package org.latentlab.engine.score;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/**
 * How sharp images are, all pixels of all channels together. The sum of the squared Laplacian is a usual measure of
 * focus (Subbarao, Choi and Nikzad 1993, "Focusing techniques", energy of the Laplacian; Pech-Pacheco et al. 2000), but
 * it grows with contrast. Over the sum of the squared gradient it does not: √(2·Σ‖∇I‖² / Σ(ΔI)²) is a width in pixels,
 * for a Gaussian blob exp(−r²/2σ²) of any height just σ. Noise and artefacts of single pixels make it small as well, so
 * samples of a smaller width than the data's are rough rather than sharp.
 *
 * @param gradient mean of ‖∇I‖ per pixel, by differences of neighbouring pixels, at least 0
 * @param laplacian root mean square of ΔI = I(x−1, y) + I(x+1, y) + I(x, y−1) + I(x, y+1) − 4·I(x, y), at least 0
 * @param width how wide detail is, in pixels, above 0; NaN where the images have none
 */
public record Sharpness(double gradient, double laplacian, double width) {

    private static final int LEAST_SIDE = 3;

    private static final int BLOCK = 256;

    /**
     * @param shape a shape
     * @return whether images of it have a sharpness: no vectors, and at least 3×3 pixels
     */
    public static boolean isDefinedFor(final ImageShape shape) {
        return !shape.isVector() && shape.height() >= LEAST_SIDE && shape.width() >= LEAST_SIDE;
    }

    /**
     * @param images at least one, of a shape that {@link #isDefinedFor} is true of
     * @param progress asked after every few images
     * @return their sharpness
     * @throws EngineException if there are none
     * @throws IllegalArgumentException if they are vectors or too small
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static Sharpness of(final Images images, final Progress progress) {
        final ImageShape shape = images.shape();
        if (!isDefinedFor(shape)) {
            throw new IllegalArgumentException("Sharpness is measured on images of at least 3×3 pixels, not on "
                + (shape.isVector() ? "vectors." : shape + "."));
        }
        if (images.size() == 0) {
            throw new EngineException("There are no images whose sharpness could be measured.");
        }
        final Sums sums = new Sums();
        final float[] image = new float[shape.values()];
        for (int i = 0; i < images.size(); i++) {
            if (i % BLOCK == 0) {
                progress.checkCanceled();
            }
            images.copyTo(i, image, 0);
            for (int c = 0; c < shape.channels(); c++) {
                sums.add(image, c * shape.height() * shape.width(), shape.height(), shape.width());
            }
        }
        return sums.result();
    }

    /** Sums over the pixels that have all four neighbours. */
    private static final class Sums {
        private double m_norms;
        private double m_squaredGradients;
        private double m_squaredLaplacians;
        private long m_pixels;

        void add(final float[] image, final int offset, final int height, final int width) {
            for (int y = 1; y < height - 1; y++) {
                for (int x = 1; x < width - 1; x++) {
                    final int at = offset + y * width + x;
                    final double centre = image[at];
                    final double left = image[at - 1] - centre;
                    final double right = image[at + 1] - centre;
                    final double above = image[at - width] - centre;
                    final double below = image[at + width] - centre;
                    // the mean of both one-sided squares: central differences would not see every other pixel
                    final double squared = (left * left + right * right + above * above + below * below) / 2;
                    final double laplacian = left + right + above + below;
                    m_norms += Math.sqrt(squared);
                    m_squaredGradients += squared;
                    m_squaredLaplacians += laplacian * laplacian;
                }
            }
            m_pixels += (long)(height - 2) * (width - 2);
        }

        Sharpness result() {
            return new Sharpness(m_norms / m_pixels, Math.sqrt(m_squaredLaplacians / m_pixels),
                m_squaredLaplacians > 0 ? Math.sqrt(2 * m_squaredGradients / m_squaredLaplacians) : Double.NaN);
        }
    }
}
