package org.latentlab.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.latent.SeededPoints;

class InceptionScoreTest {

    /** The probabilities of score_oracle.py, beside this class's resources. */
    private static float[] probabilities() {
        final SeededPoints numbers = new SeededPoints(5);
        final float[] p = new float[1030];
        final double[] u = new double[10];
        for (int i = 0; i < 103; i++) {
            double total = 0;
            for (int c = 0; c < 10; c++) {
                final double v = numbers.next();
                u[c] = v * v * (v * v);
                total += u[c];
            }
            for (int c = 0; c < 10; c++) {
                p[i * 10 + c] = (float)(u[c] / total);
            }
        }
        return p;
    }

    private static int[] inOrder(final int n) {
        final int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }

    @ParameterizedTest
    @CsvSource({"1, 2.061731472721592, 0", "5, 2.005534864945612, 0.07845366787437624",
        "10, 1.9512626548558842, 0.1711534210443818"})
    void inTheTablesOrderItIsNumPysByTheOriginalFormula(final int splits, final double mean, final double sd) {
        final InceptionResult r = InceptionScore.of(probabilities(), 10, splits, inOrder(103));
        assertEquals(mean, r.mean(), 1e-7 * mean);
        assertEquals(sd, r.standardDeviation(), 1e-7);
        assertEquals(splits, r.splits());
        assertEquals(103, r.n());
    }

    @Test
    void theSeedDealsTheImagesButASingleSplitHasNoOrder() {
        final float[] p = probabilities();
        assertEquals(2.061731472721592, InceptionScore.of(p, 10, 1, 99).mean(), 1e-7);
        assertEquals(InceptionScore.of(p, 10, 5, 1), InceptionScore.of(p, 10, 5, 1));
        assertTrue(InceptionScore.of(p, 10, 5, 1).mean() != InceptionScore.of(p, 10, 5, 2).mean());
    }

    @Test
    void surePredictionsOfAllClassesScoreTheNumberOfClassesAndUnsureOnesOne() {
        final float[] sure = new float[40 * 4];
        final float[] unsure = new float[40 * 4];
        for (int i = 0; i < 40; i++) {
            sure[i * 4 + i % 4] = 1;
            for (int c = 0; c < 4; c++) {
                unsure[i * 4 + c] = 0.25f;
            }
        }
        assertEquals(4, InceptionScore.of(sure, 4, 10, inOrder(40)).mean(), 1e-12);
        assertEquals(1, InceptionScore.of(unsure, 4, 10, inOrder(40)).mean(), 1e-12);
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertMessage("Row 2 (counted from 1) has the probability NaN for class 1",
            new float[] {0.5f, 0.5f, Float.NaN, 1}, 1);
        assertMessage("probability -0.5 for class 2", new float[] {1.5f, -0.5f}, 1);
        assertMessage("row 1 (counted from 1) sum up to 0.5", new float[] {0.25f, 0.25f}, 1);
        assertMessage("of 3 splits needs at least as many images, but there are 2", new float[] {1, 0, 0, 1}, 3);
        assertMessage("but there are 0", new float[0], 1);
        assertThrows(IllegalArgumentException.class, () -> InceptionScore.of(new float[2], 2, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> InceptionScore.of(new float[3], 2, 1, 1));
    }

    private static void assertMessage(final String part, final float[] probabilities, final int splits) {
        final EngineException e =
            assertThrows(EngineException.class, () -> InceptionScore.of(probabilities, 2, splits, 1));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
