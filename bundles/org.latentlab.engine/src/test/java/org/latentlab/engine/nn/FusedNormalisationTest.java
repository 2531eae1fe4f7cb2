package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentlab.engine.math.Rng;

/** Batch normalisation in float32 where digits are easily lost, against the sums of its definition in float64. */
class FusedNormalisationTest {

    private static Tensor tensor(final Kernels kernels, final int rows, final double... values) {
        final Tensor tensor = kernels.allocate(rows, values.length / rows);
        final float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float)values[i];
        }
        tensor.put(floats, floats.length);
        return tensor;
    }

    private static BatchNorm norm(final Kernels kernels, final int channels) {
        final double[] ones = new double[channels];
        Arrays.fill(ones, 1);
        return new BatchNorm(tensor(kernels, 1, ones), kernels.allocate(1, channels), kernels.allocate(1, channels),
            tensor(kernels, 1, ones), kernels.allocate(1, channels), kernels.allocate(1, channels));
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "700, 3", "50, 64", "1, 3000"})
    void aMeanFarGreaterThanTheDeviationLosesNoDigits(final int positions, final int channels) {
        try (Kernels kernels = new FusedKernels()) {
            final int rows = 8;
            final Rng rng = new Rng(2);
            final double[] values = new double[(rows + 1) * positions * channels];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)(1000 + i % channels + 0.5 * rng.nextGaussian());
            }
            final Tensor x = tensor(kernels, rows + 1, values);
            final Tensor y = kernels.allocate(rows + 1, positions * channels);
            final BatchNorm norm = norm(kernels, channels);
            kernels.normalisation().train(norm, x, Activation.LINEAR, y, rows);
            final double[] result = y.toDoubles();
            final double[] inverse = norm.inverseDeviation().toDoubles();
            final int n = rows * positions;
            for (int c = 0; c < channels; c += Math.max(1, channels / 5)) {
                double mean = 0;
                for (int i = 0; i < n; i++) {
                    mean += values[i * channels + c] / n;
                }
                double variance = 0;
                for (int i = 0; i < n; i++) {
                    variance += Math.pow(values[i * channels + c] - mean, 2) / n;
                }
                final double scale = 1 / Math.sqrt(variance + NormalisationKernels.EPSILON);
                assertEquals(scale, inverse[c], 1e-4 * scale);
                for (int i = 0; i < n; i += 7) {
                    // half a unit in the last place of 1,000 is 3e-5
                    assertEquals((values[i * channels + c] - mean) * scale, result[i * channels + c], 3e-4);
                }
            }
            assertEquals(0, result[result.length - 1], "a row beyond those that count");
        }
    }

    @Test
    void equalValuesBecomeTheShiftAndHaveNoGradient() {
        try (Kernels kernels = new FusedKernels()) {
            final Tensor x = tensor(kernels, 2, 0.3, 0.3, 0.3, 0.3);
            final Tensor y = kernels.allocate(2, 2);
            final BatchNorm norm = norm(kernels, 1);
            norm.shift().put(new float[]{0.25f}, 1);
            kernels.normalisation().train(norm, x, Activation.LINEAR, y, 2);
            for (final double value : y.toDoubles()) {
                assertEquals(0.25, value, 1e-6);
            }
            final Tensor back = kernels.allocate(2, 2);
            final Tensor scale = kernels.allocate(1, 1);
            final Tensor shift = kernels.allocate(1, 1);
            kernels.normalisation().backward(norm, x, tensor(kernels, 2, 1, 1, 1, 1), scale, shift, Activation.LINEAR,
                back, 2);
            assertEquals(0, scale.toDoubles()[0], 1e-6);
            assertEquals(4, shift.toDoubles()[0], 1e-6);
            for (final double value : back.toDoubles()) {
                assertEquals(0, value, 1e-4); // 1 − the mean of four ones, times 1/√ε = 316
            }
        }
    }
}
