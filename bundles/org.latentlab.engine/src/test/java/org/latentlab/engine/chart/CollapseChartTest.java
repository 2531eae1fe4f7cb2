package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class CollapseChartTest {

    private static final double NONE = Double.NaN;

    private static CollapseChart.Variant variant(final String name, final double[] beta, final double... active) {
        final double[] kl = active.clone();
        for (int i = 0; i < kl.length; i++) {
            kl[i] *= 2.5;
        }
        return new CollapseChart.Variant(name, beta, active, kl);
    }

    @Test
    void pointsAreSortedByBeta() {
        final CollapseChart.Variant v = new CollapseChart.Variant("v", new double[]{4, 0.1, 1},
            new double[]{0, 10, 7}, new double[]{0.1, 30, 15});
        assertArrayEquals(new double[]{0.1, 1, 4}, v.beta());
        assertArrayEquals(new double[]{10, 7, 0}, v.activeUnits());
        assertArrayEquals(new double[]{30, 15, 0.1}, v.kl());
    }

    @Test
    void collapseIsTheFirstBetaFromWhichOnNothingIsActive() {
        final double[] beta = {0.1, 1, 4, 20};
        assertEquals(4, variant("v", beta, 10, 3, 0, 0).collapse());
        assertEquals(20, variant("v", beta, 10, 0, 1, 0).collapse());
        assertEquals(NONE, variant("v", beta, 10, 0, 0, 1).collapse());
        assertEquals(0.1, variant("v", beta, 0, 0, 0, 0).collapse());
        assertEquals(4, variant("v", beta, 10, 2, 0, NONE).collapse(), "unknown is not active");
        assertEquals(NONE, variant("v", beta, 10, 2, 1, NONE).collapse());
    }

    /** The verdict may know of a collapse that the number of active dimensions does not show. */
    @Test
    void aGivenVerdictDecides() {
        final CollapseChart.Variant v = new CollapseChart.Variant("v", new double[]{20, 0.1, 4, 1},
            new double[]{0, 10, 2, 3}, new double[]{0, 30, 0.02, 5}, new boolean[]{true, false, true, false});
        assertEquals(4, v.collapse());
        assertArrayEquals(new boolean[]{false, false, true, true}, v.collapsed());
        assertThrows(IllegalArgumentException.class, () -> new CollapseChart.Variant("v", new double[]{1},
            new double[]{1}, new double[]{1}, new boolean[2]));
    }

    @Test
    void axisHasTheWeightsAndTheLegendTheCollapse() {
        final double[] beta = {0.1, 0.3, 1, 4, 20, 100};
        final Document svg = ChartTesting.svg(CollapseChart.of(List.of(variant("plain", beta, 10, 10, 9, 4, 0, 0),
            variant("free bits", beta, 10, 10, 10, 10, 10, 9)), 10, "Collapse"));
        for (final String text : List.of("Collapse", "0.1", "0.3", "1", "4", "20", "100", "Active latent dimensions",
            "of 10", "plain: collapses at β = 20", "free bits: no collapse", "KL (nats)")) {
            assertTrue(ChartTesting.hasText(svg, text), text);
        }
    }

    @Test
    void logarithmsOfTheWeightsAreEvenlySpaced() {
        final CollapseChart chart = CollapseChart.of(List.of(variant("v", new double[]{1, 10, 100}, 0, 10, 0)), 10,
            "");
        final BufferedImage image = ChartTesting.image(chart);
        final double panel = (chart.preferredWidth() - 2 * Header.MARGIN - 12) / 2;
        final double middle = Header.MARGIN + Panel.LEFT + (panel - Panel.LEFT - Panel.RIGHT) / 2;
        int top = 0;
        while (!ChartTesting.near(image.getRGB((int)middle, top), ChartStyle.color(0), 20)) {
            top++;
        }
        assertTrue(top < 120, "the peak at β = 10 stands in the middle, found at " + top);
    }

    @Test
    void oneWeightManyWeightsAndUnknownValuesCanBeDrawn() {
        ChartTesting.svg(CollapseChart.of(List.of(variant("v", new double[]{2}, 0)), 1, ""));
        final double[] many = new double[60];
        final double[] active = new double[60];
        for (int i = 0; i < 60; i++) {
            many[i] = 1e-5 * Math.pow(1.5, i);
            active[i] = i % 7 == 0 ? NONE : 3;
        }
        ChartTesting.svg(CollapseChart.of(List.of(variant("v", many, active)), 5, ""));
    }

    @Test
    void whatHasNoPlaceIsRefused() {
        assertEquals("'v' has β = 0.0, which has no place on a logarithmic axis. Leave it out or choose a small "
            + "positive β.",
            assertThrows(IllegalArgumentException.class, () -> variant("v", new double[]{0, 1}, 1, 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> variant("v", new double[]{1}, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> CollapseChart.of(List.of(), 2, ""));
        assertThrows(IllegalArgumentException.class,
            () -> CollapseChart.of(List.of(variant("v", new double[]{1}, 1)), 0, ""));
    }
}
