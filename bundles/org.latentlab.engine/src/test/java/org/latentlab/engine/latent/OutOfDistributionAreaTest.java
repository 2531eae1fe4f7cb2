package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.latentlab.engine.latent.OutOfDistributionArea.Exponential;
import org.latentlab.engine.latent.OutOfDistributionArea.ScaledPrior;
import org.latentlab.engine.latent.OutOfDistributionArea.Shell;
import org.latentlab.engine.latent.OutOfDistributionArea.StudentT;
import org.latentlab.engine.math.ChiSquared;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class OutOfDistributionAreaTest {

    private static final int N = 20_000;

    /** √n D exceeds this in one of a thousand samples (Kolmogorov's distribution). */
    private static final double KOLMOGOROV = 1.95;

    private static Matrix points(final SamplingArea area) {
        return LatentSampler.sample(null, List.of(area), N / 4, 4, 5, Progress.NONE).points();
    }

    private static double[] column(final Matrix points, final int column) {
        final double[] values = new double[points.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = points.get(i, column);
        }
        return values;
    }

    private static double[] norms(final Matrix points) {
        final double[] norms = new double[points.rows()];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = NormalPrior.norm(points, i);
        }
        return norms;
    }

    /** The test of Kolmogorov and Smirnov. */
    private static void assertDistribution(final double[] values, final DoubleUnaryOperator cdf) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        double most = 0;
        for (int i = 0; i < sorted.length; i++) {
            final double f = cdf.applyAsDouble(sorted[i]);
            most = Math.max(most, Math.max((i + 1.0) / sorted.length - f, f - (double)i / sorted.length));
        }
        final double statistic = Math.sqrt(sorted.length) * most;
        assertTrue(statistic < KOLMOGOROV, "√n D = " + statistic);
    }

    private static double correlation(final Matrix points, final DoubleUnaryOperator of) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < points.rows(); i++) {
            final double a = of.applyAsDouble(points.get(i, 0));
            final double b = of.applyAsDouble(points.get(i, 1));
            product += a * b;
            first += a * a;
            second += b * b;
        }
        return product / Math.sqrt(first * second);
    }

    /** Centre and standard deviation of the area are those of its points. */
    private static void assertMoments(final SamplingArea area) {
        final Matrix points = points(area);
        for (int c = 0; c < area.dimensions(); c++) {
            final double mean = Arrays.stream(column(points, c)).average().orElseThrow();
            final double variance = Arrays.stream(column(points, c)).map(v -> (v - mean) * (v - mean)).average()
                .orElseThrow();
            final double sd = area.standardDeviation()[c];
            assertEquals(area.centre()[c], mean, 4 * sd / Math.sqrt(N), area.description());
            assertEquals(sd, Math.sqrt(variance), 0.05 * sd, area.description());
        }
    }

    @Test
    void exponentialSizesHaveOneSignOrEither() {
        final Matrix positive = points(new Exponential(3, 2.5, false));
        final Matrix both = points(new Exponential(3, 2.5, true));
        for (int c = 0; c < 3; c++) {
            assertDistribution(column(positive, c), x -> 1 - Math.exp(-x / 2.5));
            assertDistribution(column(both, c),
                x -> x < 0 ? 0.5 * Math.exp(x / 2.5) : 1 - 0.5 * Math.exp(-x / 2.5)); // Laplace
        }
        assertEquals(0, correlation(both, x -> x), 4 / Math.sqrt(N));
        assertMoments(new Exponential(2, 2.5, false));
        assertMoments(new Exponential(2, 2.5, true));
    }

    @Test
    void shellsAreFilledEvenly() {
        assertDistribution(norms(points(new Shell(3, 0, 2))), r -> r * r * r / 8);
        assertDistribution(norms(points(new Shell(2, 4, 5))), r -> (r * r - 16) / 9);
        final Matrix high = points(new Shell(200, 19, 20));
        assertDistribution(norms(high), r -> (Math.pow(r / 20, 200) - Math.pow(0.95, 200)) / (1 - Math.pow(0.95, 200)));
        for (final double r : norms(points(new Shell(5, 7, 7)))) {
            assertEquals(7, r, 1e-12);
        }
        final Matrix disc = points(new Shell(2, 4, 5));
        final double[] turn = new double[N];
        for (int i = 0; i < N; i++) {
            turn[i] = Math.atan2(disc.get(i, 1), disc.get(i, 0));
        }
        assertDistribution(turn, a -> (a + Math.PI) / (2 * Math.PI));
        assertMoments(new Shell(3, 0, 2));
        assertMoments(new Shell(2, 4, 5));
        assertMoments(new Shell(4, 7, 7));
        assertEquals("ball", new Shell(3, 0, 2).name());
        assertEquals("shell", new Shell(3, 1, 2).name());
    }

    @Test
    void studentTIsHeavyTailedInEachDimensionAndAsAWhole() {
        final Matrix three = points(new StudentT(2, 3, 0.5));
        for (int c = 0; c < 2; c++) {
            assertDistribution(column(three, c), x -> {
                final double u = x / 0.5 / Math.sqrt(3);
                return 0.5 + (u / (1 + u * u) + Math.atan(u)) / Math.PI;
            });
        }
        // ‖z‖² / 2 has the F distribution with 2 and ν degrees of freedom
        assertDistribution(norms(three), r -> 1 - Math.pow(1 + r * r / 0.25 / 3, -1.5));
        assertDistribution(column(points(new StudentT(1, 1, 2)), 0), x -> 0.5 + Math.atan(x / 2) / Math.PI);
        assertMoments(new StudentT(3, 12, 2));
        assertEquals(0, new StudentT(3, 2, 2).standardDeviation().length);
    }

    @Test
    void theScaledPriorIsTheNormalDistribution() {
        final Matrix points = points(new ScaledPrior(2, 3));
        assertDistribution(norms(points), r -> 1 - Math.exp(-r * r / 18));
        assertMoments(new ScaledPrior(2, 3));
        assertEquals("prior × 3", new ScaledPrior(2, 3).name());
        assertEquals("prior × 2.5", new ScaledPrior(2, 2.5).name());
    }

    @Test
    void gammaDrawsAreHalvesOfChiSquared() {
        for (final int df : new int[]{1, 2, 5, 40}) {
            final Rng rng = new Rng(3);
            final double[] draws = new double[N];
            for (int i = 0; i < N; i++) {
                draws[i] = 2 * OutOfDistributionDraws.gamma(df / 2.0, rng);
            }
            assertDistribution(draws, x -> ChiSquared.lowerTail(x, df));
        }
    }

    @Test
    void ofThePriorThePercentilesAreUniform() {
        for (final int d : new int[]{1, 2, 30, 500}) {
            final double[] shares = Arrays.stream(norms(points(new SamplingArea.Prior(d))))
                .map(r -> NormalPrior.percentile(r, d)).toArray();
            assertDistribution(shares, p -> p);
        }
    }

    /** NumPy's norm, {@code scipy.stats.chi2.cdf} and {@code multivariate_normal.logpdf}, SciPy 1.17.1. */
    @Test
    void normPercentileAndDensityAreSciPys() {
        final Matrix z = Matrix.of(new double[3], new double[]{1.5, -2, 0.25});
        assertEquals(2.5124689052802225, NormalPrior.norm(z, 1), 1e-15);
        assertEquals(0.9026423073356913, NormalPrior.percentile(NormalPrior.norm(z, 1), 3), 1e-14);
        assertEquals(-5.9130655996140185, NormalPrior.logDensity(z, 1), 1e-14);
        assertEquals(0, NormalPrior.percentile(NormalPrior.norm(z, 0), 3));
    }

    @Test
    void oneSeedGivesTheSamePoints() {
        final SamplingArea t = new StudentT(4, 2.5, 1);
        assertArrayEquals(points(t).data(), points(t).data());
        final Matrix beside = LatentSampler.sample(null, List.of(new Exponential(4, 1, true), t), N / 4, 4, 5,
            Progress.NONE).points();
        assertArrayEquals(points(t).row(17), beside.row(N + 17));
    }

    @Test
    void whatIsNoDistributionIsRefused() {
        assertMessage("The scale of the exponential area is 0.0; it must be", () -> new Exponential(2, 0, true));
        assertMessage("not 0", () -> new Exponential(0, 1, true));
        assertMessage("The outer radius of the shell is Infinity", () -> new Shell(2, 0, Double.POSITIVE_INFINITY));
        assertMessage("The inner radius of the shell is 3.0; it must be at least 0 and not above the outer one, 2.0",
            () -> new Shell(2, 3, 2));
        assertMessage("has 0.5 degrees of freedom; it needs", () -> new StudentT(2, 0.5, 1));
        assertMessage("The scale of the Student t area is NaN", () -> new StudentT(2, 3, Double.NaN));
        assertMessage("The factor of the scaled prior is -1.0", () -> new ScaledPrior(2, -1));
    }

    private static void assertMessage(final String part, final Runnable action) {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    /** Far beyond any use, and where the squares that a norm is made of would overflow. */
    @Test
    void scalesBeyondAMillionAreRefused() {
        refused("The scale of the exponential area is 1000001; it must be at most 1,000,000.",
            () -> new OutOfDistributionArea.Exponential(2, 1_000_001, true));
        refused("The scale of the Student t area is 1.0E300; it must be at most 1,000,000.",
            () -> new OutOfDistributionArea.StudentT(2, 3, 1e300));
        refused("The outer radius of the shell is 2000000; it must be at most 1,000,000.",
            () -> new OutOfDistributionArea.Shell(2, 1, 2e6));
        refused("The factor of the scaled prior is 10000000; it must be at most 1,000,000.",
            () -> new OutOfDistributionArea.ScaledPrior(2, 1e7));
        assertEquals(1e6, new OutOfDistributionArea.ScaledPrior(1, 1e6).standardDeviation()[0]);
    }

    private static void refused(final String message, final Executable area) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, area).getMessage());
    }
}
