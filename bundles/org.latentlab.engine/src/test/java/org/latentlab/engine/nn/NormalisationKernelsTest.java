package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.latentlab.engine.nn.KernelAgreement.agree;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.nn.KernelAgreement.Filler;

/** Batch normalisation against PyTorch's values and by hand, row biases by hand, fused against plain. */
class NormalisationKernelsTest {

    private static final int BATCH = 9;

    private static final int ROWS = 7; // the last batch of an epoch

    private static Tensor tensor(final Kernels k, final int rows, final double... values) {
        final Tensor tensor = k.allocate(rows, values.length / rows);
        tensor.put(values, values.length);
        return tensor;
    }

    private static BatchNorm norm(final Kernels k) {
        return new BatchNorm(tensor(k, 1, 1.5, -0.75), tensor(k, 1, 0.25, 2), tensor(k, 1, 0.5, -0.5),
            tensor(k, 1, 2, 0.5), k.allocate(1, 2), k.allocate(1, 2));
    }

    /** PyTorch 1.13, {@code BatchNorm1d(2)} in float64 on 3 examples of 2 positions and 2 channels. */
    @Test
    void batchNormalisationIsPyTorchs() {
        for (final boolean single : new boolean[]{false, true}) {
            final double tolerance = single ? 2e-6 : 1e-11;
            try (Kernels k = single ? new FusedKernels() : GradientCheck.kernels()) {
                final BatchNorm norm = norm(k);
                final Tensor x = tensor(k, 3, 1, -2, 3, 0.5, 0, 4, -1.5, 2, 2.5, -1, 0.25, 6);
                final Tensor y = k.allocate(3, 4);
                k.normalisation().train(norm, x, Activation.LINEAR, y, 3);
                assertArrayEquals(new double[]{0.372884524165, 2.968419808100, 2.339036910806, 2.292778081519,
                    -0.610191669155, 1.346879664305, -2.084805959136, 1.887393045570, 1.847498814146, 2.698163117467,
                    -0.364422620825, 0.806366283040}, y.toDoubles(), tolerance);
                assertArrayEquals(new double[]{0.5375, -0.291666666667}, norm.runningMean().toDoubles(), tolerance);
                assertArrayEquals(new double[]{2.079375, 1.374166666667}, norm.runningVariance().toDoubles(),
                    tolerance);
                final Tensor delta = tensor(k, 3, 1, 0.5, -1, 2, 0.25, -0.5, 3, 1, -2, 0, 0.5, -1.5);
                final Tensor back = k.allocate(3, 4);
                final Tensor scale = k.allocate(1, 2);
                final Tensor shift = k.allocate(1, 2);
                k.normalisation().backward(norm, x, delta, scale, shift, Activation.LINEAR, back, 3);
                assertArrayEquals(new double[]{0.809882752123, 0.170829212666, 0.660324208486, -0.400876789788,
                    -0.835721314369, 0.041915583686, 0.505292835010, -0.230412679059, -0.776900445586, 0.239429171380,
                    -0.362878035663, 0.179115501114}, back.toDoubles(), tolerance);
                assertArrayEquals(new double[]{-8.458551413362, -4.098893141260}, scale.toDoubles(), 5 * tolerance);
                assertArrayEquals(new double[]{1.75, 1.5}, shift.toDoubles(), tolerance);
                k.normalisation().evaluate(norm, x, Activation.LINEAR, y, 3);
                assertArrayEquals(new double[]{0.731100205861, 3.092980952196, 2.811533528505, 1.493496631909,
                    -0.309116455460, -0.745781416492, -1.869441447443, 0.533806039737, 2.291425197844, 2.453187224081,
                    -0.049062290130, -2.025368872721}, y.toDoubles(), tolerance);
            }
        }
    }

