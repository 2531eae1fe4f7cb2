package org.latentlab.engine.nn;

import java.util.Arrays;

import org.latentlab.engine.backend.Parallel;

/** Pooling and dropout in float32 on the CPU, see {@link ConvolutionKernels}. */
final class FusedPooling {

    private static final int CORNERS = 4;

    void maxPool(final int height, final int width, final int channels, final Tensor x, final Tensor mask,
        final Tensor y, final int rows) {
        final int line = width * channels;
        final int outLine = width / 2 * channels;
        final int outHeight = height / 2;
        Parallel.forRange(rows * outHeight, (chunk, from, to) -> {
            final float[] lines = new float[2 * line];
            final float[][] corners = new float[CORNERS][outLine];
            final float[] out = new float[outLine];
            final float[] m = new float[outLine];
            for (int i = from; i < to; i++) {
                x.host().get((i / outHeight * height + i % outHeight * 2) * line, lines, 0, 2 * line);
                copyCorners(lines, line, channels, corners, true);
                FusedMath.max(corners[0], corners[1], corners[2], corners[3], outLine, out);
                if (mask != null) {
                    mask.host().get(i * outLine, m, 0, outLine);
                    FusedMath.multiply(out, m, outLine);
                }
                y.host().put(i * outLine, out, 0, outLine);
            }
        });
    }

    /** Copies the four corners of the squares of two lines into arrays of their own, or back. */
    private static void copyCorners(final float[] lines, final int line, final int channels, final float[][] corners,
        final boolean out) {
        for (int corner = 0; corner < CORNERS; corner++) {
            final int begin = corner / 2 * line + corner % 2 * channels;
            for (int p = 0; p < corners[corner].length; p += channels) {
                if (out) {
                    System.arraycopy(lines, begin + 2 * p, corners[corner], p, channels);
                } else {
                    System.arraycopy(corners[corner], p, lines, begin + 2 * p, channels);
                }
            }
        }
    }

    void maxPoolBack(final int height, final int width, final int channels, final Tensor x, final Tensor mask,
        final Tensor delta, final Activation activation, final Tensor target, final int rows) {
        final int line = width * channels;
        final int outLine = width / 2 * channels;
        final int outHeight = height / 2;
        Parallel.forRange(rows, (chunk, from, to) -> {
            final float[] lines = new float[2 * line];
            final float[][] corners = new float[CORNERS][outLine];
            final float[] d = new float[outLine];
            final float[] m = new float[outLine];
            final float[] e = new float[outLine];
            for (int r = from; r < to; r++) {
                for (int i = 0; i < outHeight; i++) {
                    final int source = (r * height + 2 * i) * line;
                    final int at = (r * outHeight + i) * outLine;
                    x.host().get(source, lines, 0, 2 * line);
                    delta.host().get(at, d, 0, outLine);
                    if (mask != null) {
                        mask.host().get(at, m, 0, outLine);
                        FusedMath.multiply(d, m, outLine);
                    }
                    copyCorners(lines, line, channels, corners, true);
                    FusedMath.max(corners[0], corners[1], corners[2], corners[3], outLine, m);
                    // the slope is that of the largest value alone: all others get 0
                    FusedMath.derivative(activation, d, m, outLine, e);
                    for (final float[] corner : corners) {
                        FusedMath.route(corner, m, d, outLine);
                    }
                    Arrays.fill(lines, 0f);
                    copyCorners(lines, line, channels, corners, false);
                    target.host().put(source, lines, 0, 2 * line);
                }
                if (height % 2 == 1) {
                    Arrays.fill(lines, 0f);
                    target.host().put((r * height + height - 1) * line, lines, 0, line);
                }
            }
        });
    }

    void multiply(final Tensor x, final Tensor mask, final Tensor y, final int rows) {
        final int n = x.columns();
        Parallel.forRange(rows, (chunk, from, to) -> {
            final float[] v = new float[n];
            final float[] m = new float[n];
            for (int r = from; r < to; r++) {
                x.host().get(r * n, v, 0, n);
                mask.host().get(r * n, m, 0, n);
                FusedMath.multiply(v, m, n);
                y.host().put(r * n, v, 0, n);
            }
        });
    }
}
