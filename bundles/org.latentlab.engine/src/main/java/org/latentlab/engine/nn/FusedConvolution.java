package org.latentlab.engine.nn;

import java.util.HashMap;
import java.util.Map;

import org.latentlab.engine.backend.Parallel;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutional layers in float32 on the CPU. Images of few channels are unfolded; convolutions with a stride, and all
 * transposed ones, go by their polyphase parts, those of many channels with a 4 × 4 kernel and a stride of 2 with fewer
 * products, by minimal filtering; those of stride 1 are oneDNN's through ND4J. Bias, activation and its
 * slope are applied to what was just computed.
 */
final class FusedConvolution implements ConvolutionKernels {

    /** Up to so many values of stride × stride pixels, unfolding is faster than polyphase parts or oneDNN. */
    private static final int FEW = 12;

    private final Kernels m_kernels;

    private final Map<KernelGrid, GridConvolution> m_convolutions = new HashMap<>();

    private final FusedPooling m_pooling = new FusedPooling();

    private Tensor m_unused;

    FusedConvolution(final Kernels kernels) {
        m_kernels = kernels;
    }

    private GridConvolution of(final KernelGrid grid) {
        return m_convolutions.computeIfAbsent(grid, this::create);
    }

    private GridConvolution create(final KernelGrid grid) {
        if (isSmall(grid)) {
            return new UnfoldedConvolution(m_kernels, grid);
        }
        return WinogradConvolution.pays(grid) ? new WinogradConvolution(m_kernels, grid)
            : new PolyphaseConvolution(m_kernels, grid);
    }

    private static boolean isSmall(final KernelGrid grid) {
        return grid.channels() * grid.stride() * grid.stride() <= FEW;
    }

    private static boolean isForOneDnn(final KernelGrid grid) {
        return grid.stride() == 1 && !isSmall(grid);
    }

    @Override
    public void forward(final ConvolutionShape shape, final Tensor x, final Tensor weights, final Tensor bias,
        final Activation activation, final Tensor h, final int rows) {
        gather(shape, x, weights, LineEnd.activation(bias, activation, KernelGrid.of(shape).gridLine()), h, rows);
    }

    private void gather(final ConvolutionShape shape, final Tensor x, final Tensor weights, final LineEnd end,
        final Tensor h, final int rows) {
        final KernelGrid grid = KernelGrid.of(shape);
        if (!isForOneDnn(grid)) {
            of(grid).gather(x, weights, end, h, rows);
            return;
        }
        NdOps.run("conv2d", new INDArray[]{NdConvolution.input(shape, x, rows), NdConvolution.weights(shape, weights)},
            new INDArray[]{NdConvolution.output(shape, h, rows)}, NdConvolution.arguments(shape));
        finish(end, h, grid.gridLine(), rows * grid.gridHeight());
    }

    /** Applies what comes after a product to all lines of the results. */
    private static void finish(final LineEnd end, final Tensor results, final int n, final int lines) {
        Parallel.forRange(lines, (chunk, from, to) -> {
            final float[] v = new float[n];
            final float[] e = new float[n];
            final float[] l = new float[n];
            for (int i = from; i < to; i++) {
                results.host().get(i * n, v, 0, n);
                end.finish(v, n, i * n, e, l);
                results.host().put(i * n, v, 0, n);
            }
        });
    }

