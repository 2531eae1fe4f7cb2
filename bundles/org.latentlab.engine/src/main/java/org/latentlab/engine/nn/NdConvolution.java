package org.latentlab.engine.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Convolutional layers as plain ND4J operations. */
final class NdConvolution implements ConvolutionKernels {

    static final ConvolutionKernels INSTANCE = new NdConvolution();

    private NdConvolution() {
    }

    /** @return the integer arguments of conv2d: stride 1, no padding, N×H×W×C, weights kernel × kernel × in × out */
    static int[] arguments(final ConvolutionShape shape) {
        return new int[]{shape.kernel(), shape.kernel(), 1, 1, 0, 0, 1, 1, 0, 1, 0};
    }

    static INDArray input(final ConvolutionShape shape, final Tensor x, final int rows) {
        return x.firstRows(rows).reshape('c', rows, shape.height(), shape.width(), shape.inputs());
    }

    static INDArray output(final ConvolutionShape shape, final Tensor y, final int rows) {
        return y.firstRows(rows).reshape('c', rows, shape.outHeight(), shape.outWidth(), shape.outputs());
    }

    static INDArray weights(final ConvolutionShape shape, final Tensor w) {
        return w.array().reshape('c', shape.kernel(), shape.kernel(), shape.inputs(), shape.outputs());
    }

    private static INDArray pixels(final Tensor y, final int rows, final int channels) {
        return y.firstRows(rows).reshape('c', (long)rows * y.columns() / channels, channels);
    }

    @Override
    public void forward(final ConvolutionShape shape, final Tensor x, final Tensor weights, final Tensor bias,
        final Activation activation, final Tensor h, final int rows) {
        NdOps.run("conv2d", new INDArray[]{input(shape, x, rows), weights(shape, weights)},
            new INDArray[]{output(shape, h, rows)}, arguments(shape));
        final INDArray result = pixels(h, rows, shape.outputs());
        result.addiRowVector(bias.array());
        NdOps.activate(activation, result);
    }

    @Override
    public void backward(final ConvolutionShape shape, final Tensor x, final Tensor weights, final Tensor delta,
        final Tensor weightGradient, final Tensor biasGradient, final Activation activation, final Tensor target,
        final int rows) {
        final INDArray images = input(shape, x, rows);
        final INDArray inputGradient = target != null ? input(shape, target, rows) : Nd4j.createUninitialized(
            images.dataType(), images.shape(), 'c');
        NdOps.run("conv2d_bp", new INDArray[]{images, weights(shape, weights), output(shape, delta, rows)},
            new INDArray[]{inputGradient, weights(shape, weightGradient)}, arguments(shape));
        NdOps.columnSums(pixels(delta, rows, shape.outputs()), biasGradient.array());
        if (target != null) {
            NdOps.derivative(activation, target.firstRows(rows), x.firstRows(rows));
        } else {
            inputGradient.close();
        }
    }

    /** The integer arguments of maxpool2d: 2×2, stride 2, no padding, N×H×W×C. */
    private static final int[] POOL = {2, 2, 2, 2, 0, 0, 1, 1, 0, 0, 1};

    @Override
    public void maxPool(final int height, final int width, final int channels, final Tensor x, final Tensor mask,
        final Tensor y, final int rows) {
        NdOps.run("maxpool2d", new INDArray[]{x.firstRows(rows).reshape('c', rows, height, width, channels)},
            new INDArray[]{y.firstRows(rows).reshape('c', rows, height / 2, width / 2, channels)}, POOL);
        if (mask != null) {
            multiply(y, mask, y, rows);
        }
    }

    @Override
    public void maxPoolBack(final int height, final int width, final int channels, final Tensor x, final Tensor mask,
        final Tensor delta, final Activation activation, final Tensor target, final int rows) {
        try (INDArray passed = mask == null ? delta.firstRows(rows).dup()
            : delta.firstRows(rows).mul(mask.firstRows(rows))) {
            NdOps.run("maxpool2d_bp", new INDArray[]{x.firstRows(rows).reshape('c', rows, height, width, channels),
                passed.reshape('c', rows, height / 2, width / 2, channels)},
                new INDArray[]{target.firstRows(rows).reshape('c', rows, height, width, channels)}, POOL);
        }
        NdOps.derivative(activation, target.firstRows(rows), x.firstRows(rows));
    }

    @Override
    public void multiply(final Tensor x, final Tensor mask, final Tensor y, final int rows) {
        x.firstRows(rows).muli(mask.firstRows(rows), y.firstRows(rows));
    }
}
