package org.latentlab.engine.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class GrayAreaTest {

    private static final int N = 4000;

    /** Codes uniform over the square ±5, of class 0 left of a gap and of class 1 right of it. */
    private static GrayArea halves(final double mixedWidth) {
        final Rng rng = new Rng(3);
        final float[] codes = new float[2 * N];
        final int[] classes = new int[N];
        for (int i = 0; i < N; i++) {
            final double x = rng.nextDouble(-5, 5);
            codes[2 * i] = (float)x;
            codes[2 * i + 1] = (float)rng.nextDouble(-5, 5);
            classes[i] = Math.abs(x) < mixedWidth ? rng.nextInt(2) : x < 0 ? 0 : 1;
        }
        return GrayArea.of(codes, classes, 2, 2, 10, 0.8, 20_000, 1, Progress.NONE);
    }

    @Test
    void aSharpBoundaryLeavesOnlyItsNeighbourhoodGray() {
        // ten neighbours lie within about 0.28: the strip |x| < 0.1 or so is gray
        final GrayArea area = halves(0);
        assertEquals(0.07, area.share(), 0.04);
        assertEquals(0.97, area.meanVoteShare(), 0.02);
    }

    @Test
    void whereClassesAreMixedHalfInHalfMostIsGray() {
        // P(|N(0,1)| < 1) = 0.683; of ten fair votes fewer than 8 agree with probability 1 - 112/1024 = 0.891
        assertEquals(0.683 * 0.891, halves(1).share(), 0.06);
    }

    @Test
    void unanimousCodesHaveNoGrayArea() {
        final float[] codes = new float[200];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = i;
        }
        final GrayArea area = GrayArea.of(codes, new int[100], 1, 2, 10, 0.8, 500, 1, Progress.NONE);
        assertEquals(0, area.share());
        assertEquals(1, area.meanVoteShare());
    }

    /** Two codes of one class and one of another: everywhere two of three votes agree. */
    @Test
    void theAgreementIsNeverRoundedDownToFewerVotes() {
        final float[] codes = {-1, 0, 1};
        final int[] classes = {0, 0, 1};
        assertEquals(1, GrayArea.of(codes, classes, 2, 1, 3, 0.8, 200, 1, Progress.NONE).share());
        assertEquals(1, GrayArea.of(codes, classes, 2, 1, 3, 0.67, 200, 1, Progress.NONE).share());
        assertEquals(0, GrayArea.of(codes, classes, 2, 1, 3, 2 / 3.0, 200, 1, Progress.NONE).share());
        assertEquals(0, GrayArea.of(codes, classes, 2, 1, 3, 0.66, 200, 1, Progress.NONE).share());
    }

    @Test
    void parametersWithoutSenseAreRefused() {
        assertThrows(IllegalArgumentException.class,
            () -> GrayArea.of(new float[20], new int[10], 1, 2, 3, 0, 10, 1, Progress.NONE));
        assertThrows(IllegalArgumentException.class,
            () -> GrayArea.of(new float[20], new int[10], 1, 2, 3, 0.5, 0, 1, Progress.NONE));
    }
}
