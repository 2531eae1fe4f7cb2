package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentlab.engine.latent.CollapseVerdict.Setting;
import org.latentlab.engine.latent.CollapseVerdict.Severity;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.EpochRecord;

class CollapseVerdictTest {

    /** A latent space whose aggregate posterior has these variances and means, and some active dimensions. */
    private static LatentDiagnostics space(final int d, final int active, final double information,
        final double variance, final double mean) {
        final Matrix covariance = Matrix.zeros(d, d);
        final double[] means = new double[d];
        final double[] meanVariance = new double[d];
        for (int c = 0; c < d; c++) {
            covariance.data()[c * d + c] = c == 0 ? variance : 1;
            means[c] = c == 0 ? mean : 0;
            meanVariance[c] = c < active ? 0.5 : 0.001;
        }
        final double kl = 0.5 * (variance + mean * mean - 1 - Math.log(variance));
        return new LatentDiagnostics(1000, new double[d], meanVariance, active, information, means, covariance, kl);
    }

    private static LatentDiagnostics healthy(final int d, final int active) {
        return space(d, active, 3, 1, 0);
    }

    /** @param spaces what each epoch shows; null where it was not looked at */
    private static List<EpochRecord> epochs(final LatentDiagnostics... spaces) {
        final List<EpochRecord> epochs = new ArrayList<>();
        for (final LatentDiagnostics space : spaces) {
            epochs.add(new EpochRecord(epochs.size() + 1, 1, 1, 1, new double[0], Double.NaN, 1, 1, Double.NaN,
                Double.NaN, space));
        }
        return epochs;
    }

    @Test
    void namesACollapseSinceItsFirstEpoch() {
        final LatentDiagnostics none = space(20, 0, 0, 1, 0);
        final CollapseVerdict verdict = CollapseVerdict.of(epochs(none, none, none), Setting.kl(4));
        assertEquals(new CollapseVerdict(Severity.COLLAPSED, "Posterior collapse: 0 of 20 dimensions active since "
            + "epoch 1; β = 4 is too strong for this decoder: try annealing, free bits or β ≤ 1."), verdict);
        assertTrue(verdict.isWarning());
    }

    @Test
    void aCollapseBeginsWhereTheLastDimensionFell() {
        final LatentDiagnostics none = space(20, 0, 0, 1, 0);
        final CollapseVerdict verdict =
            CollapseVerdict.of(epochs(none, healthy(20, 2), null, none, null, none, null), Setting.kl(1));
        assertEquals("Posterior collapse: 0 of 20 dimensions active since epoch 4; β = 1 is too strong for this "
            + "decoder: try annealing, free bits or β ≤ 0.25.", verdict.text());
    }

    @Test
    void advisesWhatWasNotTriedYet() {
        final List<EpochRecord> collapsed = epochs(space(1, 0, 0, 1, 0), space(1, 0, 0, 1, 0));
        assertTrue(CollapseVerdict.of(collapsed, new Setting("KL", 20, true, 0.5, -1)).text()
            .endsWith("0 of 1 dimension active since epoch 1; β = 20 is too strong for this decoder: try a longer "
                + "annealing, more free bits or β ≤ 1."));
        assertTrue(CollapseVerdict.of(collapsed, new Setting("KL", 100, false, 0, 5)).text()
            .endsWith("try annealing, a larger capacity or β ≤ 1."));
        assertTrue(CollapseVerdict.of(collapsed, Setting.withoutKl("MMD")).text()
            .endsWith("try a smaller weight of the MMD, a smaller learning rate or more epochs."));
        assertTrue(CollapseVerdict.of(collapsed, Setting.withoutKl("")).text()
            .contains("nothing forces the codes together"));
        assertTrue(CollapseVerdict.of(collapsed, Setting.kl(0)).text().contains("smaller learning rate"));
    }

