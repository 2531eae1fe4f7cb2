package org.latentlab.engine.snapshot;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.latentlab.engine.EngineException;

/** Smaller PNG files: with a palette, packed as tightly as the platform's writer can. */
public final class PalettePng {

    private PalettePng() {
    }

    /**
     * @param png a PNG file
     * @param scale pixels wanted per pixel, above 0, at most 1
     * @param colors how many colours to keep at most, 2…255; a picture that has no more keeps its own
     * @return the picture on white as a PNG file; the file given where that is smaller and not to be scaled
     * @throws EngineException if it cannot be read
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static byte[] of(final byte[] png, final double scale, final int colors) {
        if (!(scale > 0 && scale <= 1)) {
            throw new IllegalArgumentException("A smaller picture has a scale above 0 and at most 1, not " + scale
                + ".");
        }
        final BufferedImage read = Frames.read(png, "the page");
        final byte[] packed = write(indexed(scale < 1 ? Frames.scaled(read, scale) : read, colors));
        return scale == 1 && png.length <= packed.length ? png : packed;
    }

    private static BufferedImage indexed(final BufferedImage image, final int colors) {
        final int width = image.getWidth();
        final int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        final Palette palette = new Palette(colors);
        palette.add(pixels);
        palette.choose();
        final IndexColorModel model = palette.opaque();
        final BufferedImage indexed =
            new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        final byte[] row = new byte[width];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                row[x] = (byte)palette.index(pixels[y * width + x]);
            }
            indexed.getRaster().setDataElements(0, y, width, 1, row);
        }
        return indexed;
    }

    private static byte[] write(final BufferedImage image) {
        final ImageWriter writer =
            ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "png").next();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            final ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(0);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("A picture could not be written as PNG to memory.", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
