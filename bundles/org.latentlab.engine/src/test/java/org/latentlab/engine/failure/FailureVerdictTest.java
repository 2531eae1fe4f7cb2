package org.latentlab.engine.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureVerdictTest {

    private static final double[] EVEN = {0.25, 0.25, 0.25, 0.25};

    private static final List<String> NAMES = List.of("zero", "one", "two", "three");

    private final List<FailureSnapshot> m_snapshots = new ArrayList<>();

    private void add(final double ratio, final double duplicates, final double[] shares, final double gradient,
        final double period, final int updatesPerEpoch) {
        final int epoch = m_snapshots.size() + 1;
        m_snapshots.add(new FailureSnapshot(epoch, (long)epoch * updatesPerEpoch, 512, 10 * ratio, 10, duplicates, 0.03,
            shares, shares.length == 0 ? shares : EVEN, ClassShares.entropy(shares), gradient, 1, 0.7, 0.3, period,
            Double.isNaN(period) ? 0 : 0.5));
    }

    /** Shares of near-duplicates, mean distance as real images'. */
    private void duplicates(final double... shares) {
        for (final double share : shares) {
            add(0.9, share, new double[0], 1, Double.NaN, 500);
        }
    }

    private void classes(final int updatesPerEpoch, final double[]... shares) {
        for (final double[] share : shares) {
            add(0.9, 0.02, share, 1, Double.NaN, updatesPerEpoch);
        }
    }

    private List<FailureFinding> findings() {
        return FailureVerdict.findings(m_snapshots, NAMES);
    }

    /** The epoch of the snapshot at which the first failure is found; 0 = none is. */
    private int foundAt() {
        for (int n = 1; n <= m_snapshots.size(); n++) {
            if (!FailureVerdict.findings(m_snapshots.subList(0, n), NAMES).isEmpty()) {
                return n;
            }
        }
        return 0;
    }

    @Test
    void aHealthyTrainingHasNoFindings() {
        duplicates(0.03, 0.4, 0.49, 0.2, 0.05);
        classes(1000, EVEN, EVEN);
        assertEquals(List.of(), findings());
        assertEquals(List.of(), FailureVerdict.findings(List.of(), List.of()));
    }

    @Test
    void aCollapseAfterDiverseSamplesIsFoundAtOnceWithItsOnset() {
        duplicates(0.03, 0.1, 0.8, 0.9, 1);
        assertEquals(3, foundAt());
        final FailureFinding f = findings().get(0);
        assertEquals(new FailureFinding(FailureKind.MODE_COLLAPSE, 3, 5, true, f.sentence()), f);
        assertEquals("Mode collapse since epoch 3: 100 % of the samples are near-duplicates of another one (3 % of as "
            + "many real images are), two samples differ 0.90 times as much as two real images. Try a smaller learning "
            + "rate, fewer critic steps or, if the loss is another one, Wasserstein with gradient penalty.",
            f.sentence());
        assertEquals(f, FailureVerdict.reasonToStop(findings()).orElseThrow());
    }

    @Test
    void oneSnapshotOfItIsFoundThoughItIsNoReasonToStopAndOneWithoutItDoesNotEndIt() {
        duplicates(0.03, 0.8);
        assertEquals(2, foundAt());
        assertTrue(findings().get(0).persists());
        assertTrue(FailureVerdict.reasonToStop(findings()).isEmpty());
        duplicates(0.1);
        assertTrue(findings().get(0).sentence().startsWith("Mode collapse at epoch 2: 80 %"), findings().toString());
        duplicates(0.8);
        assertTrue(FailureVerdict.reasonToStop(findings()).isPresent());
        duplicates(0.1, 0.1);
        assertEquals(1, findings().size());
        final FailureFinding f = findings().get(0);
        assertEquals(List.of(2, 4, false), List.of(f.onset(), f.until(), f.persists()));
        assertTrue(f.sentence().startsWith("Mode collapse from epoch 2 to 4: 80 %"), f.sentence());
        assertFalse(f.sentence().contains("Try"), f.sentence());
        assertTrue(FailureVerdict.reasonToStop(findings()).isEmpty());
    }

    /** A quarter and less has been diverse; where more were near-duplicates all along it takes four in a row. */
    @ParameterizedTest
    @CsvSource({"0.25, 2", "0.26, 5"})
    void whatHasNeverBeenDiverseIsFoundAtItsFourthSnapshotInARow(final double before, final int at) {
        duplicates(before, 0.6, 0.6, 0.6, 0.6);
        assertEquals(at, foundAt());
    }

    @Test
    void aBeginningThatGoesOnAfterASnapshotWithoutItIsNone() {
        duplicates(0.9, 0.9, 0.4, 0.9, 0.9, 0.4);
        assertEquals(0, foundAt());
    }

    /** The figures of a small DCGAN on 2,000 digits, 31 updates an epoch: it begins with samples that are all alike. */
    @Test
    void aGeneratorThatBeginsToLearnIsNoCollapse() {
        final double[] ratios = {0.15, 0.24, 0.41, 0.55, 0.60, 0.62, 0.62, 0.64};
        final double[] shares = {1.00, 1.00, 0.52, 0.02, 0.00, 0.01, 0.01, 0.02};
        for (int i = 0; i < ratios.length; i++) {
            add(ratios[i], shares[i], new double[0], 1, Double.NaN, 31);
        }
        assertEquals(0, foundAt());
    }

    /** A DCGAN as before whose critic takes ten steps for one of the generator: at the fourth snapshot. */
    @Test
    void oneThatIsHeldDownFromTheBeginningIsFoundThreeSnapshotsLater() {
        final double[] ratios = {0.13, 0.13, 0.14, 0.15, 0.16, 0.18};
        for (final double ratio : ratios) {
            add(ratio, 1, new double[0], 10, Double.NaN, 12);
        }
        assertEquals(4, foundAt());
        assertEquals(1, findings().get(0).onset());
    }

    @Test
    void aSlowBeginningIsWaitedForAsLongAsSamplesComeApartFast() {
        for (final double ratio : new double[]{0.05, 0.08, 0.12, 0.18, 0.27, 0.5}) {
            add(ratio, ratio < 0.5 ? 1 : 0.1, new double[0], 10, Double.NaN, 5);
        }
        assertEquals(0, foundAt());
    }

    /** The figures of an MLP whose learning rate is far too high: its few images move about, together and apart. */
    @Test
    void samplesThatComeTogetherFirstAreNoBeginning() {
        final double[] ratios = {0.54, 0.42, 0.37, 0.67, 0.88};
        final double[] shares = {1.00, 0.99, 0.99, 0.92, 0.86};
        for (int i = 0; i < ratios.length; i++) {
            add(ratios[i], shares[i], new double[0], 1, Double.NaN, 46);
        }
        assertEquals(4, foundAt());
    }

    /** A collapse whose mean distance goes up and down by 15 %, with its largest steps where it is to be found. */
    @ParameterizedTest
    @ValueSource(strings = {"0.10 0.10 0.09 0.11 0.09 0.11", "0.085 0.085 0.085 0.115 0.085 0.115",
        "0.085 0.095 0.1 0.115 0.1 0.115", "0.115 0.085 0.085 0.115 0.085 0.115", "0.1 0.06 0.06 0.1 0.06 0.1"})
    void aJitterOfACollapsedGeneratorDoesNotDelayIt(final String ratios) {
        for (final String ratio : ratios.split(" ")) {
            add(Double.parseDouble(ratio), 1, new double[0], 1, Double.NaN, 12);
        }
        assertEquals(4, foundAt());
        assertEquals(1, findings().get(0).onset());
    }

    /** The figures of a WGAN with gradient penalty on digits: the third epoch brings less than those around it. */
    @Test
    void aWassersteinGanThatLearnsInBoundsIsNoCollapse() {
        final double[] distances = {1.13, 2.14, 2.45, 3.25, 4.68, 5.20, 5.47, 5.68, 5.90};
        final double[] duplicates = {1, 1, 1, 1, 0.72, 0.49, 0.33, 0.20, 0.08};
        final int[] hit = {1, 1, 1, 7, 8, 8, 9, 9, 9};
        final double[] even = new double[10];
        Arrays.fill(even, 0.1);
        for (int i = 0; i < distances.length; i++) {
            final double[] shares = new double[10];
            Arrays.fill(shares, 0, hit[i], 1.0 / hit[i]);
            m_snapshots.add(new FailureSnapshot(i + 1, 100L * (i + 1), 512, distances[i], 9.84, duplicates[i], 0.03,
                shares, even, ClassShares.entropy(shares), 1, 1, 0.7, 0.3, Double.NaN, 0));
        }
        assertEquals(0, foundAt());
    }

    @ParameterizedTest
    @CsvSource({"0.51, 0.03, true", "0.5, 0.03, false", "0.6, 0.45, false", "0.9, 0.6, true"})
    void overHalfAndClearlyMoreThanOfRealImagesAreNearDuplicates(final double share, final double real,
        final boolean collapsed) {
        final FailureSnapshot s = new FailureSnapshot(1, 1, 512, 9, 10, share, real, new double[0], new double[0],
            Double.NaN, 1, 1, 0, 0, Double.NaN, 0);
        assertEquals(collapsed, SampleVerdict.of(s).isModeCollapse());
        assertEquals(0.9, s.distanceRatio(), 1e-12);
    }

    @Test
    void fewerThanThreeClassesAreACollapseUnlessThereAreNoMore() {
        classes(500, EVEN, new double[]{0.6, 0.395, 0.005, 0}, new double[]{1, 0, 0, 0});
        assertEquals(2, foundAt());
        assertEquals(2, findings().get(0).onset());
        assertTrue(findings().get(0).sentence().contains("; they hit 1 of 4 classes."), findings().get(0).sentence());
        assertEquals(2, m_snapshots.get(1).classesHit());
        final FailureSnapshot two = new FailureSnapshot(1, 1, 512, 9, 10, 0, 0, new double[]{0.4, 0.6},
            new double[]{0.5, 0.5}, Double.NaN, 1, 1, 0, 0, Double.NaN, 0);
        assertFalse(SampleVerdict.of(two).isModeCollapse());
    }

    private void tenClasses(final int[] hit, final double[] top, final double[] ratios, final double realScore,
        final double fakeScore) {
        final double[] even = new double[10];
        Arrays.fill(even, 0.1);
        for (int i = 0; i < hit.length; i++) {
            final double[] shares = new double[10];
            Arrays.fill(shares, 0, hit[i], (1 - top[i]) / (hit[i] - 1));
            shares[0] = top[i];
            m_snapshots.add(new FailureSnapshot(i + 1, 10L * (i + 1), 512, 10 * ratios[i], 10, 0, 0.03, shares, even,
                ClassShares.entropy(shares), 1, 1, realScore, fakeScore, Double.NaN, 0));
        }
    }

    /** The figures of an MLP on 1,000 digits, 15 updates an epoch: a classifier sees two digits in its noise. */
    @Test
    void fewClassesInTheNoiseOfAGeneratorThatBeginsAreNoCollapse() {
        tenClasses(new int[]{2, 2, 2, 2, 2, 4, 2, 3}, new double[]{0.66, 0.68, 0.76, 0.71, 0.71, 0.70, 0.70, 0.71},
            new double[]{0.68, 0.66, 0.63, 0.60, 0.56, 0.54, 0.51, 0.49}, 0.9, 0.45);
        assertEquals(0, foundAt());
    }

    /** The figures of such MLPs with a critic ten steps ahead, 4 updates an epoch, and with ten times the rate. */
    @Test
    void theyAreOneWhereTheCriticIsSureOrNearlyAllAreOfOneClass() {
        tenClasses(new int[]{2, 2, 2, 2}, new double[]{0.54, 0.64, 0.72, 0.82}, new double[]{0.69, 0.69, 0.68, 0.67},
            0.999, 0.017);
        assertEquals(3, foundAt());
        m_snapshots.clear();
        tenClasses(new int[]{2, 2, 2, 3}, new double[]{0.64, 0.88, 0.94, 0.69}, new double[]{0.43, 0.46, 0.41, 0.51},
            0.57, 0.55);
        assertEquals(3, foundAt());
    }

    @Test
    void fewClassesAfterSixAreACollapseAtOnceButNotAfterFive() {
        tenClasses(new int[]{6, 2}, new double[]{0.5, 0.5}, new double[]{0.5, 0.5}, 0.6, 0.4);
        assertEquals(2, foundAt());
        m_snapshots.clear();
        tenClasses(new int[]{5, 2, 2}, new double[]{0.5, 0.5, 0.5}, new double[]{0.5, 0.5, 0.5}, 0.6, 0.4);
        assertEquals(0, foundAt());
    }

    @Test
    void missingClassesAreNamedOnceTheGeneratorHasHadTheTimeToLearnThem() {
        final double[] three = {0.5, 0.3, 0.19, 0.01};
        classes(400, three, three, three, three, three, three);
        assertEquals(5, foundAt());
        assertEquals("Mode dropping since epoch 3: class 'three' (1.0 % against 25.0 %) is hardly generated or not at "
            + "all. Train longer, or try, if it is not one already, a GAN with the loss Wasserstein with gradient "
            + "penalty or a class-conditional one.",
            findings().get(0).sentence());
        assertTrue(FailureVerdict.reasonToStop(findings()).isEmpty());
        m_snapshots.clear();
        classes(100, three, three, three, three, three, three);
        assertEquals(0, foundAt());
    }

    @Test
    void aClassThatIsRareAmongRealImagesIsNotMissed() {
        assertEquals(List.of(1), new SampleVerdict(SampleVerdict.of(lone()).diversity(),
            new double[]{0.9, 0, 0.1, 0}, new double[]{0.8, 0.02, 0.165, 0.015}).missing());
    }

    private static FailureSnapshot lone() {
        return new FailureSnapshot(1, 1, 512, 9, 10, 0, 0, new double[0], new double[0], Double.NaN, 1, 1, 0, 0,
            Double.NaN, 0);
    }

    /** The gradients of a minimax GAN whose discriminator wins. */
    @Test
    void aVanishingGradientIsFoundAtItsSecondSnapshot() {
        for (final double gradient : new double[]{0.0537, 0.00192, 0.000826, 0.000449, 0.000302, 0.000217}) {
            add(0.9, 0, new double[0], gradient, Double.NaN, 62);
        }
        assertEquals(5, foundAt());
        assertEquals("Vanishing gradient since epoch 4: the norm of the generator's gradient has fallen from 0.054 to "
            + "0.00022, while D is 0.70 of real and 0.30 of generated images. Try fewer critic steps or a smaller "
            + "learning rate of the critic or, if the loss is another one, non-saturating or Wasserstein with gradient "
            + "penalty.", findings().get(0).sentence());
        assertTrue(FailureVerdict.reasonToStop(findings()).isPresent());
    }

    @Test
    void anEpochWithoutAStepOfTheGeneratorHasNoVanishingGradient() {
        for (final double gradient : new double[]{Double.NaN, 1, Double.NaN, Double.NaN, 0.9}) {
            add(0.9, 0, new double[0], gradient, Double.NaN, 62);
        }
        assertEquals(0, foundAt());
    }

    @Test
    void anOscillationIsFoundAtItsThirdSnapshotAndFindingsAreInOrderOfTheirOnset() {
        for (int i = 0; i < 5; i++) {
            add(0.9, i < 2 ? 0.03 : 0.8, EVEN, 1, i == 0 ? Double.NaN : 40, 500);
        }
        assertEquals(3, foundAt());
        assertEquals(List.of(FailureKind.OSCILLATION, FailureKind.MODE_COLLAPSE),
            findings().stream().map(FailureFinding::kind).toList());
        assertTrue(findings().get(0).sentence().startsWith("Oscillation since epoch 2: the generator's loss goes up "
            + "and down with a period of 40 updates and an amplitude of 0.50."), findings().get(0).sentence());
    }

    /** What was found stays found, whatever comes. */
    @Test
    void findingsOnlyGrowAsSnapshotsAreAdded() {
        final double[] shares = {1, 1, 1, 1, 0.4, 0.9, 0.2, 0.1, 0.7, 0.8, 0.1, 0.1, 0.1, 0.6, 0.3, 0.2};
        final double[] ratios = {0.1, 0.1, 0.1, 0.1, 0.3, 0.5, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9};
        int found = 0;
        for (int i = 0; i < shares.length; i++) {
            add(ratios[i], shares[i], new double[0], 1, Double.NaN, 100);
            assertTrue(findings().size() >= found, "at epoch " + (i + 1));
            found = findings().size();
        }
        assertEquals(List.of(1, 9, 14), findings().stream().map(FailureFinding::onset).toList());
        assertEquals(List.of(6, 10, 14), findings().stream().map(FailureFinding::until).toList());
    }

    @Test
    void entropyIsOfTheShares() {
        assertEquals(Math.log(4), ClassShares.entropy(EVEN), 1e-12);
        assertEquals(0, ClassShares.entropy(new double[]{0, 1, 0}));
        assertTrue(Double.isNaN(ClassShares.entropy(new double[0])));
        assertEquals(1, Arrays.stream(EVEN).sum());
    }
}