    /** A network that has only begun to learn uses no dimension either; β need not be the reason. */
    @Test
    void aShortTrainingIsToBeLongerFirst() {
        final LatentDiagnostics none = space(2, 0, 0, 1, 0);
        assertTrue(CollapseVerdict.of(epochs(none), Setting.kl(1)).text()
            .endsWith("or β ≤ 0.25. After a single epoch this may pass: first train for more."));
        final double[] reconstructions = {600, 400, 397};
        final List<EpochRecord> epochs = new ArrayList<>();
        for (int i = 0; i < reconstructions.length; i++) {
            epochs.add(new EpochRecord(i + 1, reconstructions[i], reconstructions[i], 0, new double[0], Double.NaN, 1, 1,
                Double.NaN, Double.NaN, none));
        }
        assertTrue(CollapseVerdict.of(epochs.subList(0, 2), Setting.kl(1)).text()
            .endsWith("The reconstruction still improves, so this may pass: first train for more epochs."));
        assertTrue(CollapseVerdict.of(epochs, Setting.kl(1)).text().endsWith("or β ≤ 0.25."));
        assertFalse(CollapseVerdict.of(epochs(none), Setting.kl(0)).text().contains("may pass"));
    }

    /** Variances above the bound that tell nothing: code and image share next to no information. */
    @Test
    void noInformationIsACollapseToo() {
        final CollapseVerdict verdict = CollapseVerdict.of(epochs(space(20, 2, 0.04, 1, 0)), Setting.kl(4));
        assertEquals(Severity.COLLAPSED, verdict.severity());
        assertTrue(verdict.text().startsWith("Posterior collapse: code and image share only 0.04 nats, though 2 of 20 "
            + "dimensions are active; β = 4 "), verdict.text());
    }

    /** What a good VAE shows: two of two, and unused dimensions that are no reason to warn. */
    @ParameterizedTest
    @CsvSource({"2,2,1", "1,1,1", "20,20,0.1", "20,12,4", "20,16,1", "20,7,1", "20,2,1", "100,22,1", "10,3,0.3"})
    void doesNotWarnOfHealthySpaces(final int d, final int active, final double beta) {
        final CollapseVerdict verdict =
            CollapseVerdict.of(epochs(healthy(d, active), healthy(d, active)), Setting.kl(beta));
        assertEquals(Severity.NONE, verdict.severity(), verdict.text());
        assertFalse(verdict.isWarning());
    }

    @Test
    void saysWhatIsUnusedAsInformation() {
        assertEquals("12 of 20 dimensions active; the other 8 are unused, which is normal where fewer dimensions "
            + "suffice.", CollapseVerdict.of(epochs(healthy(20, 12)), Setting.kl(1)).text());
        assertEquals("2 of 3 dimensions active; the other is unused, which is normal where fewer dimensions suffice.",
            CollapseVerdict.of(epochs(healthy(3, 2)), Setting.kl(1)).text());
        assertEquals("All 20 dimensions active.", CollapseVerdict.of(epochs(healthy(20, 20)), Setting.kl(1)).text());
        assertEquals("The one dimension is active.", CollapseVerdict.of(epochs(healthy(1, 1)), Setting.kl(1)).text());
    }

    @ParameterizedTest
    @CsvSource({"2,1,1", "20,10,4", "20,3,20", "20,1,1", "100,9,1", "4,1,0.1"})
    void warnsWhereTheDivergenceLeavesTooFew(final int d, final int active, final double beta) {
        final CollapseVerdict verdict = CollapseVerdict.of(epochs(healthy(d, active)), Setting.kl(beta));
        assertEquals(Severity.PARTIAL, verdict.severity(), verdict.text());
        assertTrue(verdict.text().startsWith("Partial posterior collapse: " + active + " of " + d + " dimensions "
            + "active; β = "), verdict.text());
    }

