package org.latentlab.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.latent.SeededPoints;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class PrecisionRecallTest {

    private static PrecisionRecallResult of(final float[] real, final float[] generated, final int d, final int k) {
        return PrecisionRecall.of(real, generated, d, k, "values", Progress.NONE);
    }

    /** n points of d independent normal values around the same mean in each dimension. */
    private static float[] normal(final int n, final int d, final double mean, final long seed) {
        final Rng rng = new Rng(seed);
        final float[] points = new float[n * d];
        for (int i = 0; i < points.length; i++) {
            points[i] = (float)(mean + rng.nextGaussian());
        }
        return points;
    }

    @ParameterizedTest
    @CsvSource({"1, 0.7, 0.5142857142857142, 1.06, 0.45714285714285713",
        "3, 0.94, 0.7, 0.9666666666666667, 0.7428571428571429",
        "5, 0.98, 0.7428571428571429, 1.092, 0.7857142857142857"})
    void theyAreThoseOfTheDefinitionsInNumPy(final int k, final double precision, final double recall,
        final double density, final double coverage) {
        final PrecisionRecallResult r = of(SeededPoints.clusters(70, 6, 4, 7).toFloats(),
            SeededPoints.clusters(50, 6, 3, 8).toFloats(), 6, k);
        assertEquals(precision, r.precision(), 1e-12);
        assertEquals(recall, r.recall(), 1e-12);
        assertEquals(density, r.density(), 1e-12);
        assertEquals(coverage, r.coverage(), 1e-12);
        assertEquals(new PrecisionRecallResult(r.precision(), r.recall(), r.density(), r.coverage(), k, 70, 50,
            "values"), r);
    }

    /** Naeem et al. 2020, equation 10: E[coverage] = 1 − (n−1)…(n−k) / ((m+n−1)…(m+n−k)) whatever the distribution. */
    @ParameterizedTest
    @CsvSource({"2, 3", "16, 5", "64, 5"})
    void ofTwoDrawsOfOneDistributionCoverageIsTheClosedFormAndDensityOne(final int d, final int k) {
        final int n = 400;
        final int draws = 8;
        double expected = 1;
        for (int i = 1; i <= k; i++) {
            expected *= (n - i) / (double)(2 * n - i);
        }
        double coverage = 0;
        double density = 0;
        for (int draw = 0; draw < draws; draw++) {
            final PrecisionRecallResult r = of(normal(n, d, 0, 2 * draw + 1), normal(n, d, 0, 2 * draw + 2), d, k);
            coverage += r.coverage() / draws;
            density += r.density() / draws;
        }
        assertEquals(1 - expected, coverage, 0.02);
        assertEquals(1, density, 0.1);
    }

    @Test
    void setsFarApartShareNothingAndACollapsedOneIsPreciseButRecallsLittle() {
        final float[] real = normal(200, 8, 0, 1);
        final PrecisionRecallResult apart = of(real, normal(200, 8, 100, 2), 8, 5);
        assertEquals(0, apart.precision());
        assertEquals(0, apart.recall());
        assertEquals(0, apart.density());
        assertEquals(0, apart.coverage());
        final float[] collapsed = new float[200 * 8];
        final Rng rng = new Rng(3);
        for (int i = 0; i < collapsed.length; i++) {
            collapsed[i] = (float)(real[i % 8] + 0.01 * rng.nextGaussian());
        }
        final PrecisionRecallResult r = of(real, collapsed, 8, 5);
        assertEquals(1, r.precision());
        assertTrue(r.recall() < 0.05, "recall " + r.recall());
        assertTrue(r.coverage() < 0.2, "coverage " + r.coverage());
    }

    @Test
    void tooFewImagesAndNoNeighbourAreRefused() {
        final float[] five = normal(5, 2, 0, 1);
        final float[] six = normal(6, 2, 0, 1);
        assertEquals("Precision and recall by the 5 nearest neighbours need more than 5 generated images, but there "
            + "are 5. Give more images or choose fewer neighbours.",
            assertThrows(EngineException.class, () -> of(six, five, 2, 5)).getMessage());
        assertTrue(assertThrows(EngineException.class, () -> of(normal(1, 2, 0, 1), six, 2, 5)).getMessage()
            .contains("more than 5 real images, but there is 1."));
        assertThrows(IllegalArgumentException.class, () -> of(six, six, 2, 0));
        assertThrows(IllegalArgumentException.class, () -> of(six, six, 5, 1));
    }
}
