package org.latentlab.engine.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Batch normalisation and row biases as plain ND4J operations. */
final class NdNormalisation implements NormalisationKernels {

    static final NormalisationKernels INSTANCE = new NdNormalisation();

    private NdNormalisation() {
    }

    /** @return a row for each position of each example, shared */
    private static INDArray pixels(final Tensor x, final int rows, final int channels) {
        return x.firstRows(rows).reshape('c', (long)rows * x.columns() / channels, channels);
    }

    private static INDArray positions(final Tensor x, final int rows, final int channels) {
        return x.firstRows(rows).reshape('c', rows, x.columns() / channels, channels);
    }

    @Override
    public void train(final BatchNorm norm, final Tensor x, final Activation activation, final Tensor y,
        final int rows) {
        final INDArray in = pixels(x, rows, norm.channels());
        final INDArray out = pixels(y, rows, norm.channels());
        final long n = in.rows();
        final INDArray mean = norm.mean().array();
        NdOps.columnSums(in, mean);
        mean.divi(n);
        out.assign(in);
        out.subiRowVector(mean);
        try (INDArray squares = out.mul(out); INDArray variance = norm.mean().array().like()) {
            NdOps.columnSums(squares, variance);
            variance.divi(n);
            inverseDeviation(variance, norm.inverseDeviation().array());
            move(norm.runningMean().array(), mean, 1);
            move(norm.runningVariance().array(), variance, n > 1 ? n / (n - 1.0) : 1);
        }
        scaleAndShift(norm, out, norm.inverseDeviation().array());
        NdOps.activate(activation, out);
    }

    private static void inverseDeviation(final INDArray variance, final INDArray target) {
        target.assign(variance);
        target.addi(EPSILON);
        Transforms.sqrt(target, false);
        target.rdivi(1);
    }

    private static void move(final INDArray running, final INDArray present, final double factor) {
        running.muli(1 - MOMENTUM);
        try (INDArray part = present.mul(MOMENTUM * factor)) {
            running.addi(part);
        }
    }

    private static void scaleAndShift(final BatchNorm norm, final INDArray centred, final INDArray inverse) {
        try (INDArray factor = norm.scale().array().mul(inverse)) {
            centred.muliRowVector(factor);
        }
        centred.addiRowVector(norm.shift().array());
    }

    @Override
    public void evaluate(final BatchNorm norm, final Tensor x, final Activation activation, final Tensor y,
        final int rows) {
        final INDArray out = pixels(y, rows, norm.channels());
        out.assign(pixels(x, rows, norm.channels()));
        out.subiRowVector(norm.runningMean().array());
        try (INDArray inverse = norm.runningVariance().array().like()) {
            inverseDeviation(norm.runningVariance().array(), inverse);
            scaleAndShift(norm, out, inverse);
        }
        NdOps.activate(activation, out);
    }

    @Override
    public void backward(final BatchNorm norm, final Tensor x, final Tensor delta, final Tensor scaleGradient,
        final Tensor shiftGradient, final Activation activation, final Tensor target, final int rows) {
        final INDArray d = pixels(delta, rows, norm.channels());
        NdOps.columnSums(d, shiftGradient.array());
        try (INDArray normalised = pixels(x, rows, norm.channels()).subRowVector(norm.mean().array())) {
            normalised.muliRowVector(norm.inverseDeviation().array());
            try (INDArray products = normalised.mul(d)) {
                NdOps.columnSums(products, scaleGradient.array());
            }
            if (target == null) {
                return;
            }
            // γ/σ (δ − mean of δ − x̂ · mean of δ x̂)
            final INDArray result = pixels(target, rows, norm.channels());
            try (INDArray meanDelta = shiftGradient.array().div(d.rows());
                    INDArray meanProduct = scaleGradient.array().div(d.rows());
                    INDArray factor = norm.scale().array().mul(norm.inverseDeviation().array())) {
                normalised.muliRowVector(meanProduct);
                d.sub(normalised, result);
                result.subiRowVector(meanDelta);
                result.muliRowVector(factor);
            }
        }
        NdOps.derivative(activation, target.firstRows(rows), x.firstRows(rows));
    }

    @Override
    public void rowBias(final Tensor x, final Tensor s, final Activation activation, final Tensor y, final int rows) {
        final int channels = s.columns();
        NdOps.run("add", new INDArray[]{positions(x, rows, channels), positions(s, rows, channels)},
            new INDArray[]{positions(y, rows, channels)});
        NdOps.activate(activation, y.firstRows(rows));
    }

    @Override
    public void rowBiasBack(final Tensor x, final Tensor delta, final Activation activation, final Tensor target,
        final Tensor rowGradient, final int rows) {
        try (INDArray sums = positions(delta, rows, rowGradient.columns()).sum(1)) {
            rowGradient.firstRows(rows).assign(sums);
        }
        if (target != null) {
            if (target != delta) {
                target.firstRows(rows).assign(delta.firstRows(rows));
            }
            NdOps.derivative(activation, target.firstRows(rows), x == null ? null : x.firstRows(rows));
        }
    }
}