    @Override
    public void backward(final ConvolutionShape shape, final Tensor x, final Tensor weights, final Tensor delta,
        final Tensor weightGradient, final Tensor biasGradient, final Activation activation, final Tensor target,
        final int rows) {
        final KernelGrid grid = KernelGrid.of(shape);
        final GridConvolution.Gradients gradients = new GridConvolution.Gradients(weightGradient, biasGradient);
        final LineEnd end = LineEnd.slope(activation, x);
        if (!isForOneDnn(grid)) {
            of(grid).gatherBack(x, delta, weights, gradients, end, target, rows);
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
        gradients.setBias(lineSums(delta, grid.gridLine(), rows * grid.gridHeight()));
        if (target != null) {
            finish(end, target, grid.line(), rows * grid.height());
        }
    }

    @Override
    public void back(final ConvolutionShape shape, final Tensor delta, final Tensor weights,
        final Activation activation, final Tensor x, final Tensor target, final int rows) {
        final KernelGrid grid = KernelGrid.of(shape);
        final LineEnd end = LineEnd.slope(activation, x);
        if (!isForOneDnn(grid)) {
            of(grid).scatter(delta, weights, end, target, rows);
            return;
        }
        // with a stride of 1 the transposed convolution has just the size of the input
        NdOps.run("deconv2d",
            new INDArray[]{NdConvolution.output(shape, delta, rows), NdConvolution.weights(shape, weights)},
            new INDArray[]{NdConvolution.input(shape, target, rows)}, NdConvolution.arguments(shape));
        finish(end, target, grid.line(), rows * grid.height());
    }

    @Override
    public void tangent(final ConvolutionShape shape, final Tensor u, final Tensor weights,
        final Activation activation, final Tensor h, final Tensor t, final int rows) {
        gather(shape, u, weights, LineEnd.slope(activation, h), t, rows);
    }

    /** @return for each chunk the sum of its lines */
    private static float[][] lineSums(final Tensor delta, final int n, final int lines) {
        final float[][] sums = new float[Parallel.chunks(lines)][n];
        Parallel.forRange(lines, (chunk, from, to) -> {
            final float[] d = new float[n];
            for (int i = from; i < to; i++) {
                delta.host().get(i * n, d, 0, n);
                FusedMath.add(sums[chunk], d, n);
            }
        });
        return sums;
    }

    @Override
    public void transposedForward(final TransposedConvolutionShape shape, final Tensor x, final Tensor weights,
        final Tensor bias, final Activation activation, final Tensor h, final int rows) {
        final KernelGrid grid = KernelGrid.of(shape);
        of(grid).scatter(x, weights, LineEnd.activation(bias, activation, grid.line()), h, rows);
    }

    @Override
    public void transposedBackward(final TransposedConvolutionShape shape, final Tensor x, final Tensor weights,
        final Tensor delta, final Tensor weightGradient, final Tensor biasGradient, final Activation activation,
        final Tensor target, final int rows) {
        of(KernelGrid.of(shape)).scatterBack(x, delta, weights,
            new GridConvolution.Gradients(weightGradient, biasGradient), LineEnd.slope(activation, x), target, rows);
    }

    @Override
    public void transposedBack(final TransposedConvolutionShape shape, final Tensor delta, final Tensor weights,
        final Activation activation, final Tensor x, final Tensor target, final int rows) {
        of(KernelGrid.of(shape)).gather(delta, weights, LineEnd.slope(activation, x), target, rows);
    }

    @Override
    public void transposedTangent(final TransposedConvolutionShape shape, final Tensor u, final Tensor weights,
        final Activation activation, final Tensor h, final Tensor t, final int rows) {
        of(KernelGrid.of(shape)).scatter(u, weights, LineEnd.slope(activation, h), t, rows);
    }

    @Override
    public void maxPool(final int height, final int width, final int channels, final Tensor x, final Tensor mask,
        final Tensor y, final int rows) {
        m_pooling.maxPool(height, width, channels, x, mask, y, rows);
    }

    @Override
    public void maxPoolBack(final int height, final int width, final int channels, final Tensor x, final Tensor mask,
        final Tensor delta, final Activation activation, final Tensor target, final int rows) {
        m_pooling.maxPoolBack(height, width, channels, x, mask, delta, activation, target, rows);
    }

    @Override
    public void multiply(final Tensor x, final Tensor mask, final Tensor y, final int rows) {
        m_pooling.multiply(x, mask, y, rows);
    }
}
