package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.chart.TraversalGrid.Block;
import org.latentlab.engine.chart.TraversalGrid.Row;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.w3c.dom.Document;

class TraversalGridTest {

    /** Six gray images of 8×8 pixels, image i all of gray 40·i. */
    private static Images images(final ImageShape shape) {
        final byte[] pixels = new byte[6 * shape.values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)(40 * (i / shape.values()));
        }
        return Images.ofBytes(shape, pixels);
    }

    private static Row row(final String name, final int marked) {
        return new Row(name, "KL 1.2", List.of(), marked);
    }

    private static TraversalGrid grid(final int cell, final boolean inverted) {
        return new TraversalGrid("", "", List.of("−3", "0", "3"),
            List.of(new Block("", images(ImageShape.gray(8, 8)), List.of(row("z2", -1), row("z1", 1)))), cell,
            inverted);
    }

    private static BufferedImage picture(final Chart chart) {
        return chart.image(chart.preferredWidth(), chart.heightFor(chart.preferredWidth()), 1);
    }

    @Test
    void rowsAreDimensionsAndColumnsAreValues() {
        final BufferedImage picture = picture(grid(100, false));
        final int left = picture.getWidth() - 12 - 3 * 100 - 2 * 4; // the labels stand left of it
        for (int i = 0; i < 6; i++) {
            final int x = left + i % 3 * 104 + 50;
            final int y = 12 + 15 + i / 3 * 104 + 50;
            assertEquals(new Color(40 * i, 40 * i, 40 * i).getRGB(), picture.getRGB(x, y), "image " + i);
        }
        assertEquals(12 + 15 + 2 * 104 + 12, picture.getHeight());
    }

    @Test
    void theMarkedImageHasAStrongFrameAndInvertingExchangesDarkAndLight() {
        final BufferedImage plain = picture(grid(0, false));
        assertTrue(ChartTesting.count(plain, ChartStyle.OVER, 2) >= 2 * 2 * 54);
        assertTrue(ChartTesting.count(plain, new Color(0, 0, 0), 0) >= 54 * 54);
        final BufferedImage inverted = picture(grid(0, true));
        assertTrue(ChartTesting.count(inverted, new Color(215, 215, 215), 0) >= 54 * 54);
        assertTrue(ChartTesting.count(inverted, new Color(40, 40, 40), 0) == 0);
    }

    @Test
    void labelsHeadsAndCaptionsAreWritten() {
        final TraversalGrid grid = new TraversalGrid("Traversal", "of two", List.of("1 %", "50 %", "99 %"),
            List.of(new Block("Base: Row7", images(ImageShape.rgb(16, 8)),
                List.of(new Row("z2", "KL 0.51", List.of("a", "b", "c"), 0), row("z1", 2)))), 0, false);
        final Document svg = ChartTesting.svg(grid);
        for (final String text : List.of("Traversal", "of two", "50 %", "Base: Row7", "z2", "KL 0.51", "b")) {
            assertTrue(ChartTesting.hasText(svg, text), text);
        }
    }

    @Test
    void aSmallerPictureShowsTheWholeGridSmaller() {
        final TraversalGrid grid = grid(200, false);
        final BufferedImage small = grid.image(grid.preferredWidth() / 2, grid.heightFor(grid.preferredWidth()) / 2, 1);
        assertEquals(200, small.getRGB(small.getWidth() - 6 - 50, small.getHeight() - 8 - 50) & 0xff);
    }

    @Test
    void whatIsNoGridIsRefused() {
        final Images six = images(ImageShape.gray(8, 8));
        assertMessage("at least one column", List.of(), new Block("", six, List.of(row("z1", -1))));
        assertMessage("6 images for 1 rows of 3 columns", List.of("", "", ""),
            new Block("b", six, List.of(row("z1", -1))));
        assertMessage("1 captions", List.of("", "", ""), new Block("", six,
            List.of(new Row("z1", "", List.of("x"), -1), row("z2", -1))));
        assertMessage("column 4 marked", List.of("", "", ""),
            new Block("", six, List.of(row("z1", 3), row("z2", -1))));
        assertThrows(IllegalArgumentException.class, () -> grid(7, false));
    }

    private static void assertMessage(final String part, final List<String> heads, final Block block) {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> new TraversalGrid("", "", heads, List.of(block), 0, false));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
