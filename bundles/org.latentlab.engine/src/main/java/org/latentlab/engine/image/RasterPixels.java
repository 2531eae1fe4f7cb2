package org.latentlab.engine.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Pixels through {@link ImageIO}, taken from the raster rather than from {@link BufferedImage#getRGB}, which would
 * apply a gamma curve to gray images.
 */
final class RasterPixels {

    /** No image in a data set is larger than this; a header that says so is a mistake or an attack on the memory. */
    static final int MAX_PIXELS = 100_000_000;

    private RasterPixels() {
    }

    /**
     * @param bytes an image file
     * @param format "png" or "jpeg"
     * @param expected the shape that was found in the header
     * @param target where the C×H×W bytes go
     * @param offset where in the target
     * @throws ImageFormatException if the file is damaged
     */
    static void decode(final byte[] bytes, final String format, final ImageShape expected, final byte[] target,
        final int offset) {
        final BufferedImage image = read(bytes, format);
        if (image.getWidth() != expected.width() || image.getHeight() != expected.height()) {
            throw new ImageFormatException("The image is " + image.getHeight() + "×" + image.getWidth() + ", but "
                + expected + " is expected.");
        }
        copy(image, expected.channels(), target, offset);
    }

    /**
     * @param bytes an image file
     * @param format "png" or "jpeg"
     * @return the image
     * @throws ImageFormatException if it cannot be read whole
     */
    static BufferedImage read(final byte[] bytes, final String format) {
        final Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new ImageFormatException("This Java installation cannot read " + format + " images.");
        }
        final ImageReader reader = readers.next();
        final String[] damage = new String[1];
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            // A JPEG that is cut off decodes to gray where pixels are missing, with no more than a warning.
            reader.addIIOReadWarningListener((source, warning) -> {
                if (warning.contains("Premature end") || warning.contains("Corrupt")) {
                    damage[0] = warning;
                }
            });
            final long pixels = (long)reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MAX_PIXELS) {
                throw new ImageFormatException("The image has " + reader.getHeight(0) + "×" + reader.getWidth(0)
                    + " pixels; at most " + MAX_PIXELS + " pixels can be read.");
            }
            final BufferedImage image = reader.read(0);
            if (damage[0] != null) {
                throw new ImageFormatException("The " + format + " image is damaged: " + damage[0] + ".");
            }
            return image;
        } catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
            // ImageIO answers damaged files with unchecked exceptions too.
            throw new ImageFormatException("The " + format + " image cannot be read: " + reason(e) + ".", e);
        } finally {
            reader.dispose();
        }
    }

    private static String reason(final Exception e) {
        final Throwable root = e.getCause() != null && e.getCause().getMessage() != null ? e.getCause() : e;
        final String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message.strip().replaceAll("[.!]+$", "");
    }

    /** @return 1 if the image is gray, else 3 */
    static int channels(final BufferedImage image) {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            for (int i = 0; i < palette.getMapSize(); i++) {
                if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
                    return 3;
                }
            }
            return 1;
        }
        return image.getRaster().getNumBands() >= 3 ? 3 : 1;
    }

    /** Copies the pixels as C×H×W bytes; alpha is dropped, samples are scaled to 0…255. */
    static void copy(final BufferedImage image, final int channels, final byte[] target, final int offset) {
        final int width = image.getWidth();
        final int height = image.getHeight();
        final int plane = width * height;
        final Raster raster = image.getRaster();
        final int[] row = new int[width];
        final int[] table = new int[width];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                if (image.getColorModel() instanceof IndexColorModel palette) {
                    raster.getSamples(0, y, width, 1, 0, table);
                    for (int x = 0; x < width; x++) {
                        row[x] = c == 0 ? palette.getRed(table[x]) : c == 1 ? palette.getGreen(table[x])
                            : palette.getBlue(table[x]);
                    }
                } else {
                    raster.getSamples(0, y, width, 1, c, row);
                    stretch(row, image.getSampleModel().getSampleSize(c));
                }
                for (int x = 0; x < width; x++) {
                    target[offset + c * plane + y * width + x] = (byte)row[x];
                }
            }
        }
    }

    private static void stretch(final int[] row, final int bits) {
        if (bits == 8) {
            return;
        }
        final long top = (1L << bits) - 1;
        for (int x = 0; x < row.length; x++) {
            row[x] = (int)((row[x] * 255L + top / 2) / top);
        }
    }
}
