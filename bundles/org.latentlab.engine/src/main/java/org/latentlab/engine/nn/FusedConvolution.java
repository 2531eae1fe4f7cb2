package org.latentlab.engine.nn;

import java.nio.FloatBuffer;
import java.util.Arrays;

import org.latentlab.engine.backend.Parallel;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutional layers in float32 on the CPU: convolutions by oneDNN through ND4J, the gradient of a first layer of few
 * channels as a product of unfolded patches (where oneDNN is slow), pooling and all else in fused loops.
 */
final class FusedConvolution implements ConvolutionKernels {

    /** Up to so many input channels unfolding is faster than oneDNN's backward pass. */
    private static final int FEW_CHANNELS = 3;

    private static final int CORNERS = 4;

    private final Kernels m_kernels;

    private final FusedTransposedConvolution m_transposed = new FusedTransposedConvolution();

    private Tensor m_patches;

    private Tensor m_partial;

    private Tensor m_unused;

    FusedConvolution(final Kernels kernels) {
        m_kernels = kernels;
    }

    @Override
    public void forward(final ConvolutionShape shape, final Tensor x, final Tensor weights, final Tensor bias,
        final Activation activation, final Tensor h, final int rows) {
        NdOps.run("conv2d", new INDArray[]{NdConvolution.input(shape, x, rows), NdConvolution.weights(shape, weights)},
            new INDArray[]{NdConvolution.output(shape, h, rows)}, NdConvolution.arguments(shape));
        final int line = shape.outWidth() * shape.outputs();
        final float[] tiled = new float[line];
        bias.host().get(0, tiled, 0, shape.outputs());
        for (int j = shape.outputs(); j < line; j++) {
            tiled[j] = tiled[j - shape.outputs()];
        }
        final FloatBuffer host = h.host();
        Parallel.forRange(rows * shape.outHeight(), (chunk, from, to) -> {
            final float[] v = new float[line];
            final float[] e = new float[line];
            final float[] l = new float[line];
            for (int i = from; i < to; i++) {
                host.get(i * line, v, 0, line);
                FusedMath.add(v, tiled, line);
                FusedMath.activate(activation, v, line, e, l);
                host.put(i * line, v, 0, line);
            }
        });
    }

    @Override
    public void backward(final ConvolutionShape shape, final Tensor x, final Tensor weights, final Tensor delta,
        final Tensor weightGradient, final Tensor biasGradient, final Activation activation, final Tensor target,
        final int rows) {
        biasGradient(shape, delta, biasGradient, rows);
        if (target == null && shape.inputs() <= FEW_CHANNELS && shape.stride() == 1 && shape.padding() == 0) {
            unfoldedGradient(shape, x, delta, weightGradient, rows);
            return;
        }
        if (target == null && (m_unused == null || m_unused.size() < x.size())) {
            m_unused = m_kernels.allocate(x.rows(), x.columns());
        }
        final Tensor inputGradient = target != null ? target : m_unused;
        NdOps.run("conv2d_bp",
            new INDArray[]{NdConvolution.input(shape, x, rows), NdConvolution.weights(shape, weights),
                NdConvolution.output(shape, delta, rows)},
            new INDArray[]{NdConvolution.input(shape, inputGradient, rows),
                NdConvolution.weights(shape, weightGradient)},
            NdConvolution.arguments(shape));
        if (target != null) {
            Parallel.forRange(rows * shape.height(),
                (chunk, from, to) -> derivative(activation, target, x, shape.width() * shape.inputs(), from, to));
        }
    }

    /** d ← d ⊙ f'(·) in the lines from…to, given h = f(·). */
    private static void derivative(final Activation activation, final Tensor d, final Tensor h, final int line,
        final int from, final int to) {
        final float[] gradient = new float[line];
        final float[] value = new float[line];
        final float[] e = new float[line];
        for (int i = from; i < to; i++) {
            d.host().get(i * line, gradient, 0, line);
            h.host().get(i * line, value, 0, line);
            FusedMath.derivative(activation, gradient, value, line, e);
            d.host().put(i * line, gradient, 0, line);
        }
    }

