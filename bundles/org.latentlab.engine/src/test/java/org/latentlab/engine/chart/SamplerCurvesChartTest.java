package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.chart.SamplerCurvesChart.Curve;
import org.latentlab.engine.chart.SamplerCurvesChart.Real;

class SamplerCurvesChartTest {

    private static final int WIDTH = 720;

    private static SamplerCurvesChart chart(final int chosen, final double... accuracy) {
        final double[] cosine = new double[accuracy.length];
        for (int i = 0; i < cosine.length; i++) {
            cosine[i] = 1 - 0.1 * i;
        }
        return new SamplerCurvesChart("Title", "", List.of(new Curve("Simple", cosine, accuracy, chosen),
            new Curve("Per dimension", new double[]{0.8}, new double[]{0.99}, -1)), new Real(0.45, 0.995));
    }

    /** How many pixels of the first curve's colour a row has. */
    private static int inRow(final BufferedImage image, final int y) {
        int count = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            count += (image.getRGB(x, y) & 0xffffff) == (ChartStyle.color(0).getRGB() & 0xffffff) ? 1 : 0;
        }
        return count;
    }

    private static int pixels(final SamplerCurvesChart chart) {
        final BufferedImage image = chart.image(WIDTH, chart.heightFor(WIDTH), 1);
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            count += inRow(image, y);
        }
        return count;
    }

    @Test
    void aLevelCurveIsALevelLine() {
        final SamplerCurvesChart chart = chart(-1, 0.97, 0.97, 0.97, 0.97);
        final BufferedImage image = chart.image(WIDTH, chart.heightFor(WIDTH), 1);
        int widest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            widest = Math.max(widest, inRow(image, y));
        }
        assertTrue(widest > WIDTH / 3, "the longest row of the curve's colour has " + widest + " pixels");
    }

    @Test
    void theChosenPointIsRingedAndTold() {
        final double[] accuracy = {1, 0.99, 0.97, 0.9};
        assertTrue(pixels(chart(2, accuracy)) > pixels(chart(-1, accuracy)) + 30);
        final String svg = chart(2, accuracy).svg(WIDTH, 500);
        assertTrue(svg.contains("Simple: accuracy 0.970, cosine 0.800"), svg);
        assertTrue(svg.contains("real images: accuracy 0.995, cosine 0.450"));
        assertTrue(!chart(-1, accuracy).svg(WIDTH, 500).contains("accuracy 0.970"));
    }

    @Test
    void oneSamplerOfOnePointCanBeDrawn() {
        final SamplerCurvesChart one = new SamplerCurvesChart("", "",
            List.of(new Curve("only", new double[]{1}, new double[]{1}, 0)), null);
        assertTrue(pixels(one) > 0);
    }

    @Test
    void tellsWhatIsWrong() {
        assertThrows(IllegalArgumentException.class, () -> new SamplerCurvesChart("", "", List.of(), null));
        assertEquals("The curve 'a' has 2 cosines and 1 accuracies; there must be equally many, at least one.",
            assertThrows(IllegalArgumentException.class, () -> new Curve("a", new double[2], new double[1], 0))
                .getMessage());
        assertEquals("The curve 'a' has no point 1.", assertThrows(IllegalArgumentException.class,
            () -> new Curve("a", new double[1], new double[1], 1)).getMessage());
        assertEquals("The curve 'a' has the cosine NaN with the accuracy 0.5; both must be finite numbers.",
            assertThrows(IllegalArgumentException.class,
                () -> new Curve("a", new double[]{Double.NaN}, new double[]{0.5}, 0)).getMessage());
    }
}
