package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;

class GaussianMixtureTest {

    private static final Matrix TILTED = Matrix.of(new double[] {2, 0.6}, new double[] {0.6, 0.5});

    private static GaussianMixture two() {
        return GaussianMixture.of(CovarianceType.FULL, new double[] {0.3, 0.7},
            Matrix.of(new double[] {0, 0}, new double[] {3, -1}), List.of(TILTED, Matrix.of(new double[] {1, 0},
                new double[] {0, 4})));
    }

    /** ln N(x; μ, Σ) in two dimensions, written out. */
    private static double logNormal(final double dx, final double dy, final double a, final double b, final double c) {
        final double determinant = a * c - b * b;
        return -Math.log(2 * Math.PI) - 0.5 * Math.log(determinant)
            - 0.5 * (c * dx * dx - 2 * b * dx * dy + a * dy * dy) / determinant;
    }

    @Test
    void densityAndResponsibilitiesAreThoseOfTheClosedForm() {
        final double[] x = {1.2, -0.4};
        final double first = 0.3 * Math.exp(logNormal(1.2, -0.4, 2, 0.6, 0.5));
        final double second = 0.7 * Math.exp(logNormal(-1.8, 0.6, 1, 0, 4));
        assertEquals(Math.log(first + second), two().logDensity(x), 1e-13);
        assertArrayEquals(new double[] {first / (first + second), second / (first + second)},
            two().responsibilities(x), 1e-13);
        assertArrayEquals(new double[] {Math.log(first), Math.log(second)}, two().jointLogDensities(x), 1e-13);
        final double squared = (0.5 * 1.44 + 2 * 0.6 * 1.2 * 0.4 + 2 * 0.16) / 0.64;
        assertEquals(Math.sqrt(squared), two().mahalanobis(0, x), 1e-13);
    }

    @Test
    void bulkEvaluationIsThatOfSinglePointsBeyondABlock() {
        for (final CovarianceType type : CovarianceType.values()) {
            final Matrix x = SeededPoints.clusters(5000, 3, 4, 5);
            final int[] assignment = new int[5000];
            for (int i = 0; i < 5000; i++) {
                assignment[i] = i % 4;
            }
            final GaussianMixture mixture = GmmFitter.fromAssignment(x, assignment, 4, type, 0);
            final double[] log = mixture.logDensities(x);
            final Matrix r = mixture.responsibilities(x);
            for (int i = 0; i < 5000; i += 37) {
                assertEquals(mixture.logDensity(x.row(i)), log[i], 1e-12 * Math.abs(log[i]), type.label());
                assertArrayEquals(mixture.responsibilities(x.row(i)), r.row(i), 1e-12, type.label());
            }
        }
    }

    @Test
    void aPointBeyondAllMeasureHasNoDensityAndNoNaN() {
        final double[] far = {1e200, 0};
        assertEquals(Double.NEGATIVE_INFINITY, two().logDensity(far));
        assertArrayEquals(new double[] {0.5, 0.5}, two().responsibilities(far));
        assertEquals(Double.NEGATIVE_INFINITY, two().logDensities(Matrix.of(far))[0]);
        assertArrayEquals(new double[] {0.5, 0.5}, two().responsibilities(Matrix.of(far)).row(0));
        final double[] farther = two().responsibilities(new double[] {1000, 0});
        assertEquals(1, farther[0] + farther[1], 1e-15);
    }

    @Test
    void samplesHaveTheMixturesMoments() {
        final int n = 200_000;
        final int[] components = new int[n];
        final Matrix x = two().sample(n, new Rng(4), components);
        final double[] sums = new double[6];
        for (int i = 0; i < n; i++) {
            if (components[i] == 0) {
                sums[0]++;
                sums[1] += x.get(i, 0);
                sums[2] += x.get(i, 1);
                sums[3] += x.get(i, 0) * x.get(i, 0);
                sums[4] += x.get(i, 0) * x.get(i, 1);
                sums[5] += x.get(i, 1) * x.get(i, 1);
            }
        }
        final double m = sums[0];
        // five standard errors each
        assertEquals(0.3, m / n, 5 * Math.sqrt(0.21 / n));
        assertEquals(0, sums[1] / m, 5 * Math.sqrt(2 / m));
        assertEquals(0, sums[2] / m, 5 * Math.sqrt(0.5 / m));
        assertEquals(2, sums[3] / m, 5 * 2 * Math.sqrt(2 / m));
        assertEquals(0.6, sums[4] / m, 5 * Math.sqrt((2 * 0.5 + 0.36) / m));
        assertEquals(0.5, sums[5] / m, 5 * 0.5 * Math.sqrt(2 / m));
    }

