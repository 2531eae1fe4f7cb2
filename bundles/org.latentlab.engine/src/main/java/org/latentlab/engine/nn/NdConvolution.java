package org.latentlab.engine.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Convolutional layers as plain ND4J operations. */
final class NdConvolution implements ConvolutionKernels {

    static final ConvolutionKernels INSTANCE = new NdConvolution();

    private NdConvolution() {
    }

    /** @return the integer arguments of conv2d: N×H×W×C, weights kernel × kernel × in × out */
    static int[] arguments(final ConvolutionShape shape) {
        return arguments(shape.kernel(), shape.stride(), shape.padding());
    }

    /** Dilation 1, explicit padding, N×H×W×C, the first of the orders of weights. */
    private static int[] arguments(final int kernel, final int stride, final int padding) {
        return new int[]{kernel, kernel, stride, stride, padding, padding, 1, 1, 0, 1, 0};
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
        product(shape, x, weights, h, rows);
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

    private static void product(final ConvolutionShape shape, final Tensor x, final Tensor weights, final Tensor y,
        final int rows) {
        NdOps.run("conv2d", new INDArray[]{input(shape, x, rows), weights(shape, weights)},
            new INDArray[]{output(shape, y, rows)}, arguments(shape));
    }

    /** As conv2d_bp has it: beside the gradient of the weights, which goes nowhere. */
    @Override
    public void back(final ConvolutionShape shape, final Tensor delta, final Tensor weights,
        final Activation activation, final Tensor x, final Tensor target, final int rows) {
        final INDArray inputGradient = input(shape, target, rows);
        try (INDArray unread = inputGradient.like(); INDArray unused = weights(shape, weights).like()) {
            NdOps.run("conv2d_bp", new INDArray[]{unread, weights(shape, weights), output(shape, delta, rows)},
                new INDArray[]{inputGradient, unused}, arguments(shape));
        }
        NdOps.derivative(activation, target.firstRows(rows), x == null ? null : x.firstRows(rows));
    }

    @Override
    public void tangent(final ConvolutionShape shape, final Tensor u, final Tensor weights,
        final Activation activation, final Tensor h, final Tensor t, final int rows) {
        product(shape, u, weights, t, rows);
        NdOps.derivative(activation, t.firstRows(rows), h == null ? null : h.firstRows(rows));
    }

    /** @return the integer arguments of deconv2d: N×H×W×C, weights kernel × kernel × out × in; nothing is trimmed */
    static int[] arguments(final TransposedConvolutionShape shape) {
        return arguments(shape.kernel(), shape.stride(), shape.padding());
    }

    static INDArray input(final TransposedConvolutionShape shape, final Tensor x, final int rows) {
        return x.firstRows(rows).reshape('c', rows, shape.height(), shape.width(), shape.inputs());
    }

    static INDArray output(final TransposedConvolutionShape shape, final Tensor y, final int rows) {
        return y.firstRows(rows).reshape('c', rows, shape.outHeight(), shape.outWidth(), shape.outputs());
    }

    static INDArray weights(final TransposedConvolutionShape shape, final Tensor w) {
        return w.array().reshape('c', shape.kernel(), shape.kernel(), shape.outputs(), shape.inputs());
    }

    /** @return zeros of the size of the output before it is trimmed */
    private static INDArray untrimmed(final TransposedConvolutionShape shape, final INDArray output) {
        return Nd4j.zeros(output.dataType(), output.size(0), (long)shape.outHeight() + shape.trim(),
            (long)shape.outWidth() + shape.trim(), shape.outputs());
    }

    /** @return what is left of it after trimming, shared */
    private static INDArray trimmed(final TransposedConvolutionShape shape, final INDArray whole) {
        return whole.get(NDArrayIndex.all(), NDArrayIndex.interval(0, shape.outHeight()),
            NDArrayIndex.interval(0, shape.outWidth()), NDArrayIndex.all());
    }

    @Override
    public void transposedForward(final TransposedConvolutionShape shape, final Tensor x, final Tensor weights,
        final Tensor bias, final Activation activation, final Tensor h, final int rows) {
        product(shape, x, weights, h, rows);
        final INDArray result = pixels(h, rows, shape.outputs());
        result.addiRowVector(bias.array());
        NdOps.activate(activation, result);
    }

    private static void product(final TransposedConvolutionShape shape, final Tensor x, final Tensor weights,
        final Tensor y, final int rows) {
        final INDArray[] inputs = {input(shape, x, rows), weights(shape, weights)};
        final INDArray output = output(shape, y, rows);
        if (shape.trim() == 0) {
            NdOps.run("deconv2d", inputs, new INDArray[]{output}, arguments(shape));
        } else {
            try (INDArray whole = untrimmed(shape, output)) {
                NdOps.run("deconv2d", inputs, new INDArray[]{whole}, arguments(shape));
                output.assign(trimmed(shape, whole));
            }
        }
    }

    /** As deconv2d_bp has it: beside the gradient of the weights, which goes nowhere. */
    @Override
    public void transposedBack(final TransposedConvolutionShape shape, final Tensor delta, final Tensor weights,
        final Activation activation, final Tensor x, final Tensor target, final int rows) {
        final INDArray inputGradient = input(shape, target, rows);
        final INDArray output = output(shape, delta, rows);
        final INDArray whole = shape.trim() == 0 ? output : untrimmed(shape, output);
        if (shape.trim() > 0) {
            trimmed(shape, whole).assign(output);
        }
        try (INDArray unread = inputGradient.like(); INDArray unused = weights(shape, weights).like()) {
            NdOps.run("deconv2d_bp", new INDArray[]{unread, weights(shape, weights), whole},
                new INDArray[]{inputGradient, unused}, arguments(shape));
        }
        if (shape.trim() > 0) {
            whole.close();
        }
        NdOps.derivative(activation, target.firstRows(rows), x == null ? null : x.firstRows(rows));
    }

    @Override
    public void transposedTangent(final TransposedConvolutionShape shape, final Tensor u, final Tensor weights,
        final Activation activation, final Tensor h, final Tensor t, final int rows) {
        product(shape, u, weights, t, rows);
        NdOps.derivative(activation, t.firstRows(rows), h == null ? null : h.firstRows(rows));
    }

    @Override
    public void transposedBackward(final TransposedConvolutionShape shape, final Tensor x, final Tensor weights,
        final Tensor delta, final Tensor weightGradient, final Tensor biasGradient, final Activation activation,
        final Tensor target, final int rows) {
        final INDArray images = input(shape, x, rows);
        final INDArray inputGradient = target != null ? input(shape, target, rows) : Nd4j.createUninitialized(
            images.dataType(), images.shape(), 'c');
        final INDArray output = output(shape, delta, rows);
        final INDArray whole = shape.trim() == 0 ? output : untrimmed(shape, output);
        if (shape.trim() > 0) {
            trimmed(shape, whole).assign(output);
        }
        NdOps.run("deconv2d_bp", new INDArray[]{images, weights(shape, weights), whole},
            new INDArray[]{inputGradient, weights(shape, weightGradient)}, arguments(shape));
        if (shape.trim() > 0) {
            whole.close();
        }
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
