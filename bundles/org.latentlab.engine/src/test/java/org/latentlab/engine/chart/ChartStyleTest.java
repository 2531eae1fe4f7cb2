package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.geom.Area;
import java.util.Locale;

import org.junit.jupiter.api.Test;

class ChartStyleTest {

    /** Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB; the first is normal vision. */
    private static final double[][] VISIONS = {{1, 0, 0, 0, 1, 0, 0, 0, 1},
        {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
        {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
        {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}};

    @Test
    void everyTwoClassColoursDifferForNormalVisionAndThreeKindsOfColourBlindness() {
        for (final double[] vision : VISIONS) {
            for (int a = 0; a < ChartStyle.DISTINCT; a++) {
                for (int b = 0; b < a; b++) {
                    final double[] first = lab(ChartStyle.color(a), vision);
                    final double[] second = lab(ChartStyle.color(b), vision);
                    final double distance = Math.sqrt(Math.pow(first[0] - second[0], 2)
                        + Math.pow(first[1] - second[1], 2) + Math.pow(first[2] - second[2], 2));
                    assertTrue(distance >= 15, "colours " + a + " and " + b + " are only " + distance + " apart");
                }
            }
        }
    }

    @Test
    void knownColourHasItsPublishedLab() {
        final double[] red = lab(Color.RED, VISIONS[0]);
        assertEquals(53.24, red[0], 0.02);
        assertEquals(80.09, red[1], 0.05);
        assertEquals(67.20, red[2], 0.05);
    }

    @Test
    void classNamesAreLegibleOnWhite() {
        for (int c = -1; c < ChartStyle.DISTINCT; c++) {
            assertTrue(ChartStyle.contrastToWhite(ChartStyle.textColor(ChartStyle.color(c))) >= 4.5);
        }
        assertEquals(21, ChartStyle.contrastToWhite(Color.BLACK), 1e-9);
        assertEquals(1, ChartStyle.contrastToWhite(Color.WHITE), 1e-9);
    }

    @Test
    void markersAreAboutAsHeavyAsTheCircleAndNoTwoAreAlike() {
        for (int a = 0; a < ChartStyle.DISTINCT; a++) {
            final java.awt.geom.Rectangle2D box = ChartStyle.marker(a, 10).getBounds2D();
            assertTrue(box.getWidth() > 7 && box.getWidth() < 15, "marker " + a + " is " + box.getWidth() + " wide");
            for (int b = 0; b < a; b++) {
                final Area difference = new Area(ChartStyle.marker(a, 10));
                difference.exclusiveOr(new Area(ChartStyle.marker(b, 10)));
                assertTrue(!difference.isEmpty(), "markers " + a + " and " + b + " are the same");
            }
        }
    }

    @Test
    void coloursRepeatAfterTwelveAndNoneIsGray() {
        assertEquals(ChartStyle.color(1), ChartStyle.color(13));
        assertNotEquals(ChartStyle.color(1), ChartStyle.color(2));
        assertEquals(ChartStyle.UNLABELLED, ChartStyle.color(-1));
    }

    @Test
    void numbersDoNotFollowTheLocale() {
        final Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals("−1,234.5", ChartStyle.numberFormat("#,##0.0").format(-1234.5));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static double[] lab(final Color color, final double[] vision) {
        final double[] rgb = {linear(color.getRed()), linear(color.getGreen()), linear(color.getBlue())};
        final double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            final double v = vision[3 * i] * rgb[0] + vision[3 * i + 1] * rgb[1] + vision[3 * i + 2] * rgb[2];
            seen[i] = Math.max(0, Math.min(1, v));
        }
        final double x = f((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047);
        final double y = f(0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]);
        final double z = f((0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883);
        return new double[]{116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(final double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
    }

    private static double linear(final int channel) {
        final double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
