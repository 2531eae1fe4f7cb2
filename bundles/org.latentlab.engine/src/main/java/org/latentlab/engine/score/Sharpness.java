package org.latentlab.engine.score;

import java.util.stream.IntStream;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/**
 * How sharp images are, all pixels of all channels together: how wide their detail is, and how much it stands out.
 * <p>
 * √(Σ(I − Ī)² / Σ‖∇I‖²) is a width in pixels, Ī the mean of an image's channel and ∇I the differences of
 * neighbouring pixels: of a signal in time it is known as the inverse of its mobility (Hjorth 1970, "EEG analysis based
 * on time domain properties"). It does not depend on contrast, and for a Gaussian blob exp(−r²/2σ²) of any height on a
 * wide ground it is σ. A width from second and first derivatives instead, √(2·Σ‖∇I‖² / Σ(ΔI)²), would be that of the
 * finest texture, however faint: vague clouds with the grain that a decoder leaves are as sharp by that as what they
 * should be.
 * <p>
 * Blur lowers contrast as well as it widens; the root mean square contrast (Peli 1990, "Contrast in complex images")
 * tells images that are faint though no wider. Contrast over width is the root mean square of the gradient. Noise and
 * artefacts of single pixels make the width small, so samples of a smaller width than the data's are rough rather than
 * sharp.
 *
 * @param gradient mean of ‖∇I‖ per pixel, by differences of neighbouring pixels, at least 0
 * @param contrast root mean square of I − Ī, the standard deviation of an image's pixels, at least 0
 * @param width how wide detail is, in pixels, above 0; NaN where the images have none
 */
public record Sharpness(double gradient, double contrast, double width) {

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

    /** Sums over all images. */
    private static final class Sums {
        private double m_norms;
        private double m_squaredDifferences;
        private double m_squaredContrasts;
        private long m_inner;
        private long m_pixels;

        void add(final float[] image, final int offset, final int height, final int width) {
            final double mean = IntStream.range(offset, offset + height * width).mapToDouble(i -> image[i]).sum()
                / (height * width);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    final int at = offset + y * width + x;
                    final double centre = image[at];
                    m_squaredContrasts += (centre - mean) * (centre - mean);
                    m_squaredDifferences += (x > 0 ? square(image[at - 1] - centre) : 0)
                        + (y > 0 ? square(image[at - width] - centre) : 0);
                    if (x > 0 && y > 0 && x < width - 1 && y < height - 1) {
                        // the mean of both one-sided squares: central differences would not see every other pixel
                        m_norms += Math.sqrt((square(image[at - 1] - centre) + square(image[at + 1] - centre)
                            + square(image[at - width] - centre) + square(image[at + width] - centre)) / 2);
                    }
                }
            }
            m_inner += (long)(height - 2) * (width - 2);
            m_pixels += (long)height * width;
        }

        private static double square(final double difference) {
            return difference * difference;
        }

        Sharpness result() {
            return new Sharpness(m_norms / m_inner, Math.sqrt(m_squaredContrasts / m_pixels),
                m_squaredDifferences > 0 ? Math.sqrt(m_squaredContrasts / m_squaredDifferences) : Double.NaN);
        }
    }
}
