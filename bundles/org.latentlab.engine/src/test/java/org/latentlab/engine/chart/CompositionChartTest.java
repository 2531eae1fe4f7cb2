package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class CompositionChartTest {

    @Test
    void representationNeedsBothALargeRatioAndSignificance() {
        assertEquals(Representation.OVER, Representation.of(1000, 10_000, 300, 1500));
        assertEquals(Representation.UNDER, Representation.of(1000, 10_000, 75, 1500));
        assertEquals(Representation.MISSING, Representation.of(1000, 10_000, 0, 1500));
        assertEquals(Representation.EXPECTED, Representation.of(1000, 10_000, 3, 15), "twice as often, but by chance");
        assertEquals(Representation.EXPECTED, Representation.of(100_000, 1_000_000, 12_000, 100_000),
            "significant, but a ratio of 1.2");
        assertEquals(Representation.OVER, Representation.of(0, 10_000, 50, 1500), "unknown to the reference");
        assertEquals(Representation.EXPECTED, Representation.of(0, 10_000, 0, 1500));
        assertEquals(Representation.EXPECTED, Representation.of(5, 10, 0, 0));
    }

    @Test
    void standardErrorIsThatOfTwoProportions() {
        // p̂ = 0.13 of 10,000 against 0.10 of 1,000: pooled (1000 + 130)/11,000, SE = 0.010076…, 2 SE = 0.02015 < 0.03
        assertEquals(Representation.OVER, Representation.of(1000, 10_000, 130, 1000));
        // of 400 instead: pooled 1052/10,400, SE = 0.015378, 2 SE = 0.03076 > 0.03
        assertEquals(Representation.EXPECTED, Representation.of(1000, 10_000, 52, 400));
    }

    @Test
    void barsHaveTheHeightOfTheirShares() {
        final CompositionChart chart = new CompositionChart("", List.of("a", "b"), new long[]{500, 500},
            List.of(new CompositionChart.Group("prior", new long[]{750, 250})));
        final BufferedImage image = chart.image(400, 300, 1);
        final int over = ChartTesting.count(image, ChartStyle.OVER, 10);
        final int under = ChartTesting.count(image, ChartStyle.UNDER, 10);
        // both also have a swatch of 14×11 and a triangle of at most 9×7 pixels
        assertEquals(3, (over - 190) / (double)(under - 190), 0.15);
    }

    @Test
    void classesPanelsAndMeaningAreText() {
        final CompositionChart chart = new CompositionChart("Composition", List.of("a & b", "c"), new long[]{5, 5},
            List.of(new CompositionChart.Group("prior", new long[]{1200, 300}),
                new CompositionChart.Group("centre", new long[]{0, 0})));
        final Document svg = ChartTesting.svg(chart);
        for (final String text : List.of("Composition", "a & b", "c", "prior", "n = 1,500", "centre", "n = 0",
            "Share in %", "▲ over-represented")) {
            assertTrue(ChartTesting.hasText(svg, text), text);
        }
    }

    @Test
    void longClassNamesStandUprightInMoreRoom() {
        final List<CompositionChart.Group> group = List.of(new CompositionChart.Group("g", new long[]{1, 1, 1}));
        final CompositionChart few = new CompositionChart("", List.of("a", "b", "c"), new long[3], group);
        final CompositionChart wide = new CompositionChart("",
            List.of("a rather long class name", "another long class name", "c"), new long[3], group);
        assertTrue(wide.heightFor(300) > few.heightFor(300) + 50);
    }

    @Test
    void countsMustFitTheClasses() {
        assertThrows(IllegalArgumentException.class, () -> new CompositionChart("", List.of("a"), new long[2],
            List.of()));
        assertThrows(IllegalArgumentException.class, () -> new CompositionChart("", List.of("a"), new long[1],
            List.of(new CompositionChart.Group("g", new long[2]))));
    }
}
