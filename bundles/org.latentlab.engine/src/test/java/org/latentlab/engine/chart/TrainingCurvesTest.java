package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.latent.LatentDiagnostics;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.TrainingHistory;
import org.w3c.dom.Document;

class TrainingCurvesTest {

    private static final double NONE = Double.NaN;

    private static TrainingHistory history(final double... validation) {
        return new TrainingHistory(List.of(new EpochRecord(1, 160, 155, 5, new double[]{2, 3}, validation[0], 1),
            new EpochRecord(2, 150, 144, 6, new double[]{3, 3}, validation[1], 1)), 2, "All epochs are done.");
    }

    @Test
    void historyBecomesLossReconstructionAndKl() {
        final TrainingCurves curves = TrainingCurves.of("t", history(161, 152));
        assertEquals(3, curves.curves().size());
        assertEquals(150, curves.curves().get(0).training()[1]);
        assertEquals(152, curves.curves().get(0).validation()[1]);
        assertEquals(144, curves.curves().get(1).training()[1]);
        assertEquals(6, curves.curves().get(2).training()[1]);
        assertEquals(2, curves.bestEpoch());
        assertNull(TrainingCurves.of("t", history(NONE, NONE)).curves().get(0).validation());
    }

    private static EpochRecord epoch(final int number, final double beta, final double mmd, final double penalty,
        final int active) {
        final LatentDiagnostics latent = active < 0 ? null : new LatentDiagnostics(10, new double[]{1, 2},
            new double[]{1, 1}, active, 1, new double[2], Matrix.zeros(2, 2), 0);
        return new EpochRecord(number, 155 + 5 * beta, 155, Double.isNaN(beta) ? NONE : 5, new double[]{2, 3}, NONE, 1,
            beta, mmd, penalty, latent);
    }

    private static List<String> names(final EpochRecord... epochs) {
        return TrainingCurves.of("t", new TrainingHistory(List.of(epochs), 1, "Done.")).curves().stream()
            .map(TrainingCurves.Curve::name).toList();
    }

    @Test
    void whatIsTrainedBesidesTheElboHasAPanelOfItsOwn() {
        assertEquals(List.of("−ELBO (nats per image)", "Reconstruction (nats)", "KL divergence (nats)"),
            names(epoch(1, 1, NONE, NONE, -1), epoch(2, 1, NONE, NONE, -1)));
        assertEquals(List.of("Loss (nats per image)", "Reconstruction (nats)", "KL divergence (nats)",
            "Weight β of the KL", "Active latent dimensions"),
            names(epoch(1, 0.1, NONE, NONE, 2), epoch(2, 1, NONE, NONE, 1)));
        assertEquals(List.of("Loss (nats per image)", "Reconstruction (nats)", "MMD² from the prior",
            "Penalty on neighbours"), names(epoch(1, NONE, 0.2, 3, -1), epoch(2, NONE, 0.1, 2, -1)));
        ChartTesting.svg(TrainingCurves.of("t", new TrainingHistory(List.of(epoch(1, 0.1, 0.2, 3, 2),
            epoch(2, 1, 0.1, 2, 0)), 1, "Done.")));
    }

    @Test
    void validationIsDashedAndNamedWhereThereIsAny() {
        final Document with = ChartTesting.svg(TrainingCurves.of("Training", history(161, 152)));
        for (final String text : List.of("Training", "−ELBO (nats per image)", "last 150.0", "validation",
            "best epoch: 2", "epoch 2", "Epoch")) {
            assertTrue(ChartTesting.hasText(with, text), text);
        }
        assertFalse(ChartTesting.hasText(ChartTesting.svg(TrainingCurves.of("t", history(NONE, NONE))), "validation"));
    }

    @Test
    void fallingCurveFallsOnThePicture() {
        final TrainingCurves chart = new TrainingCurves("", List.of(new TrainingCurves.Curve("c",
            new double[]{10, 0}, null)), 0);
        final BufferedImage image = chart.image(400, 300, 1);
        final int left = (int)(Header.MARGIN + Panel.LEFT);
        assertTrue(row(image, left + 20) < row(image, 200));
        assertTrue(row(image, 200) < row(image, 360));
    }

    private static int row(final BufferedImage image, final int x) {
        for (int y = 40; y < 230; y++) {
            if (ChartTesting.near(image.getRGB(x, y), ChartStyle.color(0), 40)) {
                return y;
            }
        }
        throw new AssertionError("no curve at " + x);
    }

    @Test
    void brokenEpochsLeaveAGapAndEmptyHistoriesAnEmptyPanel() {
        ChartTesting.svg(new TrainingCurves("", List.of(new TrainingCurves.Curve("c", new double[]{1, NONE,
            Double.POSITIVE_INFINITY, 2}, null), new TrainingCurves.Curve("d", new double[0], null)), 0));
        assertThrows(IllegalArgumentException.class, () -> new TrainingCurves("", List.of(), -1));
    }
}
