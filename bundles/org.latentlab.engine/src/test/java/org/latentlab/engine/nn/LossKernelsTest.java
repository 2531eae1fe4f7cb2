package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Rng;
import org.nd4j.linalg.api.buffer.DataType;

/** Likelihoods of pixels against closed forms and SciPy, and the fused loops against the plain operations. */
class LossKernelsTest {

    private static final int BATCH = 9;

    private static final int ROWS = 7;

    private static final int COLUMNS = 12;

    private static Tensor tensor(final Kernels kernels, final int rows, final int columns, final double... values) {
        final Tensor tensor = kernels.allocate(rows, columns);
        tensor.put(values, values.length);
        return tensor;
    }

    private interface Loss {
        void compute(LossKernels losses, Tensor output, Tensor target, Tensor gradient, double[] perRow);
    }

    private static void agree(final double tolerance, final ChannelScales scales, final Loss loss) {
        final Rng rng = new Rng(8);
        final double[] output = new double[BATCH * COLUMNS];
        final double[] target = new double[BATCH * COLUMNS];
        for (int i = 0; i < output.length; i++) {
            output[i] = (float)(0.5 + 0.4 * rng.nextGaussian());
            target[i] = i % 5 == 0 ? i % 2 : rng.nextInt(256) / 255f;
        }
        final Function<Kernels, double[]> run = kernels -> {
            final Tensor gradient = kernels.allocate(BATCH, COLUMNS);
            final double[] perRow = new double[ROWS];
            loss.compute(kernels.losses(), tensor(kernels, BATCH, COLUMNS, output),
                tensor(kernels, BATCH, COLUMNS, target), gradient, perRow);
            final double[] all = Arrays.copyOf(perRow, ROWS + BATCH * COLUMNS + scales.gradients().length);
            System.arraycopy(gradient.toDoubles(), 0, all, ROWS, BATCH * COLUMNS);
            System.arraycopy(scales.gradients(), 0, all, ROWS + BATCH * COLUMNS, scales.gradients().length);
            return all;
        };
        try (Kernels exact = new NdKernels(DataType.DOUBLE); Kernels fused = new FusedKernels();
                Kernels plain = new NdKernels(DataType.FLOAT)) {
            final double[] expected = run.apply(exact);
            final double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            for (final Kernels kernels : List.of(fused, plain)) {
                assertCloseTo(expected, run.apply(kernels), tolerance * Math.max(1, largest));
            }
        }
    }

