package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.engine.nn.KernelAgreement.agree;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentlab.engine.nn.KernelAgreement.Filler;

/** The fused float32 loops and the plain ND4J operations in float64 say the same, for full and for partial batches. */
class KernelsTest {

    private static final int BATCH = 9;

    private static final int ROWS = 7; // the last batch of an epoch

    @ParameterizedTest
    @EnumSource(Activation.class)
    void denseLayersAgreeForWideAndNarrowOutputs(final Activation activation) {
        for (final int[] size : new int[][]{{20, 33}, {33, 3}, {5, 20}}) {
            agree(2e-6 * size[0], (k, f) -> {
                final Tensor x = f.normal(k, BATCH, size[0]);
                final Tensor w = f.normal(k, size[0], size[1]);
                final Tensor b = f.normal(k, 1, size[1]);
                final Tensor h = k.allocate(BATCH, size[1]);
                k.dense().forward(x, w, b, activation, h, ROWS);
                final Tensor delta = f.normal(k, BATCH, size[1]);
                final Tensor gw = k.allocate(size[0], size[1]);
                final Tensor gb = k.allocate(1, size[1]);
                k.dense().gradients(x, delta, gw, gb, ROWS);
                final Tensor value = f.unit(k, BATCH, size[0]); // what an activation may have made
                final Tensor back = k.allocate(BATCH, size[0]);
                k.dense().back(delta, w, activation, value, back, ROWS);
                return List.of(h, gw, gb, back);
            });
        }
    }

    @Test
    void lossesAndTheirGradientsAgree() {
        agree(3e-6, (k, f) -> {
            final Tensor v = f.normal(k, BATCH, 13);
            final Tensor x = f.unit(k, BATCH, 13);
            final Tensor g1 = k.allocate(BATCH, 13);
            final Tensor g2 = k.allocate(BATCH, 13);
            final Tensor g3 = k.allocate(BATCH, 13);
            final double[][] values = new double[3][ROWS];
            k.losses().bernoulli(v, x, 0.25, g1, values[0], ROWS);
            k.losses().gaussian(v, x, 0.7, 0.25, g2, values[1], ROWS);
            k.losses().softmaxCrossEntropy(v, new int[]{0, 12, 3, 3, 7, 1, 5}, 0.25, g3, values[2], ROWS);
            return List.of(g1, g2, g3, tensor(k, values[0]), tensor(k, values[1]), tensor(k, values[2]));
        });
    }

    private static Tensor tensor(final Kernels kernels, final double[] values) {
        final Tensor tensor = kernels.allocate(1, values.length);
        tensor.put(values, values.length);
        return tensor;
    }

    @Test
    void reparameterisationAndItsGradientAgree() {
        for (final int d : new int[]{1, 2, 2000}) {
            agree(1e-5, (k, f) -> {
                final Tensor posterior = f.normal(k, BATCH, 2 * d);
                final Tensor noise = f.normal(k, BATCH, d);
                final Tensor z = k.allocate(BATCH, d);
                final double[] perDimension = new double[d];
                final double[] perRow = new double[ROWS];
                k.losses().sample(posterior, noise, z, perDimension, perRow, ROWS);
                final Tensor dz = f.normal(k, BATCH, d);
                final Tensor gradient = k.allocate(BATCH, 2 * d);
                final double[] scale = new double[d];
                Arrays.setAll(scale, j -> 0.25 * (j % 3));
                k.losses().sampleBack(posterior, noise, dz, scale, gradient, ROWS);
                return List.of(z, gradient, tensor(k, perDimension), tensor(k, perRow));
            });
        }
    }

    @Test
    void poolingAndDropoutAgreeForOddSizes() {
        agree(1e-6, (k, f) -> {
            final Tensor x = f.normal(k, BATCH, 5 * 7 * 3);
            final Tensor mask = f.unit(k, BATCH, 2 * 3 * 3);
            final Tensor y = k.allocate(BATCH, 2 * 3 * 3);
            final Tensor unmasked = k.allocate(BATCH, 2 * 3 * 3);
            k.convolution().maxPool(5, 7, 3, x, mask, y, ROWS);
            k.convolution().maxPool(5, 7, 3, x, null, unmasked, ROWS);
            final Tensor delta = f.normal(k, BATCH, 2 * 3 * 3);
            final Tensor back = k.allocate(BATCH, 5 * 7 * 3);
            final Tensor unmaskedBack = k.allocate(BATCH, 5 * 7 * 3);
            k.convolution().maxPoolBack(5, 7, 3, x, mask, delta, Activation.TANH, back, ROWS);
            k.convolution().maxPoolBack(5, 7, 3, x, null, delta, Activation.LINEAR, unmaskedBack, ROWS);
            final Tensor product = k.allocate(BATCH, 2 * 3 * 3);
            k.convolution().multiply(delta, mask, product, ROWS);
            return List.of(y, unmasked, back, unmaskedBack, product);
        });
    }

    @Test
    void adamAgreesOverSeveralStepsAndParameters() {
        agree(2e-5, (k, f) -> {
            final Parameters parameters = new Parameters(k);
            parameters.add(new ParameterShape("a", 150, 70)); // longer than a block
            parameters.add(new ParameterShape("b", 3));
            final Optimizer adam = k.adam(parameters.list(), AdamConfig.of(0.01));
            for (int step = 0; step < 5; step++) {
                for (final Parameter parameter : parameters.list()) {
                    f.fill(parameter.gradient(), 0.1, 1);
                }
                adam.step(1 - 0.1 * step);
            }
            return parameters.list().stream().map(Parameter::value).toList();
        });
    }

    @Test
    void adamsFirstStepIsTheLearningRateAgainstTheGradientsSign() {
        try (Kernels k = new FusedKernels()) {
            final Parameters parameters = new Parameters(k);
            final Parameter p = parameters.add(new ParameterShape("a", 3));
            p.gradient().put(new float[]{5, -0.01f, 1e3f}, 3);
            k.adam(parameters.list(), AdamConfig.of(0.1)).step(1);
            final float[] values = p.value().toFloats();
            assertEquals(-0.1, values[0], 1e-6);
            assertEquals(0.1, values[1], 1e-6);
            assertEquals(-0.1, values[2], 1e-6);
        }
    }

    @Test
    void rowsBeyondThoseThatCountAreLeftAlone() {
        try (Kernels k = new FusedKernels()) {
            final Filler f = new Filler();
            final Tensor h = k.allocate(BATCH, 20);
            final float[] before = new float[h.size()];
            Arrays.fill(before, 42f);
            h.put(before, before.length);
            k.dense().forward(f.normal(k, BATCH, 4), f.normal(k, 4, 20), f.normal(k, 1, 20), Activation.TANH, h, ROWS);
            final float[] after = h.toFloats();
            for (int i = 0; i < after.length; i++) {
                assertTrue(i < ROWS * 20 ? Math.abs(after[i]) <= 1 : after[i] == 42f, "value " + i);
            }
        }
    }
}
