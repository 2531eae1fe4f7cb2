package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;

class CrowdedCentreTest {

    @Test
    void amongComponentsAllAroundTheOriginItIsTheOrigin() {
        final double[][] means = new double[5][];
        for (int i = 0; i < 5; i++) {
            means[i] = new double[] {Math.cos(0.4 * Math.PI * i), Math.sin(0.4 * Math.PI * i)};
        }
        final SamplingArea.Centre centre = CrowdedCentre.find(MarginsTest.spherical(0.09, means));
        assertArrayEquals(new double[] {0, 0}, centre.centre(), 1e-6);
        assertEquals(1, centre.entropy(), 1e-12);
        assertArrayEquals(new double[] {0.15, 0.15}, centre.standardDeviation(), 1e-9);
    }

    @Test
    void itMovesFromTheMiddleOfTwoComponentsTowardsTheOrigin() {
        // in one dimension: responsibilities are the logistic function of 4(x-1), the maximum is found by a scan
        final GaussianMixture mixture = MarginsTest.spherical(1, new double[] {-1}, new double[] {3});
        double best = 0;
        double most = 0;
        for (double x = -3; x <= 3; x += 1e-6) {
            final double p = 1 / (1 + Math.exp(-4 * (x - 1)));
            final double value = -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) * Math.exp(-0.5 * x * x);
            if (value > most) {
                most = value;
                best = x;
            }
        }
        final SamplingArea.Centre centre = CrowdedCentre.find(mixture);
        assertEquals(best, centre.centre()[0], 2e-6);
        assertTrue(best > 0.5 && best < 1);
        assertEquals(mixture.logDensity(centre.centre()), centre.logDensity());
    }

    @Test
    void noPointOfAFineGridIsMoreCrowded() {
        final Matrix x = SeededPoints.clusters(900, 2, 5, 4);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] /= 4;
        }
        final int[] assignment = new int[900];
        for (int i = 0; i < 900; i++) {
            assignment[i] = i % 5;
        }
        final GaussianMixture mixture = GmmFitter.fromAssignment(x, assignment, 5, CovarianceType.FULL, 1e-6);
        final double found = crowding(mixture, CrowdedCentre.find(mixture).centre());
        for (double a = -3; a <= 3; a += 0.02) {
            for (double b = -3; b <= 3; b += 0.02) {
                assertTrue(crowding(mixture, new double[] {a, b}) <= found + 1e-12, a + ", " + b);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CovarianceType.class)
    void noStepAlongAnAxisLeadsFurtherUpWhateverTheCovariances(final CovarianceType type) {
        final Matrix x = SeededPoints.clusters(1200, 6, 4, 9);
        final int[] assignment = new int[1200];
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] /= 4;
            assignment[i / 6] = i / 6 % 4;
        }
        final GaussianMixture mixture = GmmFitter.fromAssignment(x, assignment, 4, type, 1e-6);
        final SamplingArea.Centre centre = CrowdedCentre.find(mixture);
        final double found = crowding(mixture, centre.centre());
        for (final double step : new double[] {1e-5, 1e-3, 0.1, 0.25}) {
            for (int c = 0; c < 12; c++) {
                final double[] beside = centre.centre().clone();
                beside[c / 2] += c % 2 == 0 ? step : -step;
                assertTrue(crowding(mixture, beside) < found, "step " + step + " along axis " + c / 2);
            }
        }
        assertTrue(centre.entropy() > 0.5, "entropy " + centre.entropy());
    }

    private static double crowding(final GaussianMixture mixture, final double[] x) {
        double h = 0;
        double squares = 0;
        for (final double r : mixture.responsibilities(x)) {
            h -= r > 0 ? r * Math.log(r) : 0;
        }
        for (final double v : x) {
            squares += v * v;
        }
        return h * Math.exp(-0.5 * squares);
    }

    @Test
    void itIsFoundInManyDimensionsAndAlwaysTheSame() {
        final Rng rng = new Rng(6);
        final double[][] means = new double[10][20];
        for (final double[] mean : means) {
            for (int c = 0; c < 20; c++) {
                mean[c] = rng.nextGaussian();
            }
        }
        final GaussianMixture mixture = MarginsTest.spherical(0.5, means);
        final SamplingArea.Centre centre = CrowdedCentre.find(mixture);
        final double found = crowding(mixture, centre.centre());
        assertTrue(found >= crowding(mixture, new double[20]));
        for (int i = 0; i < 2000; i++) {
            final double[] beside = centre.centre().clone();
            for (int c = 0; c < 20; c++) {
                beside[c] += 0.02 * rng.nextGaussian();
            }
            assertTrue(crowding(mixture, beside) <= found + 1e-9);
        }
        assertArrayEquals(centre.centre(), CrowdedCentre.find(mixture).centre());
    }

    @Test
    void withASingleComponentItIsTheOrigin() {
        final SamplingArea.Centre centre = CrowdedCentre.find(MarginsTest.spherical(4, new double[] {3, 3}));
        assertArrayEquals(new double[2], centre.centre());
        assertEquals(0, centre.entropy());
        assertArrayEquals(new double[] {1, 1}, centre.standardDeviation(), 1e-12);
    }
}
