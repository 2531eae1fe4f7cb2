package org.latentlab.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

class PalettePngTest {

    /** A ramp of gray along x, with a little of each of so many levels. */
    private static byte[] ramp(final int levels) throws IOException {
        final BufferedImage image = new BufferedImage(200, 90, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 200 * 90; i++) {
            image.setRGB(i % 200, i / 200, 0x010101 * ((i * 7 + i / 200) % levels));
        }
        final ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static BufferedImage read(final byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Test
    void fewColoursAreKeptInFewerBytes() throws IOException {
        final byte[] png = ramp(200);
        final byte[] packed = PalettePng.of(png, 1, 255);
        assertTrue(packed.length < png.length, packed.length + " of " + png.length);
        // drawn: Java's getRGB takes a file of gray alone, as the platform writes it here, to be linear
        final BufferedImage before = Frames.read(png, "");
        final BufferedImage after = Frames.read(packed, "");
        for (int i = 0; i < 200 * 90; i++) {
            assertEquals(before.getRGB(i % 200, i / 200), after.getRGB(i % 200, i / 200));
        }
    }

    @Test
    void manyColoursBecomeAsFewAsAsked() throws IOException {
        final BufferedImage few = read(PalettePng.of(ramp(200), 0.999, 16));
        assertTrue(java.util.Arrays.stream(few.getRGB(0, 0, few.getWidth(), few.getHeight(), null, 0, few.getWidth()))
            .distinct().count() <= 16);
    }

    @Test
    void aScaleMakesItSmaller() throws IOException {
        final BufferedImage half = read(PalettePng.of(ramp(100), 0.5, 255));
        assertEquals(100, half.getWidth());
        assertEquals(45, half.getHeight());
        assertThrows(IllegalArgumentException.class, () -> PalettePng.of(ramp(5), 1.5, 255));
        assertThrows(IllegalArgumentException.class, () -> PalettePng.of(ramp(5), 1, 256));
    }
}