    @Test
    void namesCodesFarFromThePrior() {
        final CollapseVerdict verdict =
            CollapseVerdict.of(epochs(space(2, 2, Double.NaN, 25, -3)), Setting.withoutKl(""));
        assertEquals(Severity.OFF_PRIOR, verdict.severity());
        // ½ (25 + 9 − 1 − ln 25)
        assertEquals("2 of 2 dimensions active; the aggregate posterior is far from the prior (14.9 nats by mean and "
            + "covariance; in dimension 1 mean −3 and standard deviation 5 instead of 0 and 1): samples of the prior "
            + "will decode badly. Sample from a mixture fitted to the codes, or train with a divergence from the "
            + "prior.",
            verdict.text());
        final LatentDiagnostics far = space(2, 2, 3, 9, 0);
        assertTrue(CollapseVerdict.of(epochs(far, far), Setting.withoutKl("MMD")).text()
            .endsWith("or give the MMD a larger weight."));
        assertTrue(CollapseVerdict.of(epochs(far, far), Setting.kl(0.01)).text()
            .endsWith("or train with a larger β."));
        assertEquals(Severity.NONE,
            CollapseVerdict.of(epochs(space(2, 2, Double.NaN, 1.5, 0.2)), Setting.withoutKl("MMD")).severity());
        // ½ (4 − 1 − ln 4) = 0.81: too far without a KL, not so under a weak one
        assertEquals(Severity.OFF_PRIOR,
            CollapseVerdict.of(epochs(space(1, 1, 3, 4, 0)), Setting.withoutKl("")).severity());
        assertEquals(Severity.NONE, CollapseVerdict.of(epochs(space(1, 1, 3, 4, 0)), Setting.kl(0.1)).severity());
        // β = 1 wants more training, no advice
        assertEquals(Severity.NONE, CollapseVerdict.of(epochs(space(1, 1, 3, 25, 3)), Setting.kl(1)).severity());
    }

    /** A capacity and free bits let codes leave the prior whatever β is; ½ (25 + 9 − 1 − ln 25) = 14.9 nats. */
    @Test
    void roomThatTheDivergenceLeavesMayLeadOffThePrior() {
        final List<EpochRecord> far = epochs(space(2, 2, 9, 25, 3), space(2, 2, 9, 25, 3));
        final CollapseVerdict capacity = CollapseVerdict.of(far, new Setting("KL", 4, false, 0, 60));
        assertEquals(Severity.OFF_PRIOR, capacity.severity());
        assertTrue(capacity.text().endsWith("will decode badly. Sample from a mixture fitted to the codes, or train "
            + "with a smaller capacity."), capacity.text());
        assertTrue(CollapseVerdict.of(far, new Setting("KL", 1, false, 20, -1)).text()
            .endsWith("or train with fewer free bits."));
        assertTrue(CollapseVerdict.of(far, new Setting("KL", 0.5, false, 20, -1)).text()
            .endsWith("or train with fewer free bits or a larger β."));
        // ½ (4 − 1 − ln 4) = 0.81 nats a dimension
        assertEquals(Severity.NONE, CollapseVerdict.of(epochs(space(1, 1, 3, 4, 0)),
            new Setting("KL", 4, false, 0, 60)).severity());
    }

    @Test
    void codesOffThePriorAfterAShortTrainingWantMoreOfItFirst() {
        final LatentDiagnostics far = space(2, 2, 3, 25, 3);
        final String one = " After a single epoch this may pass: first train for more. If it stays, sample from a "
            + "mixture fitted to the codes, or ";
        assertTrue(CollapseVerdict.of(epochs(far), Setting.kl(0.1)).text()
            .endsWith("will decode badly." + one + "train with a larger β."));
        assertTrue(CollapseVerdict.of(epochs(far), Setting.withoutKl("MMD")).text()
            .endsWith(one + "give the MMD a larger weight."));
        assertTrue(CollapseVerdict.of(epochs(far), new Setting("KL", 2, false, 0, 60)).text()
            .endsWith(one + "train with a smaller capacity."));
        // without a divergence no training brings the codes to the prior
        assertFalse(CollapseVerdict.of(epochs(far), Setting.withoutKl("")).text().contains("may pass"));
        assertFalse(CollapseVerdict.of(epochs(far), Setting.kl(0)).text().contains("may pass"));
    }

    @Test
    void namesDirectionsWithoutCodes() {
        final float[] line = {1, 1, -1, -1, 2, 2};
        final CollapseVerdict verdict =
            CollapseVerdict.of(epochs(DiagnosticsEstimator.of(line, null, 3, 2, 1)), Setting.withoutKl(""));
        assertEquals(Severity.OFF_PRIOR, verdict.severity());
        assertTrue(verdict.text().contains("some directions hold no codes at all"), verdict.text());
    }

    @Test
    void nothingSeenIsSaid() {
        assertEquals(new CollapseVerdict(Severity.NONE, "The latent space was not looked at."),
            CollapseVerdict.of(epochs(null, null), Setting.kl(1)));
    }
}
