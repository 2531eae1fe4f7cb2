package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class ContoursTest {

    @Test
    void levelSetOfAGaussianIsTheCircleOfItsClosedForm() {
        // log N(x; 0, I) = −log 2π − r²/2, so the level at r = 1.5 is a circle of that radius
        final double level = -Math.log(2 * Math.PI) - 1.5 * 1.5 / 2;
        final List<double[]> lines = Contours.of((x, y) -> -Math.log(2 * Math.PI) - (x * x + y * y) / 2,
            new double[]{-4, 4, -4, 4}, 161, 161).lines(level);
        assertEquals(1, lines.size());
        final double[] line = lines.get(0);
        double length = 0;
        for (int i = 0; i < line.length; i += 2) {
            assertEquals(1.5, Math.hypot(line[i], line[i + 1]), 5e-4);
            length += i == 0 ? 0 : Math.hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]);
        }
        assertEquals(line[0], line[line.length - 2], 0, "closed");
        assertEquals(line[1], line[line.length - 1], 0, "closed");
        assertEquals(2 * Math.PI * 1.5, length, 0.01);
    }

    @Test
    void planeIsCutByOneStraightOpenLine() {
        final List<double[]> lines = Contours.of((x, y) -> x + 2 * y, new double[]{0, 1, 0, 1}, 11, 11).lines(1.05);
        assertEquals(1, lines.size());
        final double[] line = lines.get(0);
        for (int i = 0; i < line.length; i += 2) {
            assertEquals(1.05, line[i] + 2 * line[i + 1], 1e-12);
        }
        final double ends = Math.hypot(line[0] - line[line.length - 2], line[1] - line[line.length - 1]);
        assertEquals(Math.hypot(1, 0.5), ends, 1e-9, "from the left edge to the right one");
    }

    @Test
    void twoPeaksHaveTwoLinesAboveTheSaddleAndOneBelow() {
        final Contours contours = Contours.of((x, y) -> Math.exp(-(x - 1) * (x - 1) - y * y)
            + Math.exp(-(x + 1) * (x + 1) - y * y), new double[]{-4, 4, -3, 3}, 121, 91);
        final double saddle = 2 * Math.exp(-1);
        assertEquals(2, contours.lines(saddle * 1.05).size());
        assertEquals(1, contours.lines(saddle * 0.95).size());
        assertEquals(0, contours.lines(2).size());
    }

    @Test
    void saddleCellIsDecidedByItsMean() {
        // corners 1 and 1 on the diagonal, 0 and 0 beside it: at 0.4 the mean 0.5 is above, so the corners are joined
        final Contours contours = new Contours(new double[]{0, 1}, new double[]{0, 1}, new double[]{1, 0, 0, 1});
        for (final double[] line : contours.lines(0.4)) {
            assertTrue(Math.abs(line[0] - line[2]) + Math.abs(line[1] - line[3]) < 1,
                "cuts off one of the low corners");
            final double middleX = (line[0] + line[2]) / 2;
            final double middleY = (line[1] + line[3]) / 2;
            assertTrue(Math.abs(middleX + middleY - 1) < 1e-12 && Math.abs(middleX - 0.5) > 0.2);
        }
        assertEquals(2, contours.lines(0.4).size());
        for (final double[] line : contours.lines(0.6)) {
            final double middleX = (line[0] + line[2]) / 2;
            final double middleY = (line[1] + line[3]) / 2;
            assertTrue(Math.abs(middleX - middleY) < 1e-12, "cuts off one of the high corners");
        }
    }

    @Test
    void infiniteAndMissingHeightsCountAsLow() {
        final Contours contours = new Contours(new double[]{0, 1, 2}, new double[]{0, 1, 2}, new double[]{
            Double.NEGATIVE_INFINITY, Double.NaN, Double.NEGATIVE_INFINITY, Double.NaN, 1, Double.NaN,
            Double.NEGATIVE_INFINITY, Double.NaN, Double.NEGATIVE_INFINITY});
        final List<double[]> lines = contours.lines(0);
        assertEquals(1, lines.size());
        for (final double v : lines.get(0)) {
            assertEquals(1, v, 1e-6);
        }
    }

    @Test
    void wrongNumberOfHeightsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Contours(new double[]{0, 1}, new double[]{0, 1},
            new double[3]));
    }
}
