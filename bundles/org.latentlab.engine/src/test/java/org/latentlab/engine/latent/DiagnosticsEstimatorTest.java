package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;

/** Numbers of NumPy 1.24.2 by {@code python3 latent_space_oracle.py}, beside this class's resources. */
class DiagnosticsEstimatorTest {

    private static float[] floats(final double[] values) {
        return new Matrix(1, values.length, values).toFloats();
    }

    private static double[] wave(final int step, final int start, final int n) {
        final double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.cos(step * i + start) - 1;
        }
        return values;
    }

    private static float[] constant(final int n, final double value) {
        final float[] values = new float[n];
        Arrays.fill(values, (float)value);
        return values;
    }

    @Test
    void areNumPys() {
        final LatentDiagnostics found =
            DiagnosticsEstimator.of(floats(MmdTest.sines(30, 4, 1.2)), floats(wave(3, 2, 120)), 30, 4, 1);
        assertEquals(30, found.images());
        assertArrayEquals(new double[] {0.5639684551123908, 0.6251767986327124, 0.555012929153701, 0.6158926205085989},
            found.klPerDimension(), 1e-13);
        assertArrayEquals(new double[] {0.7234094568980668, 0.7349744392014232, 0.7038727875079908, 0.718193519924961},
            found.meanVariance(), 1e-13);
        assertArrayEquals(new double[] {-0.008537791669368744, 0.004087089591970046, 0.012954309582710266,
            0.009911390642325083}, found.aggregateMean(), 1e-13);
        final double[] lower = {1.2231993270357477, 0.4061480802511111, 1.1550013961067953, -0.28452397234476146,
            0.38806868684562107, 1.2032856168164277, -0.7136059963182231, -0.3156256263524089, 0.37253949300017436,
            1.1420373159068395};
        for (int i = 0, o = 0; i < 4; i++) {
            for (int j = 0; j <= i; j++, o++) {
                assertEquals(lower[o], found.aggregateCovariance().get(i, j), 1e-13);
                assertEquals(lower[o], found.aggregateCovariance().get(j, i), 1e-13);
            }
        }
        assertEquals(0.5111313818988844, found.aggregateKl(), 1e-13);
        assertEquals(4, found.activeUnits());
        assertEquals(2.360050803407403, found.kl(), 1e-12);
        assertEquals(0.7136059963182231 / Math.sqrt(1.2231993270357477 * 1.1420373159068395),
            found.largestCorrelation(), 1e-12);
    }

    @Test
    void theMutualInformationOfGivenDrawsIsNumPys() {
        final double[] mean = Matrix.ofFloats(floats(MmdTest.sines(30, 4, 1.2)), 4).data();
        final double[] logVariance = Matrix.ofFloats(floats(wave(3, 2, 120)), 4).data();
        final double[] z = new double[120];
        for (int i = 0; i < 120; i++) {
            z[i] = mean[i] + Math.exp(logVariance[i] / 2) * Math.sin(5 * i + 3);
        }
        assertEquals(1.6033241645957708, DiagnosticsEstimator.mutualInformation(z, mean, logVariance, 30, 4), 1e-12);
    }

    /**
     * With means from N(0, s²) and a constant posterior variance v, the code is N(0, s² + v) and tells
     * ½ ln(1 + s²/v) nats of the image in each dimension. With s² + v = 1 that is the whole KL.
     */
    @ParameterizedTest
    @CsvSource({"1,0.5", "2,0.5", "3,0.2", "20,0.9", "5,1"})
    void ofALinearGaussianModelTheMutualInformationIsKnown(final int d, final double v) {
        final int n = 4000;
        final double[] mean = MmdTest.gaussian(n, d, 11);
        for (int i = 0; i < mean.length; i++) {
            mean[i] *= Math.sqrt(1 - v);
        }
        final LatentDiagnostics found =
            DiagnosticsEstimator.of(floats(mean), constant(n * d, Math.log(v)), n, d, 5);
        final double expected = -0.5 * d * Math.log(v);
        assertEquals(expected, found.mutualInformation(), 0.03 + 0.02 * expected);
        assertEquals(expected, found.kl(), 0.03 + 0.02 * expected);
        assertEquals(0, found.aggregateKl(), 0.03 + d * d * 1e-4);
        assertEquals(v < 1 ? d : 0, found.activeUnits());
    }

    /** Posteriors that do not overlap: the code tells which image it is of, ln n nats. */
    @Test
    void theMutualInformationIsAtMostTheLogarithmOfTheImages() {
        final float[] mean = new float[50];
        for (int i = 0; i < 50; i++) {
            mean[i] = 100 * i;
        }
        final LatentDiagnostics apart = DiagnosticsEstimator.of(mean, constant(50, -4), 50, 1, 2);
        assertEquals(Math.log(50), apart.mutualInformation(), 1e-12);
        // so narrow that deviations have no float, and their inverses' squares no double
        assertEquals(Math.log(50), DiagnosticsEstimator.of(mean, constant(50, -3000), 50, 1, 2).mutualInformation(),
            1e-12);
    }

    /** A collapsed posterior is the prior's whatever the image. */
    @Test
    void aCollapsedPosteriorTellsNothing() {
        final LatentDiagnostics found = DiagnosticsEstimator.of(new float[300], new float[300], 100, 3, 3);
        assertArrayEquals(new double[3], found.klPerDimension());
        assertArrayEquals(new double[3], found.meanVariance());
        assertEquals(0, found.activeUnits());
        assertEquals(0, found.mutualInformation(), 1e-14);
        assertEquals(0, found.aggregateKl(), 1e-15);
        assertEquals(0, found.largestCorrelation());
        assertFalse(found.isActive(0));
    }

    /** The active dimension is told from the unused ones by Burda's bound. */
    @Test
    void countsDimensionsAboveTheBound() {
        final float[] mean = {0.11f, 0.09f, 0, -0.11f, -0.09f, 0};
        final LatentDiagnostics found = DiagnosticsEstimator.of(mean, constant(6, -0.01), 2, 3, 3);
        assertArrayEquals(new double[] {0.0121, 0.0081, 0}, found.meanVariance(), 1e-8);
        assertEquals(1, found.activeUnits());
        assertTrue(found.isActive(0) && !found.isActive(1) && !found.isActive(2));
    }

    @Test
    void deterministicCodesHaveMomentsOnly() {
        final int n = 2000;
        final double[] codes = MmdTest.gaussian(n, 2, 4);
        for (int i = 0; i < n; i++) {
            codes[2 * i] = 3 * codes[2 * i] + 1;
        }
        final LatentDiagnostics found = DiagnosticsEstimator.of(floats(codes), null, n, 2, 5);
        assertFalse(found.hasPosterior());
        assertTrue(Double.isNaN(found.mutualInformation()) && Double.isNaN(found.kl()));
        assertEquals(0.5 * (9 + 1 - 1 - Math.log(9)), found.aggregateKl(), 0.2);
        assertEquals(9, found.aggregateVariance(0), 0.5);
        // one dimension repeats the other: no normal distribution with a density has such moments
        for (int i = 0; i < n; i++) {
            codes[2 * i + 1] = codes[2 * i];
        }
        final LatentDiagnostics flat = DiagnosticsEstimator.of(floats(codes), null, n, 2, 5);
        assertEquals(Double.POSITIVE_INFINITY, flat.aggregateKl());
        assertEquals(1, flat.largestCorrelation(), 1e-12);
    }

    @Test
    void oneSeedGivesTheSameBits() {
        final float[] mean = floats(MmdTest.gaussian(300, 3, 6));
        final float[] logVariance = constant(900, -1);
        final double first = DiagnosticsEstimator.of(mean, logVariance, 300, 3, 7).mutualInformation();
        assertEquals(first, DiagnosticsEstimator.of(mean, logVariance, 300, 3, 7).mutualInformation());
        final double other = DiagnosticsEstimator.of(mean, logVariance, 300, 3, 8).mutualInformation();
        assertTrue(first != other && Math.abs(first - other) < 0.3, first + ", " + other);
    }

    /** From more images than the limit, the mutual information is of a random choice, so at most its logarithm. */
    @Test
    void manyImagesAreRepresentedByAChoice() {
        final int n = DiagnosticsEstimator.MUTUAL_INFORMATION_LIMIT + 1000;
        final float[] mean = new float[n];
        for (int i = 0; i < n; i++) {
            mean[i] = i;
        }
        final LatentDiagnostics found = DiagnosticsEstimator.of(mean, constant(n, -10), n, 1, 1);
        assertEquals(n, found.images());
        assertEquals(Math.log(DiagnosticsEstimator.MUTUAL_INFORMATION_LIMIT), found.mutualInformation(), 1e-9);
    }

    @Test
    void veryManyDimensionsHaveNoCovariance() {
        final int d = LatentDiagnostics.MOST_COVARIANCE + 1;
        final Rng rng = new Rng(1);
        final float[] mean = new float[3 * d];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float)rng.nextGaussian();
        }
        final LatentDiagnostics found = DiagnosticsEstimator.of(mean, constant(3 * d, 0), 3, d, 1);
        assertNull(found.aggregateCovariance());
        assertTrue(Double.isNaN(found.largestCorrelation()) && Double.isNaN(found.aggregateVariance(0)));
        double expected = 0;
        for (int c = 0; c < d; c++) {
            final double v = found.meanVariance()[c] + 1;
            final double m = found.aggregateMean()[c];
            expected += 0.5 * (v + m * m - 1 - Math.log(v));
        }
        assertEquals(expected, found.aggregateKl(), 1e-9);
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        final float[] mean = new float[6];
        assertThrows(IllegalArgumentException.class, () -> DiagnosticsEstimator.of(mean, mean, 0, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> DiagnosticsEstimator.of(mean, mean, 2, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> DiagnosticsEstimator.of(mean, new float[4], 3, 2, 1));
        mean[3] = Float.NaN;
        final EngineException e =
            assertThrows(EngineException.class, () -> DiagnosticsEstimator.of(mean, null, 3, 2, 1));
        assertTrue(e.getMessage().contains("image 2 in dimension 2") && e.getMessage().contains("NaN"),
            e.getMessage());
        assertThrows(IllegalArgumentException.class,
            () -> new LatentDiagnostics(1, new double[2], new double[3], 0, 0, new double[3], null, 0));
    }
}
