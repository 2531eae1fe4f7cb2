package org.latentlab.engine.nn;

/** Batch normalisation and row biases in float32 on the CPU. */
final class FusedNormalisation implements NormalisationKernels {

    private static final NormalisationKernels PLAIN = NdNormalisation.INSTANCE;

    @Override
    public void train(final BatchNorm norm, final Tensor x, final Activation activation, final Tensor y,
        final int rows) {
        PLAIN.train(norm, x, activation, y, rows);
    }

    @Override
    public void evaluate(final BatchNorm norm, final Tensor x, final Activation activation, final Tensor y,
        final int rows) {
        PLAIN.evaluate(norm, x, activation, y, rows);
    }

    @Override
    public void backward(final BatchNorm norm, final Tensor x, final Tensor delta, final Tensor scaleGradient,
        final Tensor shiftGradient, final Activation activation, final Tensor target, final int rows) {
        PLAIN.backward(norm, x, delta, scaleGradient, shiftGradient, activation, target, rows);
    }

    @Override
    public void rowBias(final Tensor x, final Tensor s, final Activation activation, final Tensor y, final int rows) {
        PLAIN.rowBias(x, s, activation, y, rows);
    }

    @Override
    public void rowBiasBack(final Tensor x, final Tensor delta, final Activation activation, final Tensor target,
        final Tensor rowGradient, final int rows) {
        PLAIN.rowBiasBack(x, delta, activation, target, rowGradient, rows);
    }
}
