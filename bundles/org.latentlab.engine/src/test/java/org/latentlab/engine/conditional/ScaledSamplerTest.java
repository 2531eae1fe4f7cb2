package org.latentlab.engine.conditional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

class ScaledSamplerTest {

    private static final int MANY = 100_000;

    private static final double[] THETA = {0.5, 2};

    private static LatentClass gaussian(final String name, final double[] mean, final CovarianceType type,
        final Matrix covariance) {
        return new LatentClass(name, 10, mean,
            new double[]{Math.sqrt(covariance.get(0, 0)), Math.sqrt(covariance.get(1, 1))},
            GaussianMixture.of(type, new double[]{1}, Matrix.of(mean), List.of(covariance)));
    }

    private static LatentClass diagonal(final String name, final double... mean) {
        return gaussian(name, mean, CovarianceType.DIAGONAL, Matrix.of(new double[]{4, 0}, new double[]{0, 0.25}));
    }

    private static LatentClasses two() {
        return new LatentClasses(List.of(diagonal("a", 1, -2), diagonal("b", 10, 20)), ClassSpread.diagonal());
    }

    private static Matrix draw(final LatentClasses classes, final Scales scales, final int y, final int count) {
        final int[] wanted = new int[count];
        Arrays.fill(wanted, y);
        return new ScaledSampler(classes, scales).draw(wanted, 7, Progress.NONE);
    }

    /** @return means, then variances and the covariance */
    private static double[] moments(final Matrix z) {
        final double[] m = new double[5];
        for (int i = 0; i < z.rows(); i++) {
            m[0] += z.get(i, 0) / z.rows();
            m[1] += z.get(i, 1) / z.rows();
        }
        for (int i = 0; i < z.rows(); i++) {
            final double u = z.get(i, 0) - m[0];
            final double v = z.get(i, 1) - m[1];
            m[2] += u * u / z.rows();
            m[3] += v * v / z.rows();
            m[4] += u * v / z.rows();
        }
        return m;
    }

    /** Mean μ, variance θ²σ²/n; four standard errors of 100,000 draws. */
    private static void assertMoments(final double[] mean, final Matrix covariance, final double[] theta, final int n,
        final Matrix z) {
        final double[] m = moments(z);
        final double[] v = {theta[0] * theta[0] * covariance.get(0, 0) / n,
            theta[1] * theta[1] * covariance.get(1, 1) / n};
        final double c = theta[0] * theta[1] * covariance.get(0, 1) / n;
        for (int j = 0; j < 2; j++) {
            assertEquals(mean[j], m[j], 4 * Math.sqrt(v[j] / z.rows()));
            assertEquals(v[j], m[2 + j], 4 * v[j] * Math.sqrt(2.0 / z.rows()));
        }
        assertEquals(c, m[4], 4 * Math.sqrt((v[0] * v[1] + c * c) / z.rows()));
    }

    @Test
    void meanAndVarianceAreThoseOfTheMeanOfNDraws() {
        for (final int n : new int[]{1, 3}) {
            assertMoments(new double[]{1, -2}, two().classes().get(0).mixture().covariance(0), THETA, n,
                draw(two(), Scales.perDimension(2, THETA, n), 0, MANY));
        }
    }

    @Test
    void aFullCovarianceIsKept() {
        final Matrix covariance = Matrix.of(new double[]{4, 1.5}, new double[]{1.5, 1});
        final double[] mean = {3, -1};
        final LatentClasses classes =
            new LatentClasses(List.of(gaussian("a", mean, CovarianceType.FULL, covariance)),
                new ClassSpread(CovarianceType.FULL, 1));
        assertMoments(mean, covariance, THETA, 2, draw(classes, Scales.perDimension(1, THETA, 2), 0, MANY));
    }

    /** The component is drawn once, so averaging does not blend components; each narrows by θ/√n around its mean. */
    @Test
    void ofAMixtureTheComponentIsDrawnFirst() {
        final GaussianMixture mixture = GaussianMixture.of(CovarianceType.DIAGONAL, new double[]{0.25, 0.75},
            Matrix.of(new double[]{-100, 0}, new double[]{100, 0}),
            List.of(Matrix.of(new double[]{4, 0}, new double[]{0, 4}),
                Matrix.of(new double[]{1, 0}, new double[]{0, 9})));
        final LatentClasses classes = new LatentClasses(List.of(new LatentClass("a", 10, new double[]{50, 0},
            new double[]{87, 2.8}, mixture)), new ClassSpread(CovarianceType.DIAGONAL, 2));
        final Matrix z = draw(classes, Scales.simple(1, 2, 0.5, 4), 0, MANY);
        int left = 0;
        double squares = 0;
        for (int i = 0; i < MANY; i++) {
            assertEquals(100, Math.abs(z.get(i, 0)), 5, "no vector lies between the components");
            if (z.get(i, 0) < 0) {
                left++;
                squares += (z.get(i, 0) + 100) * (z.get(i, 0) + 100);
            }
        }
        assertEquals(0.25, (double)left / MANY, 4 * Math.sqrt(0.25 * 0.75 / MANY));
        assertEquals(0.25 * 4 / 4, squares / left, 4 * 0.25 * Math.sqrt(2.0 / left));
        final Matrix still = draw(classes, Scales.simple(1, 2, 0, 1), 0, 100);
        for (int i = 0; i < 100; i++) {
            assertEquals(100, Math.abs(still.get(i, 0)));
            assertEquals(0, still.get(i, 1));
        }
    }

