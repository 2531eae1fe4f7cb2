package org.latentlab.engine.image;

/**
 * Images to PNG and back (ISO/IEC 15948). What LatentLab writes itself (8 bits, gray or RGB, not interlaced) takes a
 * path of its own that allocates next to nothing; palettes, interlaced files and other bit depths go through
 * {@link javax.imageio.ImageIO}. An alpha channel is dropped, samples of 16 bits are rounded to 8, and samples of 1, 2
 * or 4 bits are stretched to 0…255. Gamma and colour profile chunks are ignored: a pixel is the number in the file.
 * <p>
 * Thread safe: each thread keeps its own compressor, so rows can be coded in parallel.
 */
public final class PngCodec {

    private static final ThreadLocal<PngEncoder> ENCODER = ThreadLocal.withInitial(PngEncoder::new);
    private static final ThreadLocal<PngDecoder> DECODER = ThreadLocal.withInitial(PngDecoder::new);

    private PngCodec() {
    }

    /**
     * @param images the images; floats are rounded to 0…255 and clipped
     * @param image which one, 0…images.size()-1
     * @return a PNG of 8 bits a sample, gray or RGB as the shape says; the same pixels give the same bytes
     */
    public static byte[] encode(final Images images, final int image) {
        return ENCODER.get().encode(images, image);
    }

    /**
     * Reads the header, not the pixels.
     *
     * @param png a PNG file's bytes
     * @return the shape that {@link #decode} will find; a palette of grays alone counts as gray
     * @throws ImageFormatException if this is no PNG
     */
    public static ImageShape shape(final byte[] png) {
        return PngHeader.read(png).shape(png);
    }

    /**
     * Reads the pixels as C×H×W bytes. Gray is never turned into RGB, nor RGB into gray, nor is anything resized.
     *
     * @param png a PNG file's bytes
     * @param expected the shape that the image must have
     * @param target where to, at least offset + expected.values() long
     * @param offset where in the target the image begins
     * @throws ImageFormatException if this is no PNG, is damaged, or has another shape
     */
    public static void decode(final byte[] png, final ImageShape expected, final byte[] target, final int offset) {
        final PngHeader header = PngHeader.read(png);
        final ImageShape shape = header.shape(png);
        if (!shape.equals(expected)) {
            throw new ImageFormatException("The image is " + shape + (shape.channels() == 1 ? " gray" : " RGB")
                + ", but " + expected + (expected.channels() == 1 ? " gray" : " RGB") + " is expected.");
        }
        if (header.isPlain()) {
            DECODER.get().decode(png, header, target, offset);
        } else {
            RasterPixels.decode(png, "png", expected, target, offset);
        }
    }
}
