package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.jupiter.api.Test;

class TradeOffChartTest {

    private static TradeOffChart chart(final double x) {
        return new TradeOffChart("Title", "Sub", "Across", "Up", List.of(
            new TradeOffChart.Point("first", x, 0.01, 0.9, 0.02),
            new TradeOffChart.Point("second", 0.8, Double.NaN, 0.6, 0)), 1, 1);
    }

    private static int mass(final BufferedImage image, final int model) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth() / 2; x++) {
                count += (image.getRGB(x, y) & 0xffffff) == (ChartStyle.color(model).getRGB() & 0xffffff) ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void pointsAreDrawnWhereTheirQualitiesAre() {
        final int height = chart(0.2).heightFor(620);
        // beside its mark in the legend, the first model's point lies in the left half only while it is at 0.2
        assertTrue(mass(chart(0.2).image(620, height, 1), 0) > mass(chart(0.95).image(620, height, 1), 0) + 50);
        assertTrue(chart(0.2).svg(620, height).contains("real images"));
    }

    @Test
    void oneModelWithoutRealImagesCanBeDrawn() {
        final TradeOffChart one = new TradeOffChart("", "", "a", "b",
            List.of(new TradeOffChart.Point("only", 0, 0, 0, 0)), Double.NaN, Double.NaN);
        assertTrue(mass(one.image(400, one.heightFor(400), 1), 0) > 0);
    }

    @Test
    void refusesNoModelsAndQualitiesThatAreNoNumbers() {
        assertThrows(IllegalArgumentException.class, () -> new TradeOffChart("", "", "", "", List.of(), 1, 1));
        assertEquals("Model 'first' has the qualities NaN and 0.9; both must be finite numbers.",
            assertThrows(IllegalArgumentException.class, () -> chart(Double.NaN)).getMessage());
    }
}
