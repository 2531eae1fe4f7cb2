package org.latentlab.engine.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Rng;

/** PNG against Java's own reader and writer, both ways, and against files made byte by byte. */
class PngCodecTest {

    private static Images random(final ImageShape shape, final int count, final long seed) {
        final Rng rng = new Rng(seed);
        final byte[] pixels = new byte[count * shape.values()];
        // Smooth in x, so that the filters differ in what they give.
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)(i % shape.width() * 3 + rng.nextInt(8));
        }
        return Images.ofBytes(shape, pixels);
    }

    private static byte[] decode(final byte[] png, final ImageShape shape) {
        final byte[] pixels = new byte[shape.values()];
        PngCodec.decode(png, shape, pixels, 0);
        return pixels;
    }

    private static byte[] raster(final BufferedImage image, final int channels) {
        final byte[] pixels = new byte[channels * image.getHeight() * image.getWidth()];
        int to = 0;
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    pixels[to++] = (byte)image.getRaster().getSample(x, y, c);
                }
            }
        }
        return pixels;
    }

    private static byte[] bytes(final Images images) {
        final byte[] all = new byte[images.size() * images.shape().values()];
        for (int i = 0; i < images.size(); i++) {
            images.copyBytes(i, all, i * images.shape().values());
        }
        return all;
    }

    private static byte[] write(final BufferedImage image) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, "png", out));
        return out.toByteArray();
    }

    private static BufferedImage filled(final BufferedImage image, final int bound, final long seed) {
        final Rng rng = new Rng(seed);
        final WritableRaster raster = image.getRaster();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                for (int b = 0; b < raster.getNumBands(); b++) {
                    raster.setSample(x, y, b, rng.nextInt(bound));
                }
            }
        }
        return image;
    }

    @Test
    void javasReaderFindsThePixelsWritten() throws IOException {
        for (final ImageShape shape : new ImageShape[]{ImageShape.gray(28, 28), ImageShape.gray(1, 1),
            ImageShape.gray(90, 75), ImageShape.rgb(32, 32), ImageShape.rgb(5, 117)}) {
            final Images images = random(shape, 1, 1);
            final BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngCodec.encode(images, 0)));
            assertArrayEquals(bytes(images), raster(read, shape.channels()), shape.toString());
        }
    }

    @Test
    void readsBackWhatItWrote() {
        final Images images = random(ImageShape.rgb(17, 9), 3, 2);
        final byte[] all = new byte[3 * images.shape().values()];
        for (int i = 0; i < 3; i++) {
            final byte[] png = PngCodec.encode(images, i);
            assertEquals(images.shape(), PngCodec.shape(png));
            PngCodec.decode(png, images.shape(), all, i * images.shape().values());
        }
        assertEquals(images, Images.ofBytes(images.shape(), all));
    }

    @Test
    void noiseThatCannotBeCompressedSurvives() {
        final ImageShape shape = ImageShape.rgb(300, 200);
        final Rng rng = new Rng(3);
        final byte[] pixels = new byte[shape.values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)rng.nextLong();
        }
        assertArrayEquals(pixels, decode(PngCodec.encode(Images.ofBytes(shape, pixels), 0), shape));
    }

    @Test
    void floatsAreRoundedAndClipped() {
        final Images images = Images.ofFloats(ImageShape.gray(1, 4), new float[]{-0.5f, 0.499f / 255, 0.5f, 1.5f});
        assertArrayEquals(new byte[]{0, 0, (byte)128, (byte)255},
            decode(PngCodec.encode(images, 0), images.shape()));
    }

    @Test
    void readsWhatJavaWrites() throws IOException {
        for (final int type : new int[]{BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_4BYTE_ABGR}) {
            final BufferedImage image = filled(new BufferedImage(13, 7, type), 256, type);
            final int channels = type == BufferedImage.TYPE_BYTE_GRAY ? 1 : 3;
            final byte[] png = write(image);
            final ImageShape shape = new ImageShape(channels, 7, 13);
            assertEquals(shape, PngCodec.shape(png));
            assertArrayEquals(raster(image, channels), decode(png, shape));
        }
    }

    /** Random bytes behind each filter type are a valid image; Java's reader says which one. */
    @Test
    void undoesEveryFilterAsJavasReaderDoes() throws IOException {
        final int[] samplesOf = {1, 0, 3, 0, 2, 0, 4};
        for (final int colourType : new int[]{0, 2, 4, 6}) {
            final int samples = samplesOf[colourType];
            final int width = 11;
            final int height = 15;
            final Rng rng = new Rng(colourType);
            final byte[] raw = new byte[height * (1 + width * samples)];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = i % (1 + width * samples) == 0 ? (byte)(i / (1 + width * samples) % 5)
                    : (byte)rng.nextLong();
            }
            final byte[] png = png(width, height, 8, colourType, raw, 40);
            final int channels = samples > 2 ? 3 : 1;
            assertArrayEquals(raster(ImageIO.read(new ByteArrayInputStream(png)), channels),
                decode(png, new ImageShape(channels, height, width)), "colour type " + colourType);
        }
    }

    @Test
    void paletteOfColoursIsRgbAndPaletteOfGraysIsGray() throws IOException {
        final byte[] red = {0, 10, (byte)200, (byte)255};
        final byte[] green = {0, 20, (byte)100, (byte)255};
        final BufferedImage colours = filled(new BufferedImage(6, 5, BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, 4, red, green, red)), 4, 5);
        final byte[] decoded = decode(write(colours), ImageShape.rgb(5, 6));
        for (int i = 0; i < 30; i++) {
            final int rgb = colours.getRGB(i % 6, i / 6);
            assertEquals(rgb & 0xffffff, (decoded[i] & 0xff) << 16 | (decoded[30 + i] & 0xff) << 8
                | decoded[60 + i] & 0xff);
        }
        final BufferedImage grays = filled(new BufferedImage(6, 5, BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, 4, red, red, red)), 4, 6);
        final byte[] gray = decode(write(grays), ImageShape.gray(5, 6));
        for (int i = 0; i < 30; i++) {
            assertEquals(red[grays.getRaster().getSample(i % 6, i / 6, 0)], gray[i]);
        }
    }

    @Test
    void samplesOfOneBitAreBlackAndWhite() throws IOException {
        final BufferedImage bits = filled(new BufferedImage(21, 4, BufferedImage.TYPE_BYTE_BINARY), 2, 7);
        final byte[] pixels = decode(write(bits), ImageShape.gray(4, 21));
        for (int i = 0; i < pixels.length; i++) {
            assertEquals(bits.getRaster().getSample(i % 21, i / 21, 0) * 255, pixels[i] & 0xff);
        }
    }

    @Test
    void samplesOfSixteenBitsAreRoundedToEight() throws IOException {
        final BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
        final int[] samples = {0, 128, 129, 65535};
        for (int x = 0; x < 4; x++) {
            image.getRaster().setSample(x, 0, 0, samples[x]);
        }
        // 128 × 255 / 65535 = 0.498, 129 × 255 / 65535 = 0.502
        assertArrayEquals(new byte[]{0, 0, 1, (byte)255}, decode(write(image), ImageShape.gray(1, 4)));
    }

    @Test
    void readsInterlacedFiles() throws IOException {
        final BufferedImage image = filled(new BufferedImage(19, 10, BufferedImage.TYPE_BYTE_GRAY), 256, 8);
        final ImageWriter writer =
            ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "png").next();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            final ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        final byte[] png = bytes.toByteArray();
        assertEquals(1, png[28], "the file is to be interlaced");
        assertArrayEquals(raster(image, 1), decode(png, ImageShape.gray(10, 19)));
    }

    @Test
    void anotherShapeIsRefusedAndBothAreNamed() {
        final byte[] png = PngCodec.encode(random(ImageShape.gray(28, 28), 1, 9), 0);
        final String size = assertThrows(ImageFormatException.class,
            () -> PngCodec.decode(png, ImageShape.gray(32, 32), new byte[32 * 32], 0)).getMessage();
        assertEquals("The image is 28×28 gray, but 32×32 gray is expected.", size);
        final String colour = assertThrows(ImageFormatException.class,
            () -> PngCodec.decode(png, ImageShape.rgb(28, 28), new byte[3 * 28 * 28], 0)).getMessage();
        assertEquals("The image is 28×28 gray, but 28×28×3 RGB is expected.", colour);
    }

    @Test
    void everyFileCutOffIsRefused() {
        final ImageShape shape = ImageShape.gray(8, 8);
        final byte[] png = PngCodec.encode(random(shape, 1, 10), 0);
        for (int length = 0; length < png.length; length++) {
            final byte[] part = Arrays.copyOf(png, length);
            assertThrows(ImageFormatException.class, () -> decode(part, shape), "after " + length + " bytes");
        }
    }

    @Test
    void everyByteChangedIsRefused() {
        final ImageShape shape = ImageShape.gray(8, 8);
        final byte[] png = PngCodec.encode(random(shape, 1, 11), 0);
        for (int i = 0; i < png.length; i++) {
            final byte[] damaged = png.clone();
            damaged[i] ^= 0x10;
            assertThrows(ImageFormatException.class, () -> decode(damaged, shape), "byte " + i);
        }
    }

    @Test
    void tooFewPixelsAndUnknownFiltersAreRefused() throws IOException {
        final ImageShape shape = ImageShape.gray(3, 2);
        final String few = assertThrows(ImageFormatException.class,
            () -> decode(png(2, 3, 8, 0, new byte[]{0, 1, 2, 0, 3, 4}, 99), shape)).getMessage();
        assertTrue(few.contains("6 bytes of pixels where 9 are expected"), few);
        final String filter = assertThrows(ImageFormatException.class,
            () -> decode(png(2, 3, 8, 0, new byte[]{0, 1, 2, 7, 3, 4, 0, 0, 0}, 99), shape)).getMessage();
        assertTrue(filter.contains("unknown row filter 7"), filter);
    }

    @Test
    void aHeaderWithoutSenseIsRefused() throws IOException {
        for (final int[] header : new int[][]{{0, 3, 8, 0}, {2, -1, 8, 0}, {2, 3, 3, 0}, {2, 3, 8, 5}, {2, 3, 16, 3}}) {
            final byte[] png = png(header[0], header[1], header[2], header[3], new byte[9], 99);
            assertThrows(ImageFormatException.class, () -> PngCodec.shape(png), Arrays.toString(header));
        }
        final byte[] huge = png(2_000_000_000, 2_000_000_000, 8, 0, new byte[9], 99);
        assertTrue(assertThrows(ImageFormatException.class, () -> PngCodec.shape(huge)).getMessage()
            .contains("claims 2000000000×2000000000 pixels, more than its"));
    }

    @Test
    void aPaletteImageWithoutPaletteIsRefused() throws IOException {
        final byte[] png = png(2, 3, 8, 3, new byte[9], 99);
        assertTrue(assertThrows(ImageFormatException.class, () -> PngCodec.shape(png)).getMessage()
            .contains("no usable palette"));
    }

    @Test
    void threadsDoNotDisturbEachOther() {
        final Images images = random(ImageShape.gray(28, 28), 400, 12);
        final byte[] all = new byte[images.size() * 784];
        IntStream.range(0, images.size()).parallel()
            .forEach(i -> PngCodec.decode(PngCodec.encode(images, i), images.shape(), all, i * 784));
        assertEquals(images, Images.ofBytes(images.shape(), all));
    }

    /** A PNG made by hand, its pixels spread over several IDAT chunks. */
    static byte[] png(final int width, final int height, final int depth, final int colourType, final byte[] raw,
        final int chunkLength) throws IOException {
        final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(compressed)) {
            deflater.write(raw);
        }
        final ByteArrayOutputStream header = new ByteArrayOutputStream();
        final DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[]{(byte)depth, (byte)colourType, 0, 0, 0});
        final ByteArrayOutputStream png = new ByteArrayOutputStream();
        final DataOutputStream out = new DataOutputStream(png);
        out.writeLong(0x89504E470D0A1A0AL);
        chunk(out, "IHDR", header.toByteArray());
        chunk(out, "tEXt", "Comment\0by hand".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        final byte[] data = compressed.toByteArray();
        for (int from = 0; from < data.length; from += chunkLength) {
            chunk(out, "IDAT", Arrays.copyOfRange(data, from, Math.min(data.length, from + chunkLength)));
        }
        chunk(out, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(final DataOutputStream out, final String type, final byte[] data) throws IOException {
        final CRC32 crc = new CRC32();
        crc.update(type.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        crc.update(data);
        out.writeInt(data.length);
        out.writeBytes(type);
        out.write(data);
        out.writeInt((int)crc.getValue());
    }
}
