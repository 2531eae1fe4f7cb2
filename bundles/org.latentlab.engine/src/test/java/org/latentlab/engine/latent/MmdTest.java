package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentlab.engine.math.Rng;

/** Numbers of scikit-learn 1.2.1 by {@code python3 latent_space_oracle.py}, beside this class's resources. */
class MmdTest {

    static double[] sines(final int n, final int d, final double factor) {
        final double[] values = new double[n * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = factor * Math.sin(i + 1);
        }
        return values;
    }

    private static double[] cosines(final int n, final int d) {
        final double[] values = new double[n * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.cos(2 * i + 1);
        }
        return values;
    }

    static double[] gaussian(final int n, final int d, final long seed) {
        final Rng rng = new Rng(seed);
        return java.util.stream.IntStream.range(0, n * d).mapToDouble(i -> rng.nextGaussian()).toArray();
    }

    private static Mmd mmd(final boolean gaussian, final int d, final double bandwidth) {
        return gaussian ? Mmd.gaussian(d, bandwidth) : Mmd.inverseMultiquadratic(d, bandwidth);
    }

    @ParameterizedTest
    @CsvSource({"true,1,0.23471131841466403", "false,1,0.17251238406779254", "true,2.5,0.04696702845082501",
        "false,2.5,0.10137156822603077"})
    void isThatOfScikitLearnsKernels(final boolean gaussian, final double bandwidth, final double expected) {
        assertEquals(expected, mmd(gaussian, 5, bandwidth).squared(sines(7, 5, 1.5), 7, cosines(9, 5), 9), 1e-14);
    }

    /** Two points on either side: every kernel value by hand. */
    @Test
    void followsTheFormula() {
        final double[] a = {0, 1};
        final double[] b = {3, 5};
        final double gaussian = Math.exp(-0.5) - 0.5 * (Math.exp(-4.5) + Math.exp(-12.5) + Math.exp(-2)
            + Math.exp(-8)) + Math.exp(-2);
        assertEquals(gaussian, Mmd.gaussian(1, 1).squared(a, 2, b, 2), 1e-15);
        final double multiquadratic = 4 / 5.0 - 0.5 * (4 / 13.0 + 4 / 29.0 + 4 / 8.0 + 4 / 20.0) + 4 / 8.0;
        assertEquals(multiquadratic, Mmd.inverseMultiquadratic(1, 2).squared(a, 2, b, 2), 1e-15);
    }

    /**
     * Between N(m, s²I) and N(0, I) the Gaussian kernel's MMD² has a closed form: E k(x, y) for x − y ~ N(u, vI) is
     * (σ²/(σ²+v))^{d/2} exp(−‖u‖²/(2(σ²+v))).
     */
    @ParameterizedTest
    @CsvSource({"2,0,1", "2,0.5,1", "3,0,0.5", "10,0.2,1.3"})
    void approachesTheClosedFormOfTwoNormalDistributions(final int d, final double mean, final double deviation) {
        final int n = 3000;
        final double[] a = gaussian(n, d, 1);
        for (int i = 0; i < a.length; i++) {
            a[i] = mean + deviation * a[i];
        }
        final Mmd mmd = Mmd.gaussian(d, 0);
        final double s = mmd.bandwidth() * mmd.bandwidth();
        final double v = deviation * deviation;
        final double expected = Math.pow(s / (s + 2 * v), d / 2.0) + Math.pow(s / (s + 2), d / 2.0)
            - 2 * Math.pow(s / (s + 1 + v), d / 2.0) * Math.exp(-d * mean * mean / (2 * (s + 1 + v)));
        assertEquals(expected, mmd.squared(a, n, gaussian(n, d, 2), n), 4e-3);
    }

    /** Without bias: the mean over many small samples of one distribution is 0, and some of them fall below. */
    @Test
    void samplesOfOneDistributionGiveZeroOnAverage() {
        final Mmd mmd = Mmd.gaussian(2, 0);
        final int trials = 2000;
        double sum = 0;
        int below = 0;
        for (int t = 0; t < trials; t++) {
            final double value = mmd.squared(gaussian(5, 2, 2 * t), 5, gaussian(8, 2, 2 * t + 1), 8);
            sum += value;
            below += value < 0 ? 1 : 0;
        }
        assertEquals(0, sum / trials, 0.006);
        assertTrue(below > trials / 4, below + " below 0");
    }