    private static void biasGradient(final ConvolutionShape shape, final Tensor delta, final Tensor target,
        final int rows) {
        final int line = shape.outWidth() * shape.outputs();
        final int lines = rows * shape.outHeight();
        final float[][] sums = new float[Parallel.chunks(lines)][line];
        Parallel.forRange(lines, (chunk, from, to) -> {
            final float[] d = new float[line];
            final float[] s = sums[chunk];
            for (int i = from; i < to; i++) {
                delta.host().get(i * line, d, 0, line);
                FusedMath.add(s, d, line);
            }
        });
        final double[] total = new double[shape.outputs()];
        for (final float[] part : sums) {
            for (int j = 0; j < line; j++) {
                total[j % total.length] += part[j];
            }
        }
        final float[] result = new float[total.length];
        for (int j = 0; j < result.length; j++) {
            result[j] = (float)total[j];
        }
        target.put(result, result.length);
    }

    /** ∂L/∂W as the product of the unfolded patches with δ, image by image, each thread adding up a part of its own. */
    private void unfoldedGradient(final ConvolutionShape shape, final Tensor x, final Tensor delta,
        final Tensor weightGradient, final int rows) {
        final int places = shape.outHeight() * shape.outWidth();
        final int patch = shape.patch();
        final int chunks = Parallel.chunks(rows);
        if (m_patches == null || m_patches.columns() != places * patch || m_patches.rows() < chunks) {
            m_patches = m_kernels.allocate(Parallel.threads(), places * patch);
            m_partial = m_kernels.allocate(Parallel.threads(), patch * shape.outputs());
        }
        Parallel.forRange(rows, (chunk, from, to) -> {
            final float[] image = new float[x.columns()];
            final float[] patches = new float[places * patch];
            for (int r = from; r < to; r++) {
                x.host().get(r * image.length, image, 0, image.length);
                unfold(shape, image, patches);
                m_patches.host().put(chunk * patches.length, patches, 0, patches.length);
                Gemm.accumulate(m_patches.at((long)chunk * patches.length), delta.at((long)r * delta.columns()),
                    m_partial.at((long)chunk * m_partial.columns()), patch, shape.outputs(), places, r > from);
            }
        });
        final float[] sum = new float[m_partial.columns()];
        final float[] part = new float[m_partial.columns()];
        for (int chunk = 0; chunk < chunks; chunk++) {
            m_partial.host().get(chunk * part.length, part, 0, part.length);
            for (int j = 0; j < sum.length; j++) {
                sum[j] += part[j];
            }
        }
        weightGradient.put(sum, sum.length);
    }

    private static void unfold(final ConvolutionShape shape, final float[] image, final float[] patches) {
        final int line = shape.width() * shape.inputs();
        final int run = shape.kernel() * shape.inputs();
        int at = 0;
        for (int y = 0; y < shape.outHeight(); y++) {
            for (int column = 0; column < shape.outWidth(); column++) {
                for (int k = 0; k < shape.kernel(); k++) {
                    System.arraycopy(image, (y + k) * line + column * shape.inputs(), patches, at, run);
                    at += run;
                }
            }
        }
    }

    @Override
    public void transposedForward(final TransposedConvolutionShape shape, final Tensor x, final Tensor weights,
        final Tensor bias, final Activation activation, final Tensor h, final int rows) {
        m_transposed.forward(shape, x, weights, bias, activation, h, rows);
    }

    @Override
    public void transposedBackward(final TransposedConvolutionShape shape, final Tensor x, final Tensor weights,
        final Tensor delta, final Tensor weightGradient, final Tensor biasGradient, final Activation activation,
        final Tensor target, final int rows) {
        m_transposed.backward(shape, x, weights, delta, weightGradient, biasGradient, activation, target, rows);
    }

    @Override
    public void maxPool(final int height, final int width, final int channels, final Tensor x, final Tensor mask,
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

    @Override
    public void maxPoolBack(final int height, final int width, final int channels, final Tensor x, final Tensor mask,
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

    @Override
    public void multiply(final Tensor x, final Tensor mask, final Tensor y, final int rows) {
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
