package org.latentlab.engine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

class ImageFilesTest {

    /** A slow gradient, which JPEG keeps to within a few gray levels. */
    private static byte[] jpeg(final int type) throws IOException {
        final BufferedImage image = new BufferedImage(40, 24, type);
        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 40; x++) {
                for (int b = 0; b < image.getRaster().getNumBands(); b++) {
                    image.getRaster().setSample(x, y, b, 40 + 3 * x + 2 * y * b);
                }
            }
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, "jpeg", out));
        return out.toByteArray();
    }

    @Test
    void readsColourAndGrayJpeg() throws IOException {
        final Images colour = ImageFiles.decode(jpeg(BufferedImage.TYPE_3BYTE_BGR));
        assertEquals(ImageShape.rgb(24, 40), colour.shape());
        final Images gray = ImageFiles.decode(jpeg(BufferedImage.TYPE_BYTE_GRAY));
        assertEquals(ImageShape.gray(24, 40), gray.shape());
        for (int i = 0; i < 24 * 40; i++) {
            final int x = i % 40;
            final int y = i / 40;
            assertEquals(40 + 3 * x, gray.byteValue(0, i), 4);
            assertEquals(40 + 3 * x, colour.byteValue(0, i), 8);
            assertEquals(40 + 3 * x + 4 * y, colour.byteValue(0, 2 * 24 * 40 + i), 12);
        }
    }

    @Test
    void readsPngByItsFirstBytes() {
        final Images image = Images.ofBytes(ImageShape.gray(2, 2), new byte[]{1, 2, 3, 4});
        assertEquals(image, ImageFiles.decode(PngCodec.encode(image, 0)));
    }

    @Test
    void aJpegCutOffIsRefusedRatherThanFilledWithGray() throws IOException {
        final byte[] whole = jpeg(BufferedImage.TYPE_3BYTE_BGR);
        for (final int length : new int[]{3, 20, whole.length / 2, whole.length - 20}) {
            assertThrows(ImageFormatException.class, () -> ImageFiles.decode(Arrays.copyOf(whole, length)),
                length + " of " + whole.length + " bytes");
        }
    }

    @Test
    void whatIsNoImageIsRefused() {
        final String text = assertThrows(ImageFormatException.class,
            () -> ImageFiles.decode("GIF89a".getBytes(StandardCharsets.US_ASCII))).getMessage();
        assertEquals("The file is neither PNG nor JPEG: its 6 bytes begin with neither's signature.", text);
        assertEquals("The file is empty.",
            assertThrows(ImageFormatException.class, () -> ImageFiles.decode(new byte[0])).getMessage());
    }

    @Test
    void aPngThatClaimsToBeHugeIsRefusedBeforeMemoryIsTaken() throws IOException {
        final byte[] png = PngCodecTest.png(40_000, 40_000, 8, 0, new byte[10], 99);
        final String message =
            assertThrows(ImageFormatException.class, () -> ImageFiles.decode(png)).getMessage();
        assertTrue(message.contains("40000×40000"), message);
    }
}
