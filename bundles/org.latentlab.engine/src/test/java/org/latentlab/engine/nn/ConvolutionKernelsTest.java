package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.engine.nn.KernelAgreement.agree;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentlab.engine.nn.KernelAgreement.Filler;

/** Convolutions and transposed convolutions: by hand, as adjoints of each other, and fused against plain. */
class ConvolutionKernelsTest {

    private static final int BATCH = 9;

    private static final int ROWS = 7; // the last batch of an epoch

    static Stream<ConvolutionShape> convolutions() {
        return Stream.of(new ConvolutionShape(7, 9, 1, 6, 3, 1, 0), new ConvolutionShape(7, 9, 3, 6, 3, 1, 0),
            new ConvolutionShape(7, 9, 4, 6, 3, 1, 0), new ConvolutionShape(9, 7, 1, 5, 3, 2, 0),
            new ConvolutionShape(8, 10, 1, 8, 3, 2, 0), new ConvolutionShape(8, 7, 3, 4, 3, 2, 0),
            new ConvolutionShape(8, 6, 5, 8, 3, 2, 0), new ConvolutionShape(8, 10, 3, 4, 4, 2, 1),
            new ConvolutionShape(8, 8, 16, 32, 4, 2, 1), new ConvolutionShape(5, 6, 2, 3, 3, 1, 1),
            new ConvolutionShape(6, 5, 8, 1, 3, 2, 1), new ConvolutionShape(4, 4, 3, 2, 1, 1, 0),
            new ConvolutionShape(2, 2, 3, 4, 4, 2, 1), new ConvolutionShape(9, 8, 2, 3, 2, 3, 0));
    }

