package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.failure.FailureFinding;
import org.latentlab.engine.failure.FailureKind;
import org.latentlab.engine.gan.GanEpochRecord;
import org.latentlab.engine.gan.GanHistory;
import org.w3c.dom.Document;

class GanCurvesTest {

    private static final double NONE = Double.NaN;

    private static final FailureFinding COLLAPSE =
        new FailureFinding(FailureKind.MODE_COLLAPSE, 6, 10, true, "It collapsed.");

    /** Losses that cross: the generator's falls from 2 to 0.2, the critic's rises from 0.1 to 1. */
    private static GanHistory history(final int epochs, final double penalty, final double lastGradient,
        final FailureFinding... findings) {
        final List<GanEpochRecord> records = new ArrayList<>();
        for (int e = 1; e <= epochs; e++) {
            final double t = (double)e / epochs;
            records.add(new GanEpochRecord(e, 10L * e, 2 - 1.8 * t, t, 0.9, 0.1, e == epochs ? lastGradient : 2, 1,
                penalty, NONE, NONE, 1000, 1, null));
        }
        return new GanHistory(records, "All epochs are done.", List.of(findings));
    }

    @Test
    void whatAGanHasHasAPanel() {
        final Document plain = ChartTesting.svg(GanCurves.of("Training", history(10, NONE, 1)));
        for (final String text : List.of("Training", "Loss", "last 0.2, 1.0", "D(x)", "last 0.1, 0.9", "Gradient norm",
            "generator, D of generated images", "critic, D of real images")) {
            assertTrue(ChartTesting.hasText(plain, text), text);
        }
        assertFalse(ChartTesting.hasText(plain, "Gradient penalty"));
        assertFalse(ChartTesting.hasText(plain, "failure found"));
        final Document penalised = ChartTesting.svg(GanCurves.of("", history(10, 0.25, 1)));
        assertTrue(ChartTesting.hasText(penalised, "Gradient penalty"));
        assertTrue(ChartTesting.hasText(penalised, "last 0.25"));
    }

    @Test
    void clusterLossesHavePanelsOfTheirOwn() {
        final Document svg = ChartTesting.svg(GanCurves.of("", new GanHistory(List.of(new GanEpochRecord(1, 1, 1, 1, 1,
            1, 1, 1, NONE, 0.5, 2.25, 1, 1, null)), "Done.", List.of())));
        assertTrue(ChartTesting.hasText(svg, "Error of z"));
        assertTrue(ChartTesting.hasText(svg, "Cluster loss (nats)"));
        assertTrue(ChartTesting.hasText(svg, "last 2.25"));
    }

    @Test
    void aGradientThatVanishesIsDrawnByItsLogarithm() {
        final Document svg = ChartTesting.svg(GanCurves.of("", history(10, NONE, 1e-6)));
        assertTrue(ChartTesting.hasText(svg, "Gradient norm, log₁₀"));
        assertTrue(ChartTesting.hasText(svg, "last −6.0, 0.0"));
        ChartTesting.svg(GanCurves.of("", history(3, NONE, 0)));
    }

    @Test
    void failuresAreNamedAndMarkedFromTheirOnset() {
        final Document svg = ChartTesting.svg(GanCurves.of("t", history(10, NONE, 1, COLLAPSE,
            new FailureFinding(FailureKind.OSCILLATION, 2, 4, false, ""),
            new FailureFinding(FailureKind.MODE_DROPPING, 3, 3, false, ""))));
        for (final String text : List.of("mode collapse", "oscillation", "failure found",
            "mode collapse from epoch 6; oscillation in epochs 2 to 4; mode dropping in epoch 3")) {
            assertTrue(ChartTesting.hasText(svg, text), text);
        }
    }

    /** The second of two columns, whose epochs 0.8 to 10.2 lie between {@link Panel#LEFT} and {@link Panel#RIGHT}. */
    @Test
    void aBandReachesFromTheOnsetToTheEndOfAFailure() {
        final GanCurves.Model clean = new GanCurves.Model("a", history(10, NONE, 1));
        final BufferedImage without = new GanCurves("", List.of(clean, clean)).image(1000, 800, 1);
        final double panel = (1000 - 2 * Header.MARGIN - 12) / 2;
        final double left = Header.MARGIN + panel + 12 + Panel.LEFT;
        final double epoch = (panel - Panel.LEFT - Panel.RIGHT) / 9.4;
        final int[] persists = difference(without, new GanCurves("", List.of(clean, new GanCurves.Model("a",
            history(10, NONE, 1, COLLAPSE)))).image(1000, 800, 1));
        assertEquals(left + 5.2 * epoch, persists[0], 2);
        assertEquals(Header.MARGIN + 2 * panel + 12 - Panel.RIGHT, persists[1], 2);
        final int[] recovers = difference(without, new GanCurves("", List.of(clean, new GanCurves.Model("a",
            history(10, NONE, 1, new FailureFinding(FailureKind.OSCILLATION, 2, 4, false, ""))))).image(1000, 800, 1));
        assertEquals(left + 1.2 * epoch, recovers[0], 2);
        assertEquals(left + 3.2 * epoch, recovers[1], 2);
    }

    /** The first and the last pixel in a row of the upper right panel in which two pictures differ. */
    private static int[] difference(final BufferedImage one, final BufferedImage other) {
        int first = -1;
        int last = -1;
        for (int x = 500; x < 1000; x++) {
            if (one.getRGB(x, 150) != other.getRGB(x, 150)) {
                first = first < 0 ? x : first;
                last = x;
            }
        }
        return new int[]{first, last};
    }

    @Test
    void severalModelsHaveAColumnEachAndTheSameRows() {
        final GanCurves both = new GanCurves("Both", List.of(new GanCurves.Model("GAN", history(10, NONE, 1)),
            new GanCurves.Model("WGAN-GP", history(20, 0.1, 1, COLLAPSE))));
        final Document svg = ChartTesting.svg(both);
        for (final String text : List.of("Loss, GAN", "Loss, WGAN-GP", "D(x), GAN", "Gradient penalty, WGAN-GP",
            "Gradient penalty, GAN", "none", "failure found")) {
            assertTrue(ChartTesting.hasText(svg, text), text);
        }
        assertEquals(660, both.preferredWidth());
        final int height = both.heightFor(660);
        assertEquals(height, both.heightFor(560), "two columns however narrow");
        assertTrue(height > GanCurves.of("Both", history(10, NONE, 1)).heightFor(1000) * 3);
    }

    @Test
    void fallingAndRisingLossesDoSoOnThePicture() {
        final BufferedImage image = GanCurves.of("", history(40, NONE, 1)).image(1000, 300, 1);
        final int left = (int)(Header.MARGIN + Panel.LEFT) + 12;
        final int right = 310;
        assertTrue(row(image, left, ChartStyle.color(0)) < row(image, right, ChartStyle.color(0)) - 50);
    }

    private static int row(final BufferedImage image, final int x, final java.awt.Color color) {
        for (int y = 40; y < 230; y++) {
            if (ChartTesting.near(image.getRGB(x, y), color, 40)) {
                return y;
            }
        }
        throw new AssertionError("no curve at " + x);
    }

    @Test
    void thereIsAtLeastOneModel() {
        assertThrows(IllegalArgumentException.class, () -> new GanCurves("", List.of()));
    }
}
