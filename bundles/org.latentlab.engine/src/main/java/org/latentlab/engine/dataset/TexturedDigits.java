package org.latentlab.engine.dataset;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/**
 * Synthetic digits before a soft texture: each pixel is ink · m + ground · (1 − m), m being the digit's own pixel. The
 * ground runs smoothly between two shades along a sum of random waves; ink and ground differ by at least a third of the
 * range in brightness, so that the digit can always be read.
 */
final class TexturedDigits {

    private static final int COLOUR_SIZE = 32;

    private static final int WAVES = 4;

    private static final double LEAST_CONTRAST = 0.35;

    private TexturedDigits() {
    }

    /**
     * @param config the digits
     * @param colour whether to draw them on 32×32 RGB rather than 28×28 gray
     * @param progress told how far it is, and asked whether to stop
     * @return the images, labelled, with the factors of each row
     */
    static ImageDataset generate(final SyntheticDigitsConfig config, final boolean colour, final Progress progress) {
        final ImageDataset digits = SyntheticDigits.generate(config, progress.part(0, 0.7));
        final int size = colour ? COLOUR_SIZE : SyntheticDigits.SHAPE.width();
        final ImageShape shape = colour ? ImageShape.rgb(size, size) : ImageShape.gray(size, size);
        final byte[] pixels = new byte[Math.multiplyExact(config.count(), shape.values())];
        ParallelRows.forEach(config.count(), "Drawing textures", progress.part(0.7, 1), row -> {
            final Rng rng = Rng.stream(config.seed(), "texture " + row);
            paint(digits.images(), row, shape, rng, pixels);
        });
        return new ImageDataset(colour ? "Colour digits" : "Textured digits", Images.ofBytes(shape, pixels),
            digits.labels(), digits.classNames(), null, digits.factors(), digits.broken());
    }

    private static void paint(final Images digits, final int row, final ImageShape shape, final Rng rng,
        final byte[] pixels) {
        final int channels = shape.channels();
        final double[] ink = shade(channels, rng);
        double[] from = shade(channels, rng);
        double[] to = shade(channels, rng);
        while (Math.abs(mean(ink) - mean(from)) < LEAST_CONTRAST || Math.abs(mean(ink) - mean(to)) < LEAST_CONTRAST
            || (mean(ink) - mean(from)) * (mean(ink) - mean(to)) < 0) {
            from = shade(channels, rng);
            to = shade(channels, rng);
            System.arraycopy(shade(channels, rng), 0, ink, 0, channels);
        }
        final double[] ground = texture(shape, rng);
        final int inner = SyntheticDigits.SHAPE.width();
        final int border = (shape.width() - inner) / 2;
        final int plane = shape.width() * shape.height();
        for (int p = 0; p < plane; p++) {
            final int x = p % shape.width() - border;
            final int y = p / shape.width() - border;
            final double m = x < 0 || y < 0 || x >= inner || y >= inner ? 0 : digits.value(row, y * inner + x);
            for (int c = 0; c < channels; c++) {
                final double back = from[c] + (to[c] - from[c]) * ground[p];
                final double value = ink[c] * m + back * (1 - m);
                pixels[row * shape.values() + c * plane + p] = (byte)(int)(255 * value + 0.5);
            }
        }
    }

    private static double mean(final double[] shade) {
        return java.util.Arrays.stream(shade).sum() / shade.length;
    }

    private static double[] shade(final int channels, final Rng rng) {
        final double[] shade = new double[channels];
        for (int c = 0; c < channels; c++) {
            shade[c] = rng.nextDouble();
        }
        return shade;
    }

    /** A smooth field in [0, 1]. */
    private static double[] texture(final ImageShape shape, final Rng rng) {
        final double[] field = new double[shape.width() * shape.height()];
        for (int w = 0; w < WAVES; w++) {
            final double direction = rng.nextDouble(0, 2 * Math.PI);
            final double frequency = 2 * Math.PI / rng.nextDouble(8, 40);
            final double kx = frequency * StrictMath.cos(direction);
            final double ky = frequency * StrictMath.sin(direction);
            final double phase = rng.nextDouble(0, 2 * Math.PI);
            for (int p = 0; p < field.length; p++) {
                field[p] += StrictMath.cos(kx * (p % shape.width()) + ky * (p / shape.width()) + phase);
            }
        }
        for (int p = 0; p < field.length; p++) {
            field[p] = 0.5 + 0.5 * field[p] / WAVES;
        }
        return field;
    }
}