    /** (x − 2)/√(1 + ε), times 3, plus 1: mean 2 and variance 1 of 1 and 3; running variance of n − 1 is 2. */
    @Test
    void batchNormalisationByHand() {
        try (Kernels k = GradientCheck.kernels()) {
            final BatchNorm norm = new BatchNorm(tensor(k, 1, 3), tensor(k, 1, 1), tensor(k, 1, 0), tensor(k, 1, 1),
                k.allocate(1, 1), k.allocate(1, 1));
            final Tensor y = k.allocate(2, 1);
            k.normalisation().train(norm, tensor(k, 2, 1, 3), Activation.RELU, y, 2);
            assertArrayEquals(new double[]{0, 1 + 3 / Math.sqrt(1 + 1e-5)}, y.toDoubles(), 1e-14);
            assertArrayEquals(new double[]{0.2}, norm.runningMean().toDoubles(), 1e-15);
            assertArrayEquals(new double[]{0.9 + 0.1 * 2}, norm.runningVariance().toDoubles(), 1e-15);
            assertArrayEquals(new double[]{2}, norm.mean().toDoubles(), 1e-15);
            assertArrayEquals(new double[]{1 / Math.sqrt(1 + 1e-5)}, norm.inverseDeviation().toDoubles(), 1e-15);
        }
    }

    @Test
    void aSingleValueHasVarianceZero() {
        for (final boolean single : new boolean[]{false, true}) {
            try (Kernels k = single ? new FusedKernels() : GradientCheck.kernels()) {
                final BatchNorm norm = norm(k);
                final Tensor y = k.allocate(1, 2);
                k.normalisation().train(norm, tensor(k, 1, 7, -3), Activation.LINEAR, y, 1);
                assertArrayEquals(new double[]{0.25, 2}, y.toDoubles(), 1e-6);
                assertArrayEquals(new double[]{1.8, 0.45}, norm.runningVariance().toDoubles(), 1e-6);
            }
        }
    }

