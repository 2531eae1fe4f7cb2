package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentlab.engine.math.Rng;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Convolutional layers on the CPU, whichever way they are computed, against plain ND4J operations in float64: bias,
 * activations and their slopes included, with and without a gradient for what is below.
 */
class FusedConvolutionTest {

    private static final int BATCH = 5;

    private static final int ROWS = 3; // the last batch of an epoch

    private static Tensor random(final Kernels kernels, final Rng rng, final int rows, final int columns,
        final double least) {
        final Tensor tensor = kernels.allocate(rows, columns);
        final float[] values = new float[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)(least + (1 - least) * rng.nextDouble());
        }
        tensor.put(values, values.length);
        return tensor;
    }

    private static void assertClose(final List<Tensor> expected, final List<Tensor> actual) {
        for (int t = 0; t < expected.size(); t++) {
            final double[] e = expected.get(t).toDoubles();
            final double[] a = actual.get(t).toDoubles();
            for (int i = 0; i < e.length; i++) {
                assertEquals(e[i], a[i], 2e-5 * Math.max(1, Math.abs(e[i])), "result " + t + ", value " + i);
            }
        }
    }

    private static List<Tensor> convolution(final Kernels k, final ConvolutionShape shape) {
        final Rng rng = new Rng(8);
        final Tensor x = random(k, rng, BATCH, shape.inValues(), 0.1);
        final Tensor w = random(k, rng, shape.patch(), shape.outputs(), -1);
        final Tensor b = random(k, rng, 1, shape.outputs(), -1);
        final Tensor delta = random(k, rng, BATCH, shape.outValues(), -1);
        final List<Tensor> results = new ArrayList<>();
        for (final Activation activation : List.of(Activation.TANH, Activation.LEAKY_RELU)) {
            results.add(k.allocate(BATCH, shape.outValues()));
            k.convolution().forward(shape, x, w, b, activation, results.get(results.size() - 1), ROWS);
        }
        for (int i = 0; i < 2; i++) {
            final Tensor gw = k.allocate(w.rows(), w.columns());
            final Tensor gb = k.allocate(1, shape.outputs());
            final Tensor back = k.allocate(BATCH, shape.inValues());
            k.convolution().backward(shape, x, w, delta, gw, gb, Activation.TANH, i == 0 ? null : back, ROWS);
            results.addAll(List.of(gw, gb, back));
        }
        return results;
    }

    private static List<Tensor> transposed(final Kernels k, final TransposedConvolutionShape shape) {
        final Rng rng = new Rng(8);
        final Tensor x = random(k, rng, BATCH, shape.inValues(), 0.1);
        final Tensor w = random(k, rng, shape.patch(), shape.inputs(), -1);
        final Tensor b = random(k, rng, 1, shape.outputs(), -1);
        final Tensor delta = random(k, rng, BATCH, shape.outValues(), -1);
        final Tensor h = k.allocate(BATCH, shape.outValues());
        k.convolution().transposedForward(shape, x, w, b, Activation.SIGMOID, h, ROWS);
        final List<Tensor> results = new ArrayList<>(List.of(h));
        for (int i = 0; i < 2; i++) {
            final Tensor gw = k.allocate(w.rows(), w.columns());
            final Tensor gb = k.allocate(1, shape.outputs());
            final Tensor back = k.allocate(BATCH, shape.inValues());
            k.convolution().transposedBackward(shape, x, w, delta, gw, gb, Activation.TANH, i == 0 ? null : back, ROWS);
            results.addAll(List.of(gw, gb, back));
        }
        return results;
    }

    @ParameterizedTest
    @CsvSource({"9, 7, 16, 3, 3, 1, 0", "7, 9, 13, 5, 3, 1, 1", // oneDNN
        "8, 6, 2, 5, 3, 1, 2", "13, 10, 2, 5, 3, 2, 0", // unfolded
        "8, 10, 6, 5, 4, 2, 1", "13, 9, 7, 18, 3, 2, 0", // polyphase
        "14, 8, 32, 128, 4, 2, 1"}) // minimal filtering
    void convolutionsAgree(final int height, final int width, final int inputs, final int outputs, final int kernel,
        final int stride, final int padding) {
        final ConvolutionShape shape = new ConvolutionShape(height, width, inputs, outputs, kernel, stride, padding);
        try (Kernels exact = new NdKernels(DataType.DOUBLE); Kernels fused = new FusedKernels()) {
            assertClose(convolution(exact, shape), convolution(fused, shape));
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 7, 4, 1, 3, 1, 1, 0", "5, 4, 6, 3, 4, 2, 1, 0", // unfolded
        "5, 7, 4, 16, 3, 1, 1, 0", "4, 7, 6, 5, 3, 2, 0, 1", "3, 5, 4, 6, 4, 2, 1, 0", // polyphase
        "5, 4, 128, 32, 4, 2, 1, 0"}) // minimal filtering
    void transposedConvolutionsAgree(final int height, final int width, final int inputs, final int outputs,
        final int kernel, final int stride, final int padding, final int trim) {
        final TransposedConvolutionShape shape =
            new TransposedConvolutionShape(height, width, inputs, outputs, kernel, stride, padding, trim);
        try (Kernels exact = new NdKernels(DataType.DOUBLE); Kernels fused = new FusedKernels()) {
            assertClose(transposed(exact, shape), transposed(fused, shape));
        }
    }

    @Test
    void theSameNumbersGiveTheSameBits() {
        final TransposedConvolutionShape shape = new TransposedConvolutionShape(6, 7, 16, 9, 3, 2, 0, 1);
        try (Kernels kernels = new FusedKernels()) {
            final List<Tensor> first = transposed(kernels, shape);
            final List<Tensor> second = transposed(kernels, shape);
            for (int i = 0; i < first.size(); i++) {
                assertArrayEquals(first.get(i).toFloats(), second.get(i).toFloats());
            }
        }
    }
}
