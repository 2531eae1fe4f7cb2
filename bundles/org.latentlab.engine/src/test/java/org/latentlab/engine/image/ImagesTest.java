package org.latentlab.engine.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ImagesTest {

    private static final ImageShape SHAPE = ImageShape.gray(1, 2);
    private static final Images BYTES = Images.ofBytes(SHAPE, new byte[]{0, (byte)255, 51, 102});
    private static final Images FLOATS = Images.ofFloats(SHAPE, new float[]{0, 1, 0.2f, 0.4f});

    @Test
    void bytesAndFloatsReadTheSame() {
        for (final Images images : new Images[]{BYTES, FLOATS}) {
            assertEquals(2, images.size());
            assertEquals(1f, images.value(0, 1), 1e-7f);
            assertEquals(102, images.byteValue(1, 1));
            final float[] floats = new float[3];
            images.copyTo(1, floats, 1);
            assertArrayEquals(new float[]{0, 0.2f, 0.4f}, floats, 1e-7f);
            final byte[] bytes = new byte[3];
            images.copyBytes(1, bytes, 1);
            assertArrayEquals(new byte[]{0, 51, 102}, bytes);
        }
    }

    @Test
    void selectCopiesInOrder() {
        assertEquals(Images.ofBytes(SHAPE, new byte[]{51, 102, 0, (byte)255}), BYTES.select(new int[]{1, 0}));
        assertArrayEquals(new float[]{0.2f, 0.4f}, FLOATS.select(new int[]{1}).toFloats(), 0);
    }

    /** Luminance of the primaries and of white by ITU-R BT.601, as Pillow's convert("L") gives it for these pixels. */
    @Test
    void colourTurnsIntoLuminance() {
        final byte[] pixels = {(byte)255, 0, 0, (byte)255, 10, 0, (byte)255, 0, (byte)255, 20, 0, 0, (byte)255, (byte)255,
            30};
        final Images gray = Images.ofBytes(ImageShape.rgb(1, 5), pixels).toGray();
        assertEquals(Images.ofBytes(ImageShape.gray(1, 5), new byte[]{76, (byte)150, 29, (byte)255, 18}), gray);
        final Images floats = Images.ofFloats(ImageShape.rgb(1, 1), new float[]{0.5f, 0.25f, 1}).toGray();
        assertEquals(0.299f * 0.5f + 0.587f * 0.25f + 0.114f, floats.value(0, 0), 1e-6f);
    }

    @Test
    void grayStaysWhatItIs() {
        assertSame(BYTES, BYTES.toGray());
        assertSame(FLOATS, FLOATS.toGray());
    }

    @Test
    void fingerprintTellsPixelsAndShapesApart() {
        final byte[] pixels = {1, 2, 3, 4};
        final String print = Images.ofBytes(SHAPE, pixels).fingerprint();
        assertEquals(64, print.length());
        assertEquals(print, Images.ofBytes(SHAPE, pixels.clone()).fingerprint());
        assertNotEquals(print, Images.ofBytes(ImageShape.gray(2, 1), pixels).fingerprint());
        assertNotEquals(print, Images.ofBytes(SHAPE, new byte[]{1, 2, 3, 5}).fingerprint());
    }

    @Test
    void constantImagesAreFound() {
        assertTrue(Images.ofBytes(SHAPE, new byte[]{7, 7, 7, 7}).areConstant());
        assertFalse(BYTES.areConstant());
        assertTrue(Images.ofFloats(SHAPE, new float[]{0.5f, 0.5f}).areConstant());
        assertFalse(FLOATS.areConstant());
    }

    @Test
    void aGrayImageOfOneRowIsAVector() {
        assertTrue(ImageShape.gray(1, 5).isVector());
        assertTrue(ImageShape.gray(1, 1).isVector());
        assertFalse(ImageShape.gray(5, 1).isVector());
        assertFalse(ImageShape.rgb(1, 5).isVector());
        final float[] values = {-3, 1e6f};
        assertArrayEquals(values, Images.ofFloats(ImageShape.gray(1, 2), values).toFloats());
    }

    @Test
    void impossibleShapesAndBuffersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ImageShape(2, 28, 28));
        assertThrows(IllegalArgumentException.class, () -> new ImageShape(1, 0, 28));
        assertThrows(IllegalArgumentException.class, () -> new ImageShape(3, 40_000, 40_000));
        assertThrows(IllegalArgumentException.class, () -> Images.ofBytes(SHAPE, new byte[3]));
        assertThrows(IndexOutOfBoundsException.class, () -> BYTES.value(2, 0));
    }
}
