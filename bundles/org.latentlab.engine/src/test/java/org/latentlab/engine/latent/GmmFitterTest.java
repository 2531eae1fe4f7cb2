package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class GmmFitterTest {

    private static GmmFit fit(final Matrix points, final int k, final CovarianceType type) {
        return GmmFitter.fit(points, GmmConfig.of(k, type, 1), Progress.NONE);
    }

    @Test
    void oneComponentIsTheSamplesMeanAndCovariance() {
        final Matrix x = SeededPoints.clusters(501, 2, 3, 2);
        final double[] sum = new double[5];
        for (int i = 0; i < 501; i++) {
            final double a = x.get(i, 0);
            final double b = x.get(i, 1);
            sum[0] += a / 501;
            sum[1] += b / 501;
            sum[2] += a * a / 501;
            sum[3] += a * b / 501;
            sum[4] += b * b / 501;
        }
        final GmmFit fit = GmmFitter.fit(x, new GmmConfig(1, 1, CovarianceType.FULL, 1, 10, 1e-9, 0, 1),
            Progress.NONE);
        assertArrayEquals(new double[] {sum[0], sum[1]}, fit.mixture().mean(0), 1e-12);
        final Matrix s = fit.mixture().covariance(0);
        final double[] expected = {sum[2] - sum[0] * sum[0], sum[3] - sum[0] * sum[1], sum[4] - sum[1] * sum[1]};
        assertArrayEquals(new double[] {expected[0], expected[1], expected[1], expected[2]}, s.data(), 1e-11);
        // the maximum of a Gaussian's likelihood: -n/2·(d·ln 2π + ln det Σ + d)
        final double determinant = expected[0] * expected[2] - expected[1] * expected[1];
        assertEquals(-0.5 * 501 * (2 * Math.log(2 * Math.PI) + Math.log(determinant) + 2), fit.logLikelihood(), 1e-8);
        assertEquals(-2 * fit.logLikelihood() + 5 * Math.log(501), fit.bic(), 1e-9);
        assertEquals(-2 * fit.logLikelihood() + 10, fit.aic(), 1e-9);
        assertTrue(fit.converged());
    }

    @Test
    void aKnownMixtureIsFoundAgain() {
        final GaussianMixture truth = GaussianMixture.of(CovarianceType.SPHERICAL, new double[] {0.2, 0.3, 0.5},
            Matrix.of(new double[] {-4, 0, 0, 0}, new double[] {4, 0, 1, 0}, new double[] {0, 5, 0, 2}),
            List.of(scaled(0.5), scaled(1), scaled(2)));
        final Matrix x = truth.sample(20_000, new Rng(12), null);
        final GmmFit fit = GmmFitter.fit(x, new GmmConfig(1, 5, CovarianceType.SPHERICAL, 3, 300, 1e-7, 1e-6, 5),
            Progress.NONE);
        assertEquals(3, fit.mixture().components(), "BIC finds the true number");
        for (int k = 0; k < 3; k++) {
            final double[] mean = fit.mixture().mean(k);
            final int like = mean[1] > 2.5 ? 2 : mean[0] > 0 ? 1 : 0;
            assertArrayEquals(truth.mean(like), mean, 0.08);
            assertEquals(truth.weights()[like], fit.mixture().weights()[k], 0.02);
            assertEquals(truth.covariance(like).get(0, 0), fit.mixture().covariance(k).get(0, 0), 0.08);
        }
    }

    private static Matrix scaled(final double variance) {
        final Matrix m = Matrix.zeros(4, 4);
        for (int i = 0; i < 4; i++) {
            m.data()[i * 5] = variance;
        }
        return m;
    }

    @ParameterizedTest
    @EnumSource(CovarianceType.class)
    void theLikelihoodNeverFalls(final CovarianceType type) {
        final Matrix x = SeededPoints.clusters(3000, 3, 4, 21);
        final int[] start = new int[3000];
        for (int i = 0; i < 3000; i++) {
            start[i] = i / 5 % 4;
        }
        final ExpectationMaximisation em =
            new ExpectationMaximisation(x, GmmFitter.fromAssignment(x, start, 4, type, 0), 0);
        double before = em.iterate();
        for (int i = 0; i < 60; i++) {
            final double now = em.iterate();
            assertTrue(now >= before - 1e-12 * Math.abs(before), "iteration " + i + ": " + before + " to " + now);
            before = now;
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsAndTheDataFarFromTheOriginLoseNone() {
        final Matrix x = SeededPoints.clusters(6000, 3, 4, 21);
        final GmmFit a = fit(x, 4, CovarianceType.FULL);
        final GmmFit b = fit(x, 4, CovarianceType.FULL);
        assertArrayEquals(a.mixture().means().data(), b.mixture().means().data());
        assertArrayEquals(a.mixture().covariance(2).data(), b.mixture().covariance(2).data());
        assertEquals(a.logLikelihood(), b.logLikelihood());
        final Matrix shifted = new Matrix(x.rows(), 3, x.data().clone());
        for (int i = 0; i < shifted.data().length; i++) {
            shifted.data()[i] += 1 << 20;
        }
        assertEquals(a.logLikelihood(), fit(shifted, 4, CovarianceType.FULL).logLikelihood(),
            1e-6 * Math.abs(a.logLikelihood()));
    }

    @ParameterizedTest
    @EnumSource(CovarianceType.class)
    void asManyComponentsAsPointsAndPointsAllAlikeAndOnePointWork(final CovarianceType type) {
        final Matrix few = SeededPoints.clusters(5, 2, 5, 3);
        assertTrue(Double.isFinite(fit(few, 5, type).bic()));
        final Matrix alike = Matrix.of(new double[] {2, 3}, new double[] {2, 3}, new double[] {2, 3});
        final GmmFit fit = fit(alike, 2, type);
        assertTrue(Double.isFinite(fit.logLikelihood()));
        assertArrayEquals(new double[] {2, 3}, fit.mixture().mean(0), 1e-9);
        final GmmFit single = fit(Matrix.of(new double[] {7, 8}), 1, type);
        assertArrayEquals(new double[] {7, 8}, single.mixture().mean(0), 1e-12);
        assertEquals(1e-6, single.mixture().covariance(0).get(0, 0), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(CovarianceType.class)
    void aConstantDimensionNeedsRegularisation(final CovarianceType type) {
        final Matrix x = SeededPoints.clusters(100, 2, 2, 3);
        for (int i = 0; i < 100; i++) {
            x.data()[2 * i + 1] = 5.5;
        }
        final GmmFit fit = fit(x, 2, type);
        assertEquals(5.5, fit.mixture().mean(1)[1], 1e-12);
        final EngineException e = assertThrows(EngineException.class, () -> GmmFitter.fit(x,
            new GmmConfig(2, 2, type, 2, 50, 1e-4, 0, 1), Progress.NONE));
        assertTrue(e.getMessage().startsWith("Dimension 2 has the value 5.5 at every point"), e.getMessage());
    }

    @Test
    void aDimensionThatFollowsFromTheOthersIsNamedWithoutRegularisation() {
        final Matrix x = SeededPoints.clusters(100, 2, 2, 3);
        for (int i = 0; i < 100; i++) {
            x.data()[2 * i + 1] = 0.1 * x.data()[2 * i] + 0.3;
        }
        final EngineException e = assertThrows(EngineException.class, () -> GmmFitter.fit(x,
            new GmmConfig(2, 2, CovarianceType.FULL, 2, 50, 1e-4, 0, 1), Progress.NONE));
        assertTrue(e.getMessage().contains("dimension 2 has no variance of its own"), e.getMessage());
    }

    @Test
    void unusablePointsAreRefused() {
        assertMessage("no points", Matrix.zeros(0, 2), 1);
        assertMessage("Choose at most 3 or give more points", Matrix.zeros(3, 2), 4);
        assertMessage("there is 1 point. Choose at most 1", Matrix.zeros(1, 2), 2);
        final Matrix x = SeededPoints.clusters(20, 3, 2, 1);
        x.data()[3 * 16 + 1] = Double.NaN;
        assertMessage("Point 17 (counted from 1) has the value NaN in dimension 2", x, 2);
        x.data()[3 * 16 + 1] = Double.NEGATIVE_INFINITY;
        assertMessage("has the value -Infinity in dimension 2", x, 2);
        x.data()[3 * 16 + 1] = 1e200;
        assertMessage("1.0E200 in dimension 2, of which no variance can be computed", x, 2);
    }

    private static void assertMessage(final String part, final Matrix x, final int k) {
        final EngineException e = assertThrows(EngineException.class, () -> fit(x, k, CovarianceType.FULL));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void assignmentsThatDoNotFitArePointedOut() {
        final Matrix x = SeededPoints.clusters(2, 3, 2, 1);
        final CovarianceType full = CovarianceType.FULL;
        assertThrows(IllegalArgumentException.class, () -> GmmFitter.fromAssignment(x, new int[3], 2, full, 1));
        assertThrows(IllegalArgumentException.class,
            () -> GmmFitter.fromAssignment(x, new int[] {0, 2}, 2, full, 1));
        assertThrows(EngineException.class,
            () -> GmmFitter.fromAssignment(Matrix.zeros(0, 3), new int[0], 1, full, 1));
    }

    @Test
    void anAssignmentToManyComponentsTakesNoTableOfAllPointsAndComponents() {
        final int n = 50_000;
        final Matrix x = Matrix.zeros(n, 1);
        final int[] own = new int[n];
        for (int i = 0; i < n; i++) {
            x.data()[i] = 3.5 * i;
            own[i] = n - 1 - i;
        }
        final GaussianMixture mixture = GmmFitter.fromAssignment(x, own, n, CovarianceType.DIAGONAL, 0.25);
        assertEquals(0, mixture.mean(n - 1)[0]);
        assertEquals(3.5 * (n - 1), mixture.mean(0)[0]);
        assertEquals(0.25, mixture.covariance(17).get(0, 0));
        assertEquals(1.0 / n, mixture.weights()[n / 2], 1e-15);
    }

    @Test
    void theStartCanBeCancelledAtEveryCentre() {
        final Matrix x = SeededPoints.clusters(300, 2, 3, 11);
        final int[] asked = new int[1];
        final Progress impatient = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                throw new AssertionError("EM has begun: " + message);
            }

            @Override
            public void checkCanceled() {
                if (++asked[0] == 100) {
                    throw new CancellationException();
                }
            }
        };
        final GmmConfig config = GmmConfig.of(200, CovarianceType.SPHERICAL, 2);
        assertThrows(CancellationException.class, () -> GmmFitter.fit(x, config, impatient));
        assertEquals(100, asked[0]);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> GmmConfig.of(0, CovarianceType.FULL, 1));
        assertThrows(IllegalArgumentException.class,
            () -> new GmmConfig(3, 2, CovarianceType.FULL, 1, 10, 1e-4, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new GmmConfig(1, 2, null, 1, 10, 1e-4, 0, 1));
        assertThrows(IllegalArgumentException.class,
            () -> new GmmConfig(1, 2, CovarianceType.FULL, 0, 10, 1e-4, 0, 1));
        assertThrows(IllegalArgumentException.class,
            () -> new GmmConfig(1, 2, CovarianceType.FULL, 1, 0, 1e-4, 0, 1));
        assertThrows(IllegalArgumentException.class,
            () -> new GmmConfig(1, 2, CovarianceType.FULL, 1, 10, 0, 0, 1));
        assertThrows(IllegalArgumentException.class,
            () -> new GmmConfig(1, 2, CovarianceType.FULL, 1, 10, 1e-4, Double.NaN, 1));
    }

    @Test
    void progressRisesToTheEndAndCancellingStops() {
        final Matrix x = SeededPoints.clusters(300, 2, 3, 11);
        final List<Double> fractions = new ArrayList<>();
        final List<String> messages = new ArrayList<>();
        final Progress listener = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                fractions.add(fraction);
                messages.add(message);
            }

            @Override
            public void checkCanceled() {
                if (fractions.size() >= 7) {
                    throw new CancellationException();
                }
            }
        };
        final GmmConfig config = new GmmConfig(1, 4, CovarianceType.FULL, 3, 500, 1e-9, 1e-6, 2);
        assertThrows(CancellationException.class, () -> GmmFitter.fit(x, config, listener));
        assertEquals(7, fractions.size());
        for (int i = 1; i < 7; i++) {
            assertTrue(fractions.get(i) > fractions.get(i - 1) && fractions.get(i) < 1);
        }
        assertTrue(messages.get(0).startsWith("1 component, start 1/3, iteration 1, log-likelihood -"));
    }

    @Test
    void tooFewIterationsAreSaidNotToHaveConverged() {
        final Matrix x = SeededPoints.clusters(300, 2, 3, 11);
        final GmmFit fit = GmmFitter.fit(x, new GmmConfig(3, 3, CovarianceType.FULL, 1, 2, 1e-12, 1e-6, 2),
            Progress.NONE);
        assertFalse(fit.converged());
        assertEquals(2, fit.iterations());
    }
}
