package org.latentlab.engine.image;

import java.awt.image.BufferedImage;

/** PNG and JPEG files of any shape into {@link Images}; which of the two it is, is told by the first bytes. */
public final class ImageFiles {

    private ImageFiles() {
    }

    /**
     * Alpha is dropped and colour profiles are ignored, as {@link PngCodec} says; a JPEG of one component is gray.
     *
     * @param file a PNG or JPEG file's bytes
     * @return one image, gray or RGB as it is in the file
     * @throws ImageFormatException if the file is neither, or is cut off or damaged
     */
    public static Images decode(final byte[] file) {
        if (file.length >= 3 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8 && (file[2] & 0xff) == 0xff) {
            final BufferedImage image = RasterPixels.read(file, "jpeg");
            final ImageShape shape =
                new ImageShape(RasterPixels.channels(image), image.getHeight(), image.getWidth());
            final byte[] pixels = new byte[shape.values()];
            RasterPixels.copy(image, shape.channels(), pixels, 0);
            return Images.ofBytes(shape, pixels);
        }
        if (file.length >= 4 && PngHeader.int32(file, 0) == (int)(PngHeader.SIGNATURE >>> 32)) {
            final ImageShape shape = PngCodec.shape(file);
            if ((long)shape.height() * shape.width() > RasterPixels.MAX_PIXELS) {
                throw new ImageFormatException("The image claims " + shape + " pixels; at most "
                    + RasterPixels.MAX_PIXELS + " pixels can be read.");
            }
            final byte[] pixels = new byte[shape.values()];
            PngCodec.decode(file, shape, pixels, 0);
            return Images.ofBytes(shape, pixels);
        }
        throw new ImageFormatException(file.length == 0 ? "The file is empty."
            : "The file is neither PNG nor JPEG: its " + file.length + " bytes begin with neither's signature.");
    }
}
