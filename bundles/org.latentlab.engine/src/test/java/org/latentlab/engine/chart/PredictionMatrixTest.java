package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;

class PredictionMatrixTest {

    /** Four images of 28×28, each of one gray. */
    private static Images flat(final int... grays) {
        final byte[] pixels = new byte[grays.length * 784];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)grays[i / 784];
        }
        return Images.ofBytes(ImageShape.gray(28, 28), pixels);
    }

    private static PredictionMatrix matrix(final Images... blocks) {
        return new PredictionMatrix("Title", "note", java.util.Arrays.stream(blocks)
            .map(b -> new PredictionMatrix.Block("Block", b, null)).toList(), 2);
    }

    @Test
    void blocksStandSideBySideRowByRow() {
        final PredictionMatrix chart = matrix(flat(10, 20, 30, 40), flat(110, 120, 130, 140));
        final BufferedImage image = ChartTesting.image(chart);
        final int top = (int)new Header("Title", "note").height(image.getWidth()) + 20 + 28;
        final int left = (int)Header.MARGIN + 28;
        for (int i = 0; i < 4; i++) {
            final int x = left + i % 2 * 58;
            final int y = top + i / 2 * 58;
            assertEquals(10 * (i + 1), image.getRGB(x, y) & 0xff, "first block, image " + i);
            assertEquals(110 + 10 * i, image.getRGB(x + 2 * 58 - 2 + 18, y) & 0xff, "second block, image " + i);
        }
        assertTrue(ChartTesting.hasText(ChartTesting.svg(chart), "note"));
        assertEquals(56 * 56, ChartTesting.count(image, new Color(30, 30, 30), 0), "doubled, without blur");
    }

    @Test
    void vectorsAreLinesOnOneScaleWithTheirReferenceBehind() {
        final ImageShape shape = new ImageShape(1, 1, 3);
        final Images low = Images.ofFloats(shape, new float[]{-5, -5, -5});
        final Images high = Images.ofFloats(shape, new float[]{5, 5, 5});
        final Images both = Images.ofFloats(shape, new float[]{-5, -5, -5, 5, 5, 5});
        final BufferedImage image = ChartTesting.image(new PredictionMatrix("", "", List.of(
            new PredictionMatrix.Block("Data", both, null), new PredictionMatrix.Block("Made", high, low)), 2));
        final int half = image.getHeight() / 2 + 10;
        int lineAbove = 0;
        int referenceBelow = 0;
        for (int x = image.getWidth() / 2 + 4; x < image.getWidth(); x++) {
            for (int y = 32; y < image.getHeight(); y++) {
                lineAbove += y < half && ChartTesting.near(image.getRGB(x, y), ChartStyle.color(0), 90) ? 1 : 0;
                referenceBelow += y > half && ChartTesting.near(image.getRGB(x, y), ChartStyle.UNLABELLED, 50) ? 1 : 0;
            }
        }
        assertTrue(lineAbove > 20, "line of the larger values: " + lineAbove);
        assertTrue(referenceBelow > 20, "reference of the smaller values: " + referenceBelow);
    }

    @Test
    void widthDependsOnTheNumberOfImagesNotOnTheirSize() {
        final int small = matrix(flat(1, 2, 3, 4)).preferredWidth();
        final Images large = Images.ofBytes(ImageShape.rgb(256, 256), new byte[4 * 3 * 256 * 256]);
        final int big = matrix(large).preferredWidth();
        assertTrue(Math.abs(small - big) < 30, small + " and " + big);
        final Images tiny = Images.ofBytes(ImageShape.gray(8, 8), new byte[4 * 64]);
        assertTrue(Math.abs(small - matrix(tiny).preferredWidth()) < 30);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PredictionMatrix("", "", List.of(), 2));
        assertEquals("The images of a prediction matrix have one shape, not 28×28 and 1×3.",
            assertThrows(IllegalArgumentException.class, () -> matrix(flat(1),
                Images.ofFloats(new ImageShape(1, 1, 3), new float[3]))).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new PredictionMatrix("", "",
            List.of(new PredictionMatrix.Block("", flat(1), null)), 0));
    }
}