    private static void assertCloseTo(final double[] expected, final double[] actual, final double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance, "value " + i);
        }
    }

    private static ChannelScales scales(final int stride, final double... logarithms) {
        return new ChannelScales(stride, logarithms, new double[logarithms.length]);
    }

    @Test
    void fusedLoopsAgreeWithPlainOperationsForEveryLayoutAndScale() {
        final List<ChannelScales> all = List.of(scales(1, -1.2), scales(1, -3, -1, 0.5), scales(4, -3, -1, 0.5),
            scales(1, -5.5), scales(4, 3, 2, -6));
        for (final ChannelScales scales : all) {
            agree(2e-6, scales, (l, m, x, g, rows) -> l.learnedGaussian(m, x, scales, 0.25, g, rows, ROWS));
            agree(2e-6, scales, (l, m, x, g, rows) -> l.discretisedLogistic(m, x, scales, 0.25, g, rows, ROWS));
        }
        agree(1e-6, scales(1, 0), (l, m, x, g, rows) -> l.squaredError(m, x, 0.25, g, rows, ROWS));
    }

    @Test
    void valuesAreTheSameWithAndWithoutGradients() {
        final ChannelScales scales = scales(1, -1, -2, -3);
        try (Kernels kernels = new FusedKernels()) {
            final Tensor m = tensor(kernels, 1, 3, 0.1, 0.5, 0.9);
            final Tensor x = tensor(kernels, 1, 3, 0, 0.4, 1);
            final double[] with = new double[1];
            final double[] without = new double[1];
            kernels.losses().discretisedLogistic(m, x, scales, 1, null, without, 1);
            assertEquals(0, Arrays.stream(scales.gradients()).map(Math::abs).sum(), 0);
            kernels.losses().discretisedLogistic(m, x, scales, 1, kernels.allocate(1, 3), with, 1);
            assertEquals(without[0], with[0], 0);
        }
    }

    @Test
    void squaredErrorAndItsGradient() {
        try (Kernels kernels = new FusedKernels()) {
            final Tensor gradient = kernels.allocate(1, 2);
            final double[] value = new double[1];
            kernels.losses().squaredError(tensor(kernels, 1, 2, 1, 0.5), tensor(kernels, 1, 2, 0.5, 1), 2, gradient,
                value, 1);
            assertEquals(0.5, value[0], 1e-7);
            assertEquals(2, gradient.toFloats()[0], 1e-6);
            assertEquals(-2, gradient.toFloats()[1], 1e-6);
        }
    }

    /** −Σ scipy.stats.norm.logpdf(x, m, s) with x = (0, .5, 1, .25), m = (.1, .4, .7, .35), s = (.2, .2, .5, .5). */
    @Test
    void learnedGaussianAgreesWithSciPysDensity() {
        final double sigma1 = Math.log(0.2);
        final double sigma2 = Math.log(0.5);
        for (final Kernels kernels : List.of(new FusedKernels(), new NdKernels(DataType.DOUBLE))) {
            try (kernels) {
                final ChannelScales scales = scales(2, sigma1, sigma2);
                final double[] value = new double[1];
                kernels.losses().learnedGaussian(tensor(kernels, 1, 4, 0.1, 0.4, 0.7, 0.35),
                    tensor(kernels, 1, 4, 0, 0.5, 1, 0.25), scales, 1, kernels.allocate(1, 4), value, 1);
                assertEquals(-0.4794160531694003, value[0], 1e-6);
                // 2 − ((0.1/0.2)² + (0.1/0.2)²) and 2 − ((0.3/0.5)² + (0.1/0.5)²)
                assertEquals(1.5, scales.gradients()[0], 1e-6);
                assertEquals(1.6, scales.gradients()[1], 1e-6);
            }
        }
    }

    private static double[] logistic(final Kernels kernels, final double mean, final double logScale) {
        final double[] perRow = new double[256];
        final double[] means = new double[256];
        final double[] pixels = new double[256];
        for (int k = 0; k < 256; k++) {
            means[k] = mean;
            pixels[k] = k / 255f;
        }
        kernels.losses().discretisedLogistic(tensor(kernels, 256, 1, means), tensor(kernels, 256, 1, pixels),
            scales(1, logScale), 1, null, perRow, 256);
        return perRow;
    }

    @Test
    void discretisedLogisticIsADistributionOverTheValues() {
        for (final double mean : new double[]{-0.5, 0, 0.3, 0.999, 4}) {
            for (final double logScale : new double[]{-9, -7, -5, -1.8, 0, 3}) {
                try (Kernels fused = new FusedKernels(); Kernels plain = new NdKernels(DataType.DOUBLE)) {
                    final double sum = Arrays.stream(logistic(plain, mean, logScale)).map(v -> Math.exp(-v)).sum();
                    assertEquals(1, sum, 1e-12, "mean " + mean + ", log-scale " + logScale);
                    final double single = Arrays.stream(logistic(fused, mean, logScale)).map(v -> Math.exp(-v)).sum();
                    // at scales far below a value's width a float's last digit of the mean matters
                    assertEquals(1, single, 2e-5, "float, mean " + mean + ", log-scale " + logScale);
                }
            }
        }
    }

    /**
     * −ln of differences of scipy.stats.logistic.cdf with mean 0.3 and scale 0.05 (below 0.3 cdf, above it sf, which
     * keeps the digits), −scipy.stats.logistic.logcdf at ½/255 for 0 and −logsf at 254.5/255 for 255.
     */
    @Test
    void discretisedLogisticAgreesWithSciPy() {
        try (Kernels fused = new FusedKernels(); Kernels plain = new NdKernels(DataType.DOUBLE)) {
            final int[] pixels = {0, 1, 40, 76, 77, 128, 254, 255};
            final double[] expected = {5.963358885973267, 8.472202509939237, 5.519179557798826, 3.9323380722059382,
                3.932338072205941, 6.6194328133116365, 16.466845400645596, 13.960785178510635};
            for (final Kernels kernels : List.of(fused, plain)) {
                final double[] actual = logistic(kernels, 0.3, Math.log(0.05));
                for (int i = 0; i < pixels.length; i++) {
                    assertEquals(expected[i], actual[pixels[i]], 1e-6 * expected[i], "value " + pixels[i]);
                }
            }
        }
    }

    @Test
    void discretisedLogisticIsFiniteFarOutInTheTails() {
        try (Kernels fused = new FusedKernels(); Kernels plain = new NdKernels(DataType.DOUBLE)) {
            for (final Kernels kernels : List.of(fused, plain)) {
                final double[] actual = logistic(kernels, 0, Math.log(1e-4));
                // −ln P = b − ln(1 − exp(b − a)) to within exp(−b), with b = (100 − ½)/255/s and a − b = 1/255/s
                assertEquals(99.5 / 255 / 1e-4, actual[100], 1e-6 * actual[100]);
                assertEquals(254.5 / 255 / 1e-4, actual[255], 1e-6 * actual[255]);
            }
        }
    }
}
