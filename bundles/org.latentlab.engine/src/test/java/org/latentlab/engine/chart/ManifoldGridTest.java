package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Matrix;

class ManifoldGridTest {

    /** Three columns and two rows, shuffled; image i is one pixel of gray 40·i. */
    private static final Matrix GRID = Matrix.of(new double[]{1, -2}, new double[]{-1, 2}, new double[]{0, 2},
        new double[]{-1, -2}, new double[]{1, 2}, new double[]{0, -2});
    private static final Images IMAGES = Images.ofBytes(ImageShape.gray(1, 1), new byte[]{0, 40, 80, 120, (byte)160,
        (byte)200});

    @Test
    void everyImageStandsAtItsLatentPoint() {
        final ManifoldGrid chart = ManifoldGrid.of(GRID, IMAGES, "");
        final int width = 300;
        final BufferedImage image = chart.image(width, chart.heightFor(width), 1);
        final double cell = (width - 2 * Header.MARGIN - Panel.LEFT - Panel.RIGHT) / 3;
        final double top = new Header("", "3 × 2 decoded latent points").height(width) + Panel.TOP;
        for (int i = 0; i < 6; i++) {
            final int x = (int)(Header.MARGIN + Panel.LEFT + (GRID.get(i, 0) + 1.5) * cell);
            final int y = (int)(top + (GRID.get(i, 1) > 0 ? 0.5 : 1.5) * cell);
            assertEquals(new Color(40 * i, 40 * i, 40 * i).getRGB(), image.getRGB(x, y), "image " + i);
        }
        final BufferedImage inverted = chart.inverted().image(width, chart.heightFor(width), 1);
        assertEquals(Color.WHITE.getRGB(), inverted.getRGB((int)(Header.MARGIN + Panel.LEFT + 2.5 * cell),
            (int)(top + 1.5 * cell)));
    }

    @Test
    void axesAreTheLatentCoordinates() {
        assertTrue(ChartTesting.hasText(ChartTesting.svg(ManifoldGrid.of(GRID, IMAGES, "M")), "Latent coordinate z1"));
    }

    @Test
    void unevenCoordinatesHaveEvenCellsAndTheirNamesOnTheAxes() {
        final Matrix uneven = Matrix.of(new double[]{-1.8, 0}, new double[]{0.2, 0}, new double[]{3.1, 0},
            new double[]{-1.8, 0.5}, new double[]{0.2, 0.5}, new double[]{3.1, 0.5});
        final ManifoldGrid chart = ManifoldGrid.of(uneven, IMAGES, "");
        assertEquals(3 * 100 + (int)(2 * Header.MARGIN + Panel.LEFT + Panel.RIGHT), chart.widthFor(100));
        final int width = chart.widthFor(100);
        final BufferedImage image = chart.image(width, chart.heightFor(width), 1);
        final int x = (int)(Header.MARGIN + Panel.LEFT);
        final int y = (int)(new Header("", "3 × 2 decoded latent points").height(width) + Panel.TOP);
        for (int i = 0; i < 6; i++) {
            assertEquals(new Color(40 * i, 40 * i, 40 * i).getRGB(),
                image.getRGB(x + 50 + i % 3 * 100, y + (i < 3 ? 150 : 50)), "image " + i);
        }
        for (final String text : new String[]{"−1.8", "0.2", "3.1", "0.0", "0.5"}) {
            assertTrue(ChartTesting.hasText(ChartTesting.svg(chart), text), text);
        }
    }

    @Test
    void pointsThatAreNoGridAreRefused() {
        final Matrix broken = GRID.select(new int[]{0, 1, 2, 3, 4, 4});
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ManifoldGrid.of(broken, IMAGES, ""))
            .getMessage().startsWith("The 6 latent points form no grid"));
        assertThrows(IllegalArgumentException.class, () -> ManifoldGrid.of(GRID.select(new int[]{0}), IMAGES, ""));
        assertThrows(IllegalArgumentException.class, () -> ManifoldGrid.of(Matrix.zeros(6, 3), IMAGES, ""));
        final Matrix infinite = GRID.select(new int[]{0, 1, 2, 3, 4, 5});
        infinite.data()[0] = Double.NaN;
        assertThrows(IllegalArgumentException.class, () -> ManifoldGrid.of(infinite, IMAGES, ""));
    }
}
