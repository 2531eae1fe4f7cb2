package org.latentlab.engine.image;

/**
 * The chunks of a PNG file (ISO/IEC 15948): finds them, checks their lengths and reads the header. Everything here
 * looks at the file's bytes only; nothing is inflated.
 *
 * @param width columns of pixels, at least 1
 * @param height rows of pixels, at least 1
 * @param bitDepth 1, 2, 4, 8 or 16 bits a sample
 * @param colourType 0 gray, 2 RGB, 3 palette, 4 gray with alpha, 6 RGB with alpha
 * @param interlaced whether the pixels come in Adam7's seven passes
 */
record PngHeader(int width, int height, int bitDepth, int colourType, boolean interlaced) {

    static final int GRAY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GRAY_ALPHA = 4;
    static final int RGB_ALPHA = 6;

    static final int IHDR = 0x49484452;
    static final int PLTE = 0x504C5445;
    static final int IDAT = 0x49444154;
    static final int IEND = 0x49454E44;

    static final long SIGNATURE = 0x89504E470D0A1A0AL;

    /** The bytes of a chunk beside its data: length, type, checksum. */
    static final int CHUNK_OVERHEAD = 12;
    private static final int FIRST_CHUNK = 8;

    /** Deflate cannot shrink further than this; a larger image is a lie, found out before memory is set aside. */
    private static final int MAX_RATIO = 1032;

    /**
     * @param png the file's bytes
     * @return its header
     * @throws ImageFormatException if this is no PNG
     */
    static PngHeader read(final byte[] png) {
        if (png.length < FIRST_CHUNK + CHUNK_OVERHEAD + 13 || int32(png, 0) != (int)(SIGNATURE >>> 32)
            || int32(png, 4) != (int)SIGNATURE) {
            throw new ImageFormatException("These " + png.length + " bytes are no PNG image: they "
                + (png.length == 0 ? "are empty." : "do not begin with the PNG signature and a header."));
        }
        if (int32(png, 8) != 13 || int32(png, 12) != IHDR) {
            throw new ImageFormatException("The PNG image does not begin with an IHDR chunk of 13 bytes.");
        }
        final int width = int32(png, 16);
        final int height = int32(png, 20);
        final int depth = png[24] & 0xff;
        final int type = png[25] & 0xff;
        final int interlace = png[28] & 0xff;
        final boolean knownType = type == GRAY || type == RGB || type == PALETTE || type == GRAY_ALPHA
            || type == RGB_ALPHA;
        final boolean knownDepth = depth == 8 || depth == 16 && type != PALETTE
            || (type == GRAY || type == PALETTE) && (depth == 1 || depth == 2 || depth == 4);
        if (width < 1 || height < 1 || !knownType || !knownDepth || png[26] != 0 || png[27] != 0 || interlace > 1) {
            throw new ImageFormatException("The PNG image's header makes no sense: " + Integer.toUnsignedString(height)
                + "×" + Integer.toUnsignedString(width) + " pixels, colour type " + type + ", " + depth
                + " bits, interlace method " + interlace + ".");
        }
        final PngHeader header = new PngHeader(width, height, depth, type, interlace == 1);
        final double rawLength = (double)height * width * header.samples() * depth / 8;
        if (rawLength > (double)MAX_RATIO * png.length) {
            throw new ImageFormatException("The PNG image claims " + height + "×" + width + " pixels, more than its "
                + png.length + " bytes can hold.");
        }
        return header;
    }

    /**
     * @param png the file's bytes
     * @param type the chunk's type, e.g. {@link #PLTE}
     * @param from where a chunk begins
     * @return where the next chunk of that type begins (at its length field), or -1
     */
    static int find(final byte[] png, final int type, final int from) {
        int at = from;
        while (at >= 0) {
            if (at + CHUNK_OVERHEAD > png.length) {
                return -1;
            }
            if (int32(png, at + 4) == type) {
                return at;
            }
            at = next(png, at);
        }
        return -1;
    }

    /**
     * @param png the file's bytes
     * @param at where a chunk begins
     * @return where the chunk after it begins, or -1 if this one goes beyond the file's end
     */
    static int next(final byte[] png, final int at) {
        final long end = at + (long)CHUNK_OVERHEAD + (int32(png, at) & 0xffffffffL);
        return end > png.length ? -1 : (int)end;
    }

    /** @return where the first chunk (the header) begins */
    static int firstChunk() {
        return FIRST_CHUNK;
    }

    static int int32(final byte[] bytes, final int at) {
        return (bytes[at] & 0xff) << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8
            | bytes[at + 3] & 0xff;
    }

    /** @return the samples a pixel has in the file, alpha included */
    int samples() {
        return switch (colourType) {
            case RGB -> 3;
            case GRAY_ALPHA -> 2;
            case RGB_ALPHA -> 4;
            default -> 1;
        };
    }

    /** @return whether this is 8 bits a sample, not interlaced and without a palette: what the fast path reads */
    boolean isPlain() {
        return bitDepth == 8 && !interlaced && colourType != PALETTE;
    }

    /**
     * @param png the file's bytes, for its palette
     * @return the shape: gray where the file is gray or its palette holds grays alone
     * @throws ImageFormatException if the palette is missing or the image is too large for one array
     */
    ImageShape shape(final byte[] png) {
        final boolean gray = colourType == GRAY || colourType == GRAY_ALPHA
            || colourType == PALETTE && isGrayPalette(png);
        try {
            return new ImageShape(gray ? 1 : 3, height, width);
        } catch (IllegalArgumentException e) {
            throw new ImageFormatException("The PNG image is too large: " + e.getMessage(), e);
        }
    }

    private static boolean isGrayPalette(final byte[] png) {
        final int chunk = find(png, PLTE, FIRST_CHUNK);
        final int length = chunk < 0 ? 0 : int32(png, chunk);
        if (chunk < 0 || length < 3 || length % 3 != 0 || next(png, chunk) < 0) {
            throw new ImageFormatException("The PNG image has colour type 3 but no usable palette.");
        }
        for (int i = chunk + 8; i < chunk + 8 + length; i += 3) {
            if (png[i] != png[i + 1] || png[i] != png[i + 2]) {
                return false;
            }
        }
        return true;
    }
}
