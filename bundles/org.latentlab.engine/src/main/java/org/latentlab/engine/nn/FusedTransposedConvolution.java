package org.latentlab.engine.nn;

/** Transposed convolutions in float32 on the CPU. */
final class FusedTransposedConvolution {

    void forward(final TransposedConvolutionShape shape, final Tensor x, final Tensor weights, final Tensor bias,
        final Activation activation, final Tensor h, final int rows) {
        NdConvolution.INSTANCE.transposedForward(shape, x, weights, bias, activation, h, rows);
    }

    void backward(final TransposedConvolutionShape shape, final Tensor x, final Tensor weights, final Tensor delta,
        final Tensor weightGradient, final Tensor biasGradient, final Activation activation, final Tensor target,
        final int rows) {
        NdConvolution.INSTANCE.transposedBackward(shape, x, weights, delta, weightGradient, biasGradient, activation,
            target, rows);
    }
}