    static Stream<TransposedConvolutionShape> transposed() {
        return Stream.of(
            new TransposedConvolutionShape(4, 5, 3, 6, 3, 2, 0, 1),
            new TransposedConvolutionShape(4, 3, 6, 8, 3, 2, 0, 0),
            new TransposedConvolutionShape(4, 4, 6, 3, 4, 2, 1, 0),
            new TransposedConvolutionShape(4, 4, 32, 16, 4, 2, 1, 0),
            new TransposedConvolutionShape(3, 5, 2, 3, 4, 2, 1, 1),
            new TransposedConvolutionShape(7, 6, 8, 1, 3, 1, 1, 0),
            new TransposedConvolutionShape(7, 6, 4, 3, 3, 1, 1, 0),
            new TransposedConvolutionShape(5, 4, 2, 3, 3, 1, 0, 0),
            new TransposedConvolutionShape(6, 6, 8, 1, 4, 2, 1, 0),
            new TransposedConvolutionShape(2, 2, 3, 2, 2, 3, 0, 0),
            new TransposedConvolutionShape(1, 1, 5, 4, 4, 1, 0, 0),
            new TransposedConvolutionShape(1, 2, 5, 4, 4, 2, 1, 0));
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void convolutionsAgree(final ConvolutionShape shape) {
        agree(5e-7 * shape.patch() + 1e-5, (k, f) -> {
            final Tensor x = f.unit(k, BATCH, shape.inValues());
            final Tensor w = f.normal(k, shape.patch(), shape.outputs());
            final Tensor b = f.normal(k, 1, shape.outputs());
            final Tensor h = k.allocate(BATCH, shape.outValues());
            k.convolution().forward(shape, x, w, b, Activation.RELU, h, ROWS);
            final Tensor delta = f.normal(k, BATCH, shape.outValues());
            final Tensor gw = k.allocate(shape.patch(), shape.outputs());
            final Tensor gb = k.allocate(1, shape.outputs());
            k.convolution().backward(shape, x, w, delta, gw, gb, Activation.LINEAR, null, ROWS);
            final Tensor gw2 = k.allocate(shape.patch(), shape.outputs());
            final Tensor back = k.allocate(BATCH, shape.inValues());
            k.convolution().backward(shape, x, w, delta, gw2, gb, Activation.SIGMOID, back, ROWS);
            return List.of(h, gw, gb, gw2, back);
        });
    }

    @ParameterizedTest
    @MethodSource("transposed")
    void transposedConvolutionsAgree(final TransposedConvolutionShape shape) {
        agree(1e-6 * shape.patch() + 1e-5, (k, f) -> {
            final Tensor x = f.unit(k, BATCH, shape.inValues());
            final Tensor w = f.normal(k, shape.patch(), shape.inputs());
            final Tensor b = f.normal(k, 1, shape.outputs());
            final Tensor h = k.allocate(BATCH, shape.outValues());
            k.convolution().transposedForward(shape, x, w, b, Activation.LEAKY_RELU, h, ROWS);
            final Tensor delta = f.normal(k, BATCH, shape.outValues());
            final Tensor gw = k.allocate(shape.patch(), shape.inputs());
            final Tensor gb = k.allocate(1, shape.outputs());
            k.convolution().transposedBackward(shape, x, w, delta, gw, gb, Activation.LINEAR, null, ROWS);
            final Tensor gw2 = k.allocate(shape.patch(), shape.inputs());
            final Tensor back = k.allocate(BATCH, shape.inValues());
            k.convolution().transposedBackward(shape, x, w, delta, gw2, gb, Activation.TANH, back, ROWS);
            return List.of(h, gw, gb, gw2, back);
        });
    }

    /** The same kernels take one shape after another, and full batches after partial ones, without remembering any. */
    @Test
    void shapesAndBatchesMayAlternate() {
        try (Kernels shared = new FusedKernels()) {
            for (int round = 0; round < 2; round++) {
                for (final int rows : new int[]{BATCH, ROWS, 1}) {
                    for (final TransposedConvolutionShape shape : transposed().toList()) {
                        final double[] fresh;
                        try (Kernels own = new FusedKernels()) {
                            fresh = transposedPass(own, shape, rows);
                        }
                        assertArrayEquals(fresh, transposedPass(shared, shape, rows), shape.toString());
                    }
                    for (final ConvolutionShape shape : convolutions().toList()) {
                        final double[] fresh;
                        try (Kernels own = new FusedKernels()) {
                            fresh = pass(own, shape, rows);
                        }
                        assertArrayEquals(fresh, pass(shared, shape, rows), shape.toString());
                    }
                }
            }
        }
    }

    private static double[] pass(final Kernels k, final ConvolutionShape shape, final int rows) {
        final Filler f = new Filler();
        final Tensor x = f.normal(k, BATCH, shape.inValues());
        final Tensor w = f.normal(k, shape.patch(), shape.outputs());
        final Tensor h = f.normal(k, BATCH, shape.outValues());
        final Tensor gw = f.normal(k, shape.patch(), shape.outputs());
        final Tensor gb = f.normal(k, 1, shape.outputs());
        final Tensor back = f.normal(k, BATCH, shape.inValues());
        k.convolution().forward(shape, x, w, gb, Activation.TANH, h, rows);
        k.convolution().backward(shape, x, w, h, gw, gb, Activation.LINEAR, back, rows);
        return joined(h, gw, gb, back);
    }

    private static double[] transposedPass(final Kernels k, final TransposedConvolutionShape shape, final int rows) {
        final Filler f = new Filler();
        final Tensor x = f.normal(k, BATCH, shape.inValues());
        final Tensor w = f.normal(k, shape.patch(), shape.inputs());
        final Tensor h = f.normal(k, BATCH, shape.outValues());
        final Tensor gw = f.normal(k, shape.patch(), shape.inputs());
        final Tensor gb = f.normal(k, 1, shape.outputs());
        final Tensor back = f.normal(k, BATCH, shape.inValues());
        k.convolution().transposedForward(shape, x, w, gb, Activation.TANH, h, rows);
        k.convolution().transposedBackward(shape, x, w, h, gw, gb, Activation.LINEAR, back, rows);
        return joined(h, gw, gb, back);
    }

    private static double[] joined(final Tensor... tensors) {
        return Arrays.stream(tensors).flatMapToDouble(t -> Arrays.stream(t.toDoubles())).toArray();
    }

    /** ⟨x ∗ W, y⟩ = ⟨x, y ∗ᵀ W⟩, with what the transposed one trims (or never reaches) taken as 0 in x. */
    @Test
    void theTransposedConvolutionIsTheAdjointOfTheConvolution() {
        for (final int[] s : new int[][]{{7, 7, 3, 2, 0, 0}, {6, 8, 3, 2, 0, 1}, {8, 6, 4, 2, 1, 0}, {5, 6, 3, 1, 1, 0},
            {5, 7, 4, 2, 1, 1}}) {
            final int trim = s[5];
            final ConvolutionShape whole = new ConvolutionShape(s[0] + trim, s[1] + trim, 2, 3, s[2], s[3], s[4]);
            final TransposedConvolutionShape back = new TransposedConvolutionShape(whole.outHeight(),
                whole.outWidth(), 3, 2, s[2], s[3], s[4], trim);
            assertEquals(s[0], back.outHeight());
            assertEquals(s[1], back.outWidth());
            try (Kernels k = GradientCheck.kernels()) {
                final Filler f = new Filler();
                final Tensor w = f.normal(k, whole.patch(), 3);
                final Tensor small = f.normal(k, ROWS, back.outValues());
                final Tensor x = padded(k, small, whole, back);
                final Tensor y = f.normal(k, ROWS, whole.outValues());
                final Tensor cx = k.allocate(ROWS, whole.outValues());
                k.convolution().forward(whole, x, w, k.allocate(1, 3), Activation.LINEAR, cx, ROWS);
                final Tensor ty = k.allocate(ROWS, back.outValues());
                k.convolution().transposedForward(back, y, w, k.allocate(1, 2), Activation.LINEAR, ty, ROWS);
                final double expected = inner(cx, y);
                assertTrue(Math.abs(expected) > 1);
                assertEquals(expected, inner(small, ty), 1e-12 * Math.abs(expected) + 1e-11);
            }
        }
    }

    /** @return the images with rows and columns of zeros at their ends */
    private static Tensor padded(final Kernels k, final Tensor small, final ConvolutionShape whole,
        final TransposedConvolutionShape back) {
        final double[] from = small.toDoubles();
        final double[] to = new double[ROWS * whole.inValues()];
        final int line = back.outWidth() * 2;
        for (int r = 0; r < ROWS; r++) {
            for (int y = 0; y < back.outHeight(); y++) {
                System.arraycopy(from, (r * back.outHeight() + y) * line, to,
                    (r * whole.height() + y) * whole.width() * 2, line);
            }
        }
        final Tensor x = k.allocate(ROWS, whole.inValues());
        x.put(to, to.length);
        return x;
    }

    private static double inner(final Tensor a, final Tensor b) {
        final double[] x = a.toDoubles();
        final double[] y = b.toDoubles();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** 1, 2, 3, 4 with the kernel 1…9 and stride 2: each value's kernel laid where it belongs, overlaps added. */
    @Test
    void aTransposedConvolutionByHand() {
        final float[] kernel = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        final double[] whole = {1, 2, 3 + 2, 4, 6, //
            4, 5, 6 + 8, 10, 12, //
            7 + 3, 8 + 6, 9 + 14 + 9 + 4, 16 + 8, 18 + 12, //
            12, 15, 18 + 16, 20, 24, //
            21, 24, 27 + 28, 32, 36};
        final double[] trimmed = {1, 2, 5, 4, 4, 5, 14, 10, 10, 14, 36, 24, 12, 15, 34, 20};
        final double[] cut = {5, 14, 10, 14, 36, 24, 15, 34, 20};
        try (Kernels k = new FusedKernels()) {
            assertArrayEquals(whole, transposed(k, kernel, new TransposedConvolutionShape(2, 2, 1, 1, 3, 2, 0, 0)));
            assertArrayEquals(trimmed, transposed(k, kernel, new TransposedConvolutionShape(2, 2, 1, 1, 3, 2, 0, 1)));
            assertArrayEquals(cut, transposed(k, kernel, new TransposedConvolutionShape(2, 2, 1, 1, 3, 2, 1, 0)));
        }
    }

    private static double[] transposed(final Kernels k, final float[] kernel, final TransposedConvolutionShape shape) {
        final Tensor x = k.allocate(1, 4);
        x.put(new float[]{1, 2, 3, 4}, 4);
        final Tensor w = k.allocate(9, 1);
        w.put(kernel, 9);
        final Tensor h = k.allocate(1, shape.outValues());
        k.convolution().transposedForward(shape, x, w, k.allocate(1, 1), Activation.LINEAR, h, 1);
        return h.toDoubles();
    }

    /** With kernel 2, stride 2 and padding 1 the corner sees one value only; the last column is left over. */
    @Test
    void aStridedConvolutionByHand() {
        try (Kernels k = new FusedKernels()) {
            final ConvolutionShape shape = new ConvolutionShape(3, 3, 1, 1, 2, 2, 1);
            final Tensor x = k.allocate(1, 9);
            x.put(new float[]{1, 2, 3, 4, 5, 6, 7, 8, 9}, 9);
            final Tensor w = k.allocate(4, 1);
            w.put(new float[]{1, 10, 100, 1000}, 4);
            final Tensor b = k.allocate(1, 1);
            b.put(new float[]{0.5f}, 1);
            final Tensor h = k.allocate(1, shape.outValues());
            k.convolution().forward(shape, x, w, b, Activation.LINEAR, h, 1);
            // the kernel reads (above left, above right, below left, below right) of each position
            assertArrayEquals(new double[]{1000.5, 3200.5, 7040.5, 9865.5}, h.toDoubles());
        }
    }

    @Test
    void rowsBeyondThoseThatCountAreLeftAlone() {
        final TransposedConvolutionShape shape = new TransposedConvolutionShape(4, 5, 3, 6, 3, 2, 0, 1);
        try (Kernels k = new FusedKernels()) {
            final Filler f = new Filler();
            final Tensor h = f.fill(k.allocate(BATCH, shape.outValues()), 42, 0);
            final Tensor back = f.fill(k.allocate(BATCH, shape.inValues()), 42, 0);
            final Tensor x = f.normal(k, BATCH, shape.inValues());
            final Tensor w = f.normal(k, shape.patch(), 3);
            k.convolution().transposedForward(shape, x, w, f.normal(k, 1, 6), Activation.TANH, h, ROWS);
            k.convolution().transposedBackward(shape, x, w, h, k.allocate(shape.patch(), 3), k.allocate(1, 6),
                Activation.LINEAR, back, ROWS);
            for (final Tensor tensor : List.of(h, back)) {
                final double[] values = tensor.toDoubles();
                for (int i = 0; i < values.length; i++) {
                    assertEquals(i >= ROWS * tensor.columns(), values[i] == 42, "value " + i);
                }
            }
        }
    }

    @Test
    void shapesThatCannotBeAreRefused() {
        assertEquals("A 3×3 convolution needs an input of at least 3×3, not 2×5.",
            assertThrows(IllegalArgumentException.class, () -> new ConvolutionShape(2, 5, 1, 1, 3, 1, 0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ConvolutionShape(5, 5, 0, 1, 3, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ConvolutionShape(5, 5, 1, 1, 3, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new ConvolutionShape(5, 5, 1, 1, 3, 1, 3));
        assertThrows(IllegalArgumentException.class, () -> new TransposedConvolutionShape(1, 1, 1, 1, 3, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new TransposedConvolutionShape(4, 4, 1, 1, 3, 2, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> new TransposedConvolutionShape(4, 4, 1, 0, 3, 2, 0, 1));
    }
}
