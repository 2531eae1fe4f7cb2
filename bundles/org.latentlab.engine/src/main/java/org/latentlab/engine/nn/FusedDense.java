package org.latentlab.engine.nn;

import java.nio.FloatBuffer;

import org.latentlab.engine.backend.Parallel;

/**
 * Fully connected layers in float32 on the CPU: each thread multiplies a part of the matrix and, while that part is
 * still in its cache, adds the bias and applies the activation to it.
 */
final class FusedDense implements DenseKernels {

    /** How many values go through an elementwise loop at once: long enough to pay, short enough for the cache. */
    private static final int BLOCK = 4096;

    @Override
    public void forward(final Tensor x, final Tensor weights, final Tensor bias, final Activation activation,
        final Tensor h, final int rows) {
        final int out = weights.columns();
        // splitting the longer side copies the smaller operand twice while OpenBLAS packs it
        if (out >= rows) {
            Parallel.forRange(out, (chunk, from, to) -> {
                Gemm.columns(x, weights, h, rows, from, to);
                finish(h, bias, activation, 0, rows, from, to);
            });
        } else {
            Parallel.forRange(rows, (chunk, from, to) -> {
                Gemm.rows(x, weights, h, from, to);
                finish(h, bias, activation, from, to, 0, out);
            });
        }
    }

    /** Adds the bias and applies the activation in the block rows r0…r1, columns c0…c1. */
    private static void finish(final Tensor h, final Tensor bias, final Activation activation, final int r0,
        final int r1, final int c0, final int c1) {
        final int n = c1 - c0;
        final int together = Math.min(r1 - r0, Math.max(1, BLOCK / n));
        final float[] b = new float[together * n];
        for (int i = 0; i < together; i++) {
            bias.host().get(c0, b, i * n, n);
        }
        final float[] v = new float[b.length];
        final float[] e = new float[b.length];
        final float[] l = new float[b.length];
        for (int r = r0; r < r1; r += together) {
            final int rows = Math.min(together, r1 - r);
            gather(h, r, rows, c0, n, v);
            FusedMath.add(v, b, rows * n);
            FusedMath.activate(activation, v, rows * n, e, l);
            scatter(v, h, r, rows, c0, n);
        }
    }

    /** Copies a block of n columns to the heap. */
    private static void gather(final Tensor from, final int row, final int rows, final int column, final int n,
        final float[] to) {
        if (n == from.columns()) {
            from.host().get(row * n, to, 0, rows * n);
            return;
        }
        for (int i = 0; i < rows; i++) {
            from.host().get((row + i) * from.columns() + column, to, i * n, n);
        }
    }

    /** Copies a block of n columns back from the heap. */
    private static void scatter(final float[] from, final Tensor to, final int row, final int rows, final int column,
        final int n) {
        if (n == to.columns()) {
            to.host().put(row * n, from, 0, rows * n);
            return;
        }
        for (int i = 0; i < rows; i++) {
            to.host().put((row + i) * to.columns() + column, from, i * n, n);
        }
    }

    @Override
    public void gradients(final Tensor x, final Tensor delta, final Tensor weightGradient, final Tensor biasGradient,
        final int rows) {
        final int in = x.columns();
        final int out = delta.columns();
        if (in >= out) {
            Parallel.forRange(in, (chunk, from, to) -> {
                Gemm.gradientRows(x, delta, weightGradient, rows, from, to);
                // the bias' gradient is split alike, though over the columns
                final int chunks = Parallel.chunks(in);
                columnSums(delta, biasGradient, rows, out * chunk / chunks, out * (chunk + 1) / chunks);
            });
        } else {
            Parallel.forRange(out, (chunk, from, to) -> {
                Gemm.gradientColumns(x, delta, weightGradient, rows, from, to);
                columnSums(delta, biasGradient, rows, from, to);
            });
        }
    }

    /** target[from…to) ← the sums of these columns over the first rows. */
    private static void columnSums(final Tensor delta, final Tensor target, final int rows, final int from,
        final int to) {
        final int n = to - from;
        final float[] sums = new float[n];
        final float[] d = new float[n];
        for (int r = 0; r < rows; r++) {
            delta.host().get(r * delta.columns() + from, d, 0, n);
            FusedMath.add(sums, d, n);
        }
        target.host().put(from, sums, 0, n);
    }

    @Override
    public void back(final Tensor delta, final Tensor weights, final Activation activation, final Tensor x,
        final Tensor target, final int rows) {
        final int in = weights.rows();
        if (in >= rows) {
            Parallel.forRange(in, (chunk, from, to) -> {
                Gemm.transposedColumns(delta, weights, target, rows, from, to);
                derivative(activation, target, x, 0, rows, from, to);
            });
        } else {
            Parallel.forRange(rows, (chunk, from, to) -> {
                Gemm.transposedRows(delta, weights, target, from, to);
                derivative(activation, target, x, from, to, 0, in);
            });
        }
    }

    @Override
    public void tangent(final Tensor u, final Tensor weights, final Activation activation, final Tensor h,
        final Tensor t, final int rows) {
        final int out = weights.columns();
        if (out >= rows) {
            Parallel.forRange(out, (chunk, from, to) -> {
                Gemm.columns(u, weights, t, rows, from, to);
                derivative(activation, t, h, 0, rows, from, to);
            });
        } else {
            Parallel.forRange(rows, (chunk, from, to) -> {
                Gemm.rows(u, weights, t, from, to);
                derivative(activation, t, h, from, to, 0, out);
            });
        }
    }

    /** d ← d ⊙ f'(·) in the block rows r0…r1, columns c0…c1, given h = f(·). */
    private static void derivative(final Activation activation, final Tensor d, final Tensor h, final int r0,
        final int r1, final int c0, final int c1) {
        if (activation == Activation.LINEAR) {
            return;
        }
        final int n = c1 - c0;
        final int together = Math.min(r1 - r0, Math.max(1, BLOCK / n));
        final float[] gradient = new float[together * n];
        final float[] value = new float[together * n];
        final float[] e = new float[together * n];
        for (int r = r0; r < r1; r += together) {
            final int rows = Math.min(together, r1 - r);
            gather(d, r, rows, c0, n, gradient);
            gather(h, r, rows, c0, n, value);
            FusedMath.derivative(activation, gradient, value, rows * n, e);
            scatter(gradient, d, r, rows, c0, n);
        }
    }
}