    /** A mean far above the deviation costs float32 no digits but those of the values themselves. */
    @Test
    void aLargeMeanLosesNoDigits() {
        try (Kernels k = new FusedKernels()) {
            final int n = 4096;
            final double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = 1000 + (i % 2 == 0 ? 0.25 : -0.25);
            }
            final BatchNorm norm = new BatchNorm(tensor(k, 1, 1), tensor(k, 1, 0), tensor(k, 1, 0), tensor(k, 1, 1),
                k.allocate(1, 1), k.allocate(1, 1));
            final Tensor y = k.allocate(64, 64);
            k.normalisation().train(norm, tensor(k, 64, values), Activation.LINEAR, y, 64);
            assertEquals(1000, norm.mean().toDoubles()[0], 1e-4);
            assertEquals(4 / Math.sqrt(1 + 16e-5), norm.inverseDeviation().toDoubles()[0], 4e-4);
        }
    }

    @Test
    void fusedAndPlainKernelsAgree() {
        for (final int[] size : new int[][]{{1, 5}, {12, 3}, {1, 1}, {49, 16}, {20, 33}}) {
            final int values = size[0] * size[1];
            for (final Activation activation : Activation.values()) {
                agree(2e-5, (k, f) -> {
                    final Tensor x = f.unit(k, BATCH, values);
                    final BatchNorm norm = new BatchNorm(f.normal(k, 1, size[1]), f.normal(k, 1, size[1]),
                        f.normal(k, 1, size[1]), f.unit(k, 1, size[1]), k.allocate(1, size[1]),
                        k.allocate(1, size[1]));
                    final Tensor evaluated = k.allocate(BATCH, values);
                    k.normalisation().evaluate(norm, x, activation, evaluated, ROWS);
                    final Tensor y = k.allocate(BATCH, values);
                    k.normalisation().train(norm, x, activation, y, ROWS);
                    final Tensor delta = f.normal(k, BATCH, values);
                    final Tensor back = k.allocate(BATCH, values);
                    final Tensor scale = k.allocate(1, size[1]);
                    final Tensor shift = k.allocate(1, size[1]);
                    k.normalisation().backward(norm, x, delta, scale, shift, activation, back, ROWS);
                    final Tensor scaleAlone = k.allocate(1, size[1]);
                    k.normalisation().backward(norm, x, delta, scaleAlone, shift, activation, null, ROWS);
                    return List.of(evaluated, y, back, scale, scaleAlone, shift, norm.runningMean(),
                        norm.runningVariance(), norm.mean(), norm.inverseDeviation());
                });
            }
        }
    }

    @Test
    void rowBiasesByHand() {
        for (final boolean single : new boolean[]{false, true}) {
            try (Kernels k = single ? new FusedKernels() : GradientCheck.kernels()) {
                // 2 examples of 3 positions and 2 channels
                final Tensor x = tensor(k, 2, 1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6);
                final Tensor s = tensor(k, 2, 10, 20, 0.5, 3);
                k.normalisation().rowBias(x, s, Activation.RELU, x, 2);
                assertArrayEquals(new double[]{11, 22, 13, 24, 15, 26, 0, 1, 0, 0, 0, 0}, x.toDoubles());
                final Tensor delta = tensor(k, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
                final Tensor sums = k.allocate(2, 2);
                k.normalisation().rowBiasBack(null, delta, Activation.LINEAR, null, sums, 2);
                assertArrayEquals(new double[]{9, 12, 27, 30}, sums.toDoubles());
                k.normalisation().rowBiasBack(x, delta, Activation.RELU, delta, sums, 2);
                assertArrayEquals(new double[]{9, 12, 27, 30}, sums.toDoubles());
                assertArrayEquals(new double[]{1, 2, 3, 4, 5, 6, 0, 8, 0, 0, 0, 0}, delta.toDoubles());
            }
        }
    }

    @Test
    void fusedAndPlainRowBiasesAgree() {
        for (final int[] size : new int[][]{{1, 5}, {12, 3}, {1, 1}, {49, 16}}) {
            final int values = size[0] * size[1];
            for (final Activation activation : Activation.values()) {
                agree(1e-5, (k, f) -> {
                    final Tensor x = f.unit(k, BATCH, values);
                    final Tensor s = f.normal(k, BATCH, size[1]);
                    final Tensor y = k.allocate(BATCH, values);
                    k.normalisation().rowBias(x, s, activation, y, ROWS);
                    final Tensor delta = f.normal(k, BATCH, values);
                    final Tensor back = k.allocate(BATCH, values);
                    final Tensor sums = k.allocate(BATCH, size[1]);
                    k.normalisation().rowBiasBack(x, delta, activation, back, sums, ROWS);
                    return List.of(y, back, sums);
                });
            }
        }
    }

    @Test
    void rowsBeyondThoseThatCountAreLeftAlone() {
        try (Kernels k = new FusedKernels()) {
            final Filler f = new Filler();
            final BatchNorm norm = norm(k);
            final Tensor x = f.normal(k, BATCH, 12);
            for (int step = 0; step < 4; step++) {
                final Tensor y = f.fill(k.allocate(BATCH, 12), 42, 0);
                switch (step) {
                    case 0 -> k.normalisation().train(norm, x, Activation.TANH, y, ROWS);
                    case 1 -> k.normalisation().evaluate(norm, x, Activation.TANH, y, ROWS);
                    case 2 -> k.normalisation().backward(norm, x, x, k.allocate(1, 2), k.allocate(1, 2),
                        Activation.LINEAR, y, ROWS);
                    default -> k.normalisation().rowBias(x, f.normal(k, BATCH, 2), Activation.TANH, y, ROWS);
                }
                final double[] values = y.toDoubles();
                for (int i = 0; i < values.length; i++) {
                    assertEquals(i >= ROWS * 12, values[i] == 42, "step " + step + ", value " + i);
                }
            }
        }
    }
}