    @Test
    void aClassDrawsTheSameWhateverIsDrawnBeside() {
        final ScaledSampler sampler = new ScaledSampler(two(), Scales.simple(2, 2, 0.7, 2));
        final Matrix alone = sampler.draw(new int[]{1, 1, 1}, 3, Progress.NONE);
        final Matrix mixed = sampler.draw(new int[]{0, 1, 0, 0, 1, 1, 1}, 3, Progress.NONE);
        assertArrayEquals(alone.row(0), mixed.row(1));
        assertArrayEquals(alone.row(1), mixed.row(4));
        assertArrayEquals(alone.row(2), mixed.row(5));
        final LatentClasses only = new LatentClasses(List.of(diagonal("b", 10, 20)), ClassSpread.diagonal());
        assertArrayEquals(alone.data(), new ScaledSampler(only, Scales.simple(1, 2, 0.7, 2))
            .draw(new int[]{0, 0, 0}, 3, Progress.NONE).data());
        final double offA = mixed.get(0, 0) - 1;
        final double offB = alone.get(0, 0) - 10;
        assertNotEquals(offA, offB, 1e-9, "classes have streams of their own");
        assertNotEquals(alone.get(0, 0), sampler.draw(new int[]{1}, 4, Progress.NONE).get(0, 0), 1e-9);
    }

    /** Common random numbers: z − μ grows with θ in proportion. */
    @Test
    void samplersOfOneSeedDifferByThetaAlone() {
        final Matrix small = draw(two(), Scales.simple(2, 2, 0.5, 1), 0, 50);
        final Matrix large = draw(two(), Scales.perDimension(2, new double[]{1, 2}, 1), 0, 50);
        for (int i = 0; i < 50; i++) {
            assertEquals(2 * (small.get(i, 0) - 1), large.get(i, 0) - 1, 1e-12);
            assertEquals(4 * (small.get(i, 1) + 2), large.get(i, 1) + 2, 1e-12);
        }
        assertEquals(0, draw(two(), Scales.simple(2, 2, 0.5, 1), 0, 0).rows());
    }

    @Test
    void everyClassHasItsOwnTheta() {
        final Matrix z = new ScaledSampler(two(), new Scales(new double[][]{{0, 1}, {1, 0}}, 1))
            .draw(new int[]{0, 1}, 1, Progress.NONE);
        assertEquals(1, z.get(0, 0));
        assertNotEquals(-2, z.get(0, 1), 1e-9);
        assertNotEquals(10, z.get(1, 0), 1e-9);
        assertEquals(20, z.get(1, 1));
    }

    @Test
    void thetaIsCommonOnlyWhereAllAreTheSame() {
        assertEquals(0.4, Scales.simple(2, 3, 0.4, 1).common());
        assertTrue(Double.isNaN(Scales.perDimension(2, THETA, 1).common()));
        assertTrue(Double.isNaN(new Scales(new double[][]{{1, 1}, {0, 0}}, 1).common()));
    }

    @Test
    void summaries() {
        assertEquals("θ = 0.4, n = 2", new ScaledSampler(two(), Scales.simple(2, 2, 0.4, 2)).summary());
        assertEquals("θ = 0.21, n = 1", new ScaledSampler(two(), Scales.simple(2, 2, 0.7 * 3 / 10, 1)).summary());
        assertEquals("θ = 0.50–2.00 by dimension, n = 1",
            new ScaledSampler(two(), Scales.perDimension(2, THETA, 1)).summary());
        assertEquals("θ = 0.00–1.00 by dimension and class, n = 1",
            new ScaledSampler(two(), new Scales(new double[][]{{0, 1}, {1, 0}}, 1)).summary());
    }

    @Test
    void badInputIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Scales.simple(2, 2, 0.5, 0));
        for (final double theta : new double[]{-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            final String message = assertThrows(IllegalArgumentException.class,
                () -> Scales.simple(2, 2, theta, 1)).getMessage();
            assertTrue(message.contains(String.valueOf(theta)), message);
        }
        assertThrows(IllegalArgumentException.class,
            () -> new ScaledSampler(two(), Scales.simple(3, 2, 0.5, 1)));
        assertThrows(IllegalArgumentException.class,
            () -> new ScaledSampler(two(), Scales.simple(2, 3, 0.5, 1)));
        final ScaledSampler sampler = new ScaledSampler(two(), Scales.simple(2, 2, 0.5, 1));
        for (final int y : new int[]{-1, 2}) {
            assertThrows(IllegalArgumentException.class, () -> sampler.draw(new int[]{0, y}, 1, Progress.NONE));
        }
    }
}
