package org.latentlab.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.latent.SeededPoints;
import org.latentlab.engine.math.Matrix;

/** SciPy's and NumPy's figures are printed by {@code python3 score_oracle.py}, beside this class's resources. */
class FrechetDistanceTest {

    private static FrechetResult between(final Matrix a, final Matrix b) {
        return FrechetDistance.between(a, b, "test features");
    }

    /** 2·d points ±aᵢ on the axes: mean 0, covariance diag(2aᵢ²/(2d-1)). */
    private static Matrix cross(final double shift, final double... a) {
        final int d = a.length;
        final Matrix m = Matrix.zeros(2 * d, d);
        for (int i = 0; i < 2 * d; i++) {
            for (int c = 0; c < d; c++) {
                m.data()[i * d + c] = shift + (i / 2 == c ? (i % 2 == 0 ? a[c] : -a[c]) : 0);
            }
        }
        return m;
    }

    @Test
    void forDiagonalCovariancesItIsTheSumOverTheDimensions() {
        // ‖Δμ‖² + Σ (σ₁ - σ₂)²
        final FrechetResult r = between(cross(0, 1, 2, 3), cross(0.5, 3, 1, 3));
        final double unit = 2.0 / 5;
        assertEquals(3 * 0.25, r.meanPart(), 1e-12);
        assertEquals(unit * (4 + 1), r.covariancePart(), 1e-12);
        assertEquals(0.75 + unit * 5, r.distance(), 1e-12);
        assertEquals(6, r.n1());
        assertEquals(3, r.dimensions());
        assertEquals("test features", r.featureSpace());
        assertTrue(r.warnings().isEmpty());
    }

    @Test
    void inOneDimensionItIsThatOfTwoNormals() {
        final Matrix a = new Matrix(4, 1, new double[] {0, 2, 4, 6});
        final Matrix b = new Matrix(3, 1, new double[] {1, 2, 3});
        final double sd = Math.sqrt(20.0 / 3) - 1;
        assertEquals(1 + sd * sd, between(a, b).distance(), 1e-12);
    }

    @Test
    void ofASetFromItselfItIsNone() {
        final Matrix x = SeededPoints.clusters(300, 40, 3, 7);
        final FrechetResult r = between(x, x);
        assertEquals(0, r.meanPart());
        assertEquals(0, r.distance(), 1e-12 * 40);
    }

    @ParameterizedTest
    @CsvSource({"60, 80, 5, 7.408759016010399, 19.29930786888977", // scipy.linalg.sqrtm(S1 @ S2)
        "500, 400, 128, 177.34107292768863, 639.5731641152861"})
    void itIsSciPysByTheMatrixRoot(final int n1, final int n2, final int d, final double mean, final double whole) {
        final FrechetResult r = between(SeededPoints.clusters(n1, d, 3, 7), SeededPoints.clusters(n2, d, 4, 8));
        assertEquals(mean, r.meanPart(), 1e-10 * mean);
        assertEquals(whole, r.distance(), 1e-9 * whole);
    }

    @ParameterizedTest
    @CsvSource({"12, 15, 30, 278.73961981212415", "20, 500, 64, 526.9097465564498"})
    void forSingularCovariancesItIsThatByTheNuclearNormAndSaysSo(final int n1, final int n2, final int d,
        final double whole) {
        final Matrix a = SeededPoints.clusters(n1, d, 3, 7);
        final Matrix b = SeededPoints.clusters(n2, d, 4, 8);
        final FrechetResult r = between(a, b);
        assertEquals(whole, r.distance(), 1e-12 * whole);
        assertEquals(n2 <= d ? 2 : 1, r.warnings().size());
        assertTrue(r.warnings().get(0).startsWith("The first set has " + n1 + " rows for " + d + " features"));
        assertEquals(whole, between(b, a).distance(), 1e-12 * whole, "and the other way round");
    }

