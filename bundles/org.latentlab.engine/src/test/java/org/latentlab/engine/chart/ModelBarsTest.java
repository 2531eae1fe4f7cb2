package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ModelBarsTest {

    private static ModelBars bars(final double... values) {
        return new ModelBars("Models", "Subtitle", List.of("one", "two", "three"), new boolean[]{false, true, false},
            List.of(new ModelBars.Column("KL (nats)", values, null, "0.0"),
                new ModelBars.Column("Active", new double[]{3, 0, 2}, new double[]{4, 4, 2}, "0")));
    }

    private static int count(final BufferedImage image, final int rgb) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == rgb ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void namesNumbersAndHeadingsAreThere() {
        final Document svg = ChartTesting.svg(bars(12.34, 3, Double.NaN));
        for (final String text : List.of("Models", "Subtitle", "one", "two", "three", "KL (nats)", "Active", "12.3",
            "3.0", "–", "0", "2")) {
            assertTrue(ChartTesting.hasText(svg, text), text);
        }
        assertTrue(ChartTesting.hasText(ChartTesting.svg(bars(1, Double.POSITIVE_INFINITY, 2)), "∞"));
    }

    /** Twice the value, twice the ink; marked models in their own colour. */
    @Test
    void barsAreAsLongAsTheirValues() {
        final int width = 800;
        final BufferedImage image = bars(10, 5, 10).image(width, bars(10, 5, 10).heightFor(width), 1);
        final int marked = count(image, ChartStyle.OVER.getRGB());
        final int others = count(image, ChartStyle.UNDER.getRGB());
        final BufferedImage half = bars(10, 2.5, 10).image(width, bars(10, 2.5, 10).heightFor(width), 1);
        assertTrue(marked > 300, marked + " pixels");
        assertEquals(0.5, count(half, ChartStyle.OVER.getRGB()) / (double)marked, 0.03);
        assertEquals(others, count(half, ChartStyle.UNDER.getRGB()));
    }

    @Test
    void moreModelsMakeTheChartHigher() {
        final ModelBars one = new ModelBars("", "", List.of("one"), new boolean[1],
            List.of(new ModelBars.Column("v", new double[1], null, "0")));
        assertEquals(48, bars(1, 2, 3).heightFor(600) - new ModelBars("Models", "Subtitle", one.names(), one.marked(),
            one.columns()).heightFor(600));
        one.png(300, one.heightFor(300));
    }

    @Test
    void refusesOtherSizes() {
        assertThrows(IllegalArgumentException.class, () -> bars(1, 2));
        assertThrows(IllegalArgumentException.class,
            () -> new ModelBars("", "", List.of(), new boolean[0], List.of()));
        assertThrows(IllegalArgumentException.class, () -> new ModelBars("", "", List.of("a"), new boolean[2],
            List.of(new ModelBars.Column("v", new double[1], null, "0"))));
    }
}
