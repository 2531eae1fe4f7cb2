package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Rng;

/** Sums, norms and clipping over all parameters. */
class GradientSumTest {

    @Test
    void gradientsOfSeveralPassesAddUp() {
        for (final boolean fused : new boolean[]{true, false}) {
            try (Kernels kernels = fused ? new FusedKernels() : GradientCheck.kernels()) {
                final Parameters parameters = new Parameters(kernels);
                final Parameter a = parameters.add(new ParameterShape("a", 2));
                final Parameter b = parameters.add(new ParameterShape("b", 1, 1));
                parameters.add(new ParameterShape("a.runningMean", 2));
                final GradientSum sum = new GradientSum(kernels, parameters);
                for (int pass = 1; pass <= 3; pass++) {
                    a.gradient().put(new double[]{pass, -2 * pass}, 2);
                    b.gradient().put(new double[]{10 * pass}, 1);
                    if (pass == 1) {
                        sum.set();
                    } else {
                        sum.add();
                    }
                }
                sum.writeBack();
                assertArrayEquals(new double[]{6, -12}, a.gradient().toDoubles());
                assertArrayEquals(new double[]{60}, b.gradient().toDoubles());
                assertEquals(Math.sqrt(36 + 144 + 3600), parameters.gradientNorm(), 1e-12);
                parameters.scaleGradients(0.5);
                assertArrayEquals(new double[]{3, -6}, a.gradient().toDoubles());
                sum.set();
                sum.writeBack();
                assertArrayEquals(new double[]{30}, b.gradient().toDoubles());
            }
        }
    }

    /** float32 in pieces of 4,096 squares: Σ i² = n (n + 1)(2n + 1)/6 in closed form. */
    @Test
    void normsOfManyValuesLoseFewDigits() {
        final int n = 10_000;
        final double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = 0.001 * (i + 1);
        }
        for (final boolean fused : new boolean[]{true, false}) {
            try (Kernels kernels = fused ? new FusedKernels() : GradientCheck.kernels()) {
                final Parameters parameters = new Parameters(kernels);
                parameters.add(new ParameterShape("a", n)).gradient().put(values, n);
                final double expected = 0.001 * Math.sqrt(n * (n + 1.0) * (2 * n + 1) / 6);
                assertEquals(expected, parameters.gradientNorm(), (fused ? 1e-6 : 1e-13) * expected);
            }
        }
    }

    @Test
    void clippingBoundsAllThatIsTrained() {
        for (final boolean fused : new boolean[]{true, false}) {
            try (Kernels kernels = fused ? new FusedKernels() : GradientCheck.kernels()) {
                final Parameters parameters = new Parameters(kernels);
                final Parameter a = parameters.add(new ParameterShape("a", 4));
                final Parameter mean = parameters.add(new ParameterShape("a.runningMean", 2));
                a.value().put(new double[]{0.25, -0.75, 3, -0.5}, 4);
                mean.value().put(new double[]{7, -7}, 2);
                parameters.clip(0.5);
                assertArrayEquals(new double[]{0.25, -0.5, 0.5, -0.5}, a.value().toDoubles());
                assertArrayEquals(new double[]{7, -7}, mean.value().toDoubles());
            }
        }
    }

    /** 100,000 weights N(0, 0.02²) and 10,000 scales N(1, 0.02²): mean and deviation within five standard errors. */
    @Test
    void initialWeightsOfADcgan() {
        final NetworkSpec spec = new NetworkSpec(LayerShape.vector(10), 0,
            java.util.List.of(new LayerSpec.Dense(10_000, Activation.LINEAR),
                new LayerSpec.BatchNormalisation(Activation.LEAKY_RELU)));
        try (Kernels kernels = new FusedKernels()) {
            final Parameters parameters = new Parameters(kernels);
            new LayerStack(kernels, parameters, "net", spec, 1).initialise(new Rng(1), Initialisation.DCGAN);
            moments(parameters.list().get(0).value().toDoubles(), 0);
            moments(parameters.list().get(2).value().toDoubles(), 1);
            assertArrayEquals(new double[10_000], parameters.list().get(1).value().toDoubles());
            assertArrayEquals(new double[10_000], parameters.list().get(3).value().toDoubles());
        }
    }

    private static void moments(final double[] values, final double mean) {
        double sum = 0;
        double squares = 0;
        for (final double value : values) {
            sum += value;
            squares += (value - mean) * (value - mean);
        }
        final double n = values.length;
        assertEquals(mean, sum / n, 5 * 0.02 / Math.sqrt(n));
        assertEquals(0.02, Math.sqrt(squares / n), 5 * 0.02 / Math.sqrt(2 * n));
    }
}