    /** Features of a network: few directions vary much, most hardly, and alike in both sets. */
    @ParameterizedTest
    @CsvSource({"0.75, 0.06933348798780828", "0.5, 0.01619423370713579"})
    void nearlyEqualCovariancesOfASteepSpectrumKeepTheirDigits(final double decay, final double covariancePart) {
        final Matrix a = steep(SeededPoints.clusters(600, 64, 3, 7), decay);
        final Matrix b = steep(SeededPoints.clusters(500, 64, 3, 8), decay);
        assertEquals(covariancePart, between(a, b).covariancePart(), 1e-9 * covariancePart);
        assertEquals(covariancePart, between(b, a).covariancePart(), 1e-9 * covariancePart);
    }

    private static Matrix steep(final Matrix x, final double decay) {
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] *= Math.pow(decay, i % 64);
        }
        return x;
    }

    @Test
    void setsWithoutVariationDifferByTheirMeansAlone() {
        final Matrix a = Matrix.of(new double[] {1, 2}, new double[] {1, 2});
        final Matrix b = Matrix.of(new double[] {4, 6}, new double[] {4, 6}, new double[] {4, 6});
        assertEquals(25, between(a, b).distance());
    }

    @Test
    void featuresFarFromTheOriginLoseNothing() {
        final Matrix a = SeededPoints.clusters(60, 5, 3, 7);
        final Matrix b = SeededPoints.clusters(80, 5, 4, 8);
        for (int i = 0; i < a.data().length; i++) {
            a.data()[i] += 1 << 20;
        }
        for (int i = 0; i < b.data().length; i++) {
            b.data()[i] += 1 << 20;
        }
        assertEquals(19.29930786888977, between(a, b).distance(), 1e-6);
    }

    @Test
    void moreRowsThanABlockAndFloatsGiveTheSame() {
        final Matrix a = SeededPoints.clusters(9000, 6, 3, 7);
        final float[] floats = a.toFloats();
        final Matrix rounded = Matrix.ofFloats(floats, 6);
        final float[] b = SeededPoints.clusters(100, 6, 4, 8).toFloats();
        assertEquals(between(rounded, Matrix.ofFloats(b, 6)).distance(),
            FrechetDistance.between(floats, b, 6, "test features").distance());
        double covariance = 0;
        final double[] mean = FeatureStatistics.of(rounded, "a").mean();
        for (int i = 0; i < 9000; i++) {
            covariance += (rounded.get(i, 1) - mean[1]) * (rounded.get(i, 4) - mean[4]) / 8999;
        }
        assertEquals(covariance, FeatureStatistics.of(rounded, "a").covariance().get(1, 4), 1e-11);
    }

    @Test
    void unusableSetsAreRefused() {
        final Matrix two = Matrix.of(new double[] {1, 2}, new double[] {3, 5});
        assertMessage("needs at least 2 rows, but there is 1", Matrix.of(new double[] {1, 2}), two);
        assertMessage("the second set needs at least 2 rows, but there are none", two, Matrix.zeros(0, 2));
        assertMessage("Row 2 (counted from 1) of the first set has the value NaN in feature 1",
            Matrix.of(new double[] {1, 2}, new double[] {Double.NaN, 2}), two);
        assertMessage("Infinity in feature 2", two,
            Matrix.of(new double[] {1, Double.POSITIVE_INFINITY}, new double[] {1, 2}));
        assertMessage("the first set have 50,000 features; the covariance of at most 16,384", Matrix.zeros(2, 50_000),
            two);
        assertThrows(IllegalArgumentException.class, () -> between(two, Matrix.zeros(3, 3)));
        assertThrows(IllegalArgumentException.class,
            () -> FrechetDistance.between(new float[7], new float[6], 3, "test features"));
    }

    private static void assertMessage(final String part, final Matrix a, final Matrix b) {
        final EngineException e = assertThrows(EngineException.class, () -> between(a, b));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
