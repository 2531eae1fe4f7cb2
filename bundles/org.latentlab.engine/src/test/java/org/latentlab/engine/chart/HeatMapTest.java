package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Matrix;
import org.w3c.dom.Document;

class HeatMapTest {

    private static final double NONE = Double.NaN;
    private static final Matrix VALUES = Matrix.of(new double[]{0, 0.25, 0.5}, new double[]{NONE, 0.75, 1});
    private static final List<String> ROWS = List.of("first", "second");
    private static final List<String> COLUMNS = List.of("a", "b", "c");

    @Test
    void numbersNamesAndLabelsAreText() {
        final Document svg = ChartTesting.svg(HeatMap.of(VALUES, ROWS, COLUMNS, "Overlap", "Share")
            .withAxes("Class", "Neighbour").withSubtitle("of something"));
        for (final String text : List.of("Overlap", "of something", "first", "second", "a", "b", "c", "0.25", "0.75",
            "–", "Class", "Neighbour", "Share")) {
            assertTrue(ChartTesting.hasText(svg, text), text);
        }
    }

    @Test
    void cellsHaveTheColoursOfTheirNumbers() {
        final HeatMap chart = new HeatMap(VALUES, ROWS, COLUMNS, "", "", "", "", "", "0.00", 0, 1);
        final int width = chart.preferredWidth();
        final BufferedImage image = chart.image(width, chart.heightFor(width), 1);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                final Color color = ColorScale.at(VALUES.get(i, j));
                assertTrue(ChartTesting.count(image, color, 0) > 900, "cell " + i + ", " + j);
            }
        }
    }

    @Test
    void fewRowsAreAsHighAsTheLabelsBesideThem() {
        final String label = "Share of the neighbours";
        final HeatMap chart = HeatMap.of(Matrix.of(new double[]{1}), List.of("r"), List.of("c"), "", label)
            .withAxes("Class of the code", "");
        final Document svg = ChartTesting.svg(chart);
        assertTrue(ChartTesting.hasText(svg, label) && ChartTesting.hasText(svg, "Class of the code"));
        assertTrue(chart.heightFor(chart.preferredWidth()) > Texts.width(label, ChartStyle.font(12)) + 40);
    }

    @Test
    void longNamesOfRowsHaveRoom() {
        final String name = "annealing, skip connections, 1-D";
        final String column = name.repeat(3);
        final Document svg = ChartTesting.svg(HeatMap.of(Matrix.of(new double[]{1}), List.of(name), List.of(column),
            "", ""));
        assertTrue(Texts.width(name, ChartStyle.font(12)) > 170);
        assertTrue(ChartTesting.hasText(svg, name));
        assertTrue(!ChartTesting.hasText(svg, column), "cut");
    }

    @Test
    void coloursGoFromZeroToTheLargestNumberUnlessOneIsNegative() {
        final HeatMap positive = HeatMap.of(Matrix.of(new double[]{2, 8}), List.of("r"), List.of("a", "b"), "", "");
        assertEquals(0, positive.low());
        assertEquals(8, positive.high());
        assertEquals("#,##0", positive.format());
        assertEquals(-2.5, HeatMap.of(Matrix.of(new double[]{-2.5, 8}), List.of("r"), List.of("a", "b"), "", "")
            .low());
        final HeatMap nothing = HeatMap.of(Matrix.of(new double[]{NONE, 0}), List.of("r"), List.of("a", "b"), "", "");
        assertTrue(nothing.high() > nothing.low());
        ChartTesting.svg(nothing);
    }

    @Test
    void numbersWithoutRoomAreLeftOut() {
        final Matrix many = Matrix.zeros(3, 120);
        final HeatMap chart = HeatMap.of(many, List.of("x", "y", "z"), Collections.nCopies(120, "column"), "", "v")
            .withScale("0.000", 0, 2);
        final int width = chart.preferredWidth();
        assertTrue(width < 20 * 120 + 300);
        final Document svg = ChartTesting.svg(chart);
        int zeros = 0;
        for (int i = 0; i < svg.getElementsByTagName("text").getLength(); i++) {
            zeros += svg.getElementsByTagName("text").item(i).getTextContent().equals("0.000") ? 1 : 0;
        }
        assertEquals(1, zeros, "at the colour scale alone");
    }

    @Test
    void equalStepsOfTheColourScaleAreEqualDistances() {
        double least = Double.MAX_VALUE;
        double most = 0;
        double lightness = 101;
        for (int i = 0; i < 16; i++) {
            final double[] from = oklab(ColorScale.at(i / 16.0));
            final double[] to = oklab(ColorScale.at((i + 1) / 16.0));
            final double step = ColorScale.distance(from, to);
            least = Math.min(least, step);
            most = Math.max(most, step);
            assertTrue(to[0] < from[0] && from[0] < lightness, "lightness falls at " + i);
            lightness = from[0];
        }
        assertTrue(most / least < 1.1, "steps from " + least + " to " + most);
        assertEquals(ColorScale.MISSING, ColorScale.at(NONE));
    }

    @Test
    void textOnEveryColourIsLegible() {
        for (int i = 0; i <= 100; i++) {
            final Color ground = ColorScale.at(i / 100.0);
            final double white = ChartStyle.contrastToWhite(ground);
            final double contrast = ColorScale.textOn(ground).equals(Color.WHITE) ? white
                : ChartStyle.contrastToWhite(ChartStyle.INK) / white;
            assertTrue(contrast > 3.5, "contrast " + contrast + " at " + i);
        }
    }

    /** Oklab from sRGB, Ottosson 2020. */
    private static double[] oklab(final Color color) {
        final double r = linear(color.getRed());
        final double g = linear(color.getGreen());
        final double b = linear(color.getBlue());
        final double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        final double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        final double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new double[]{0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
    }

    private static double linear(final int channel) {
        final double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    @Test
    void wrongNamesAndScalesAreRefused() {
        assertEquals("A heat map needs a name for each row and column of its 2×3 matrix, at least one; there are 1 "
            + "and 3.",
            assertThrows(IllegalArgumentException.class, () -> HeatMap.of(VALUES, List.of("x"), COLUMNS, "", ""))
                .getMessage());
        final HeatMap chart = HeatMap.of(VALUES, ROWS, COLUMNS, "", "");
        assertThrows(IllegalArgumentException.class, () -> chart.withScale("0.0", 1, 1));
        assertThrows(IllegalArgumentException.class, () -> chart.withScale("0.0", 0, Double.NaN));
    }
}