    @ParameterizedTest
    @CsvSource({"true,1,0.7", "true,3,0", "true,6,2", "false,1,0.7", "false,3,0", "false,6,2"})
    void theGradientIsThatOfFiniteDifferences(final boolean gaussian, final int d, final double bandwidth) {
        final Mmd mmd = mmd(gaussian, d, bandwidth);
        final int n = 11;
        final double[] z = sines(n, d, 1.3);
        final double[] prior = cosines(13, d);
        final double[] gradient = new double[n * d];
        final double value = mmd.gradient(z, n, prior, 1, gradient);
        assertEquals(mmd.squared(z, n, prior, 13), value, 1e-15);
        double norm = 0;
        for (final double g : gradient) {
            norm = Math.max(norm, Math.abs(g));
        }
        for (int i = 0; i < z.length; i++) {
            final double step = 1e-5;
            final double before = z[i];
            z[i] = before + step;
            final double up = mmd.squared(z, n, prior, 13);
            z[i] = before - step;
            final double down = mmd.squared(z, n, prior, 13);
            z[i] = before;
            assertEquals((up - down) / (2 * step), gradient[i], 1e-8 * norm, "value " + i);
        }
    }

    @Test
    void addsToTheGradientAndScalesIt() {
        final Mmd mmd = Mmd.gaussian(2, 0);
        final double[] once = new double[10];
        mmd.gradient(sines(5, 2, 1), 5, cosines(4, 2), 1, once);
        final double[] twice = new double[12];
        java.util.Arrays.fill(twice, 7);
        mmd.gradient(sines(6, 2, 1), 5, cosines(4, 2), 2, twice);
        for (int i = 0; i < 10; i++) {
            assertEquals(7 + 2 * once[i], twice[i], 1e-14);
        }
        assertArrayEquals(new double[] {7, 7}, new double[] {twice[10], twice[11]});
    }

    /** Descending the gradient brings codes far from the prior to it. */
    @Test
    void itsDescentLeadsToThePrior() {
        final Mmd mmd = Mmd.inverseMultiquadratic(2, 0);
        final int n = 60;
        final double[] z = gaussian(n, 2, 3);
        for (int i = 0; i < z.length; i++) {
            z[i] = 2 + 0.2 * z[i];
        }
        final double before = mmd.squared(z, n, gaussian(n, 2, 4), n);
        for (int step = 0; step < 300; step++) {
            final double[] gradient = new double[z.length];
            mmd.gradient(z, n, gaussian(n, 2, 100 + step), 1, gradient);
            for (int i = 0; i < z.length; i++) {
                z[i] -= 10 * gradient[i];
            }
        }
        final double after = mmd.squared(z, n, gaussian(n, 2, 4), n);
        assertTrue(before > 0.3 && after < 0.02, before + " → " + after);
    }

    /** sqrt(2 χ²₀.₅(d)), χ²₀.₅ of SciPy 1.10.1. */
    @ParameterizedTest
    @CsvSource({"1,0.953872552408939", "2,1.6651092223153958", "10,4.322457117333142", "100,14.09497280848661",
        "4096,90.50230220968852"})
    void theMedianRuleIsTheMedianOfChiSquared(final int d, final double expected) {
        assertEquals(expected, Mmd.medianBandwidth(d), 1e-10 * expected);
        assertEquals(Mmd.medianBandwidth(d), Mmd.gaussian(d, 0).bandwidth());
        assertEquals(3.5, Mmd.inverseMultiquadratic(d, 3.5).bandwidth());
    }

    @Test
    void farPointsHaveNoKernel() {
        final double[] gradient = new double[2];
        final double value = Mmd.gaussian(1, 1).gradient(new double[] {1e200, -1e200}, 2, new double[] {0, 0}, 1,
            gradient);
        assertEquals(1, value);
        assertArrayEquals(new double[] {0, 0}, gradient, 0);
    }

    @Test
    void aSingleCodeIsNotMoved() {
        final double[] gradient = {0.5, 0.25};
        assertEquals(0, Mmd.gaussian(2, 0).gradient(new double[] {3, 4}, 1, cosines(5, 2), 1, gradient));
        assertArrayEquals(new double[] {0.5, 0.25}, gradient);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesBandwidthsThatAreNone(final double bandwidth) {
        final IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, () -> Mmd.gaussian(2, bandwidth));
        assertTrue(e.getMessage().contains(String.valueOf(bandwidth)), e.getMessage());
    }

    @Test
    void refusesSamplesOfOneRow() {
        final Mmd mmd = Mmd.gaussian(2, 0);
        assertThrows(IllegalArgumentException.class, () -> mmd.squared(new double[2], 1, new double[4], 2));
        assertThrows(IllegalArgumentException.class, () -> mmd.squared(new double[4], 2, new double[2], 1));
        assertThrows(IllegalArgumentException.class,
            () -> mmd.gradient(new double[4], 2, new double[2], 1, new double[4]));
        assertThrows(IllegalArgumentException.class, () -> Mmd.inverseMultiquadratic(0, 1));
    }
}