    @Test
    void theSameSeedDrawsTheSamePoints() {
        assertArrayEquals(two().sample(50, new Rng(9), null).data(), two().sample(50, new Rng(9), null).data());
    }

    @Test
    void aMixtureMadeOfItsOwnPartsIsTheSame() {
        for (final CovarianceType type : CovarianceType.values()) {
            final Matrix x = SeededPoints.clusters(200, 3, 2, 5);
            final int[] assignment = new int[200];
            for (int i = 0; i < 200; i++) {
                assignment[i] = i % 2;
            }
            final GaussianMixture a = GmmFitter.fromAssignment(x, assignment, 2, type, 1e-6);
            final GaussianMixture b = GaussianMixture.of(type, a.weights(), a.means(),
                List.of(a.covariance(0), a.covariance(1)));
            assertArrayEquals(a.logDensities(x), b.logDensities(x), type.label());
            for (int c = 0; c < 3; c++) {
                assertEquals(Math.sqrt(a.covariance(1).get(c, c)), a.standardDeviations(1)[c], type.label());
            }
        }
    }

    @Test
    void freeParametersAreCountedPerType() {
        assertEquals(9 + 30 + 60, CovarianceType.FULL.parameters(10, 3));
        assertEquals(9 + 30 + 6, CovarianceType.TIED.parameters(10, 3));
        assertEquals(9 + 30 + 30, CovarianceType.DIAGONAL.parameters(10, 3));
        assertEquals(9 + 30 + 10, CovarianceType.SPHERICAL.parameters(10, 3));
    }

    @Test
    void partsThatMakeNoMixtureAreRefused() {
        final Matrix means = Matrix.of(new double[] {0, 0});
        final Matrix unit = Matrix.of(new double[] {1, 0}, new double[] {0, 1});
        final double[] one = {1};
        assertRefused("sum up to 1", CovarianceType.FULL, new double[] {0.9}, means, unit);
        assertRefused("weight of component 0 is NaN", CovarianceType.FULL, new double[] {Double.NaN}, means, unit);
        assertRefused("as many means", CovarianceType.FULL, new double[] {0.5, 0.5}, means, unit);
        assertRefused("NaN in dimension 2", CovarianceType.FULL, one, Matrix.of(new double[] {0, Double.NaN}), unit);
        assertRefused("not positive definite", CovarianceType.FULL, one, means,
            Matrix.of(new double[] {1, 1}, new double[] {1, 1}));
        assertRefused("where 0.5 is expected", CovarianceType.FULL, one, means,
            Matrix.of(new double[] {1, 0.2}, new double[] {0.5, 1}));
        assertRefused("of a diagonal covariance", CovarianceType.DIAGONAL, one, means, TILTED);
        assertRefused("of a spherical covariance", CovarianceType.SPHERICAL, one, means,
            Matrix.of(new double[] {1, 0}, new double[] {0, 2}));
        assertRefused("3×3", CovarianceType.FULL, one, means, Matrix.zeros(3, 3));
    }

    private static void assertRefused(final String part, final CovarianceType type, final double[] weights,
        final Matrix means, final Matrix covariance) {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> GaussianMixture.of(type, weights, means, List.of(covariance)));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void pointsAndComponentsThatDoNotFitAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> two().logDensity(new double[3]));
        assertThrows(IllegalArgumentException.class, () -> two().logDensities(Matrix.zeros(2, 3)));
        assertThrows(IllegalArgumentException.class, () -> two().covariance(2));
        assertEquals(0, two().logDensities(Matrix.zeros(0, 2)).length);
    }

    @Test
    void theSummaryReads() {
        assertEquals("Gaussian mixture, 2 full components in 2 dimensions, weights 0.30–0.70", two().summary());
    }
}
