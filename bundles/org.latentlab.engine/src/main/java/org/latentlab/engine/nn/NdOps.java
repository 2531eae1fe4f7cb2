package org.latentlab.engine.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** ND4J's named operations with preallocated outputs, and the elementwise ones put together from them. */
final class NdOps {

    private NdOps() {
    }

    /**
     * Runs an operation of ND4J's library.
     *
     * @param name its name
     * @param inputs its inputs
     * @param outputs where the results go
     * @param arguments its integer arguments
     */
    static void run(final String name, final INDArray[] inputs, final INDArray[] outputs, final int... arguments) {
        Nd4j.exec(DynamicCustomOp.builder(name).addInputs(inputs).addOutputs(outputs).addIntegerArguments(arguments)
            .build());
    }

    /** C ← op(A) op(B). */
    static void multiply(final INDArray a, final boolean transposeA, final INDArray b, final boolean transposeB,
        final INDArray c) {
        run("matmul", new INDArray[]{a, b}, new INDArray[]{c}, transposeA ? 1 : 0, transposeB ? 1 : 0, 0);
    }

    /** target ← the sums of the columns of m, a row. */
    static void columnSums(final INDArray m, final INDArray target) {
        try (INDArray sums = m.sum(0)) {
            target.assign(sums.reshape(target.shape()));
        }
    }

    /** @return ln(1 + exp(v)), as max(v, 0) + ln(1 + exp(−|v|)), which does not overflow */
    static INDArray softplus(final INDArray v) {
        final INDArray result = Transforms.abs(v, true);
        result.negi();
        Transforms.exp(result, false);
        result.addi(1);
        Transforms.log(result, false);
        try (INDArray positive = Transforms.max(v, 0.0, true)) {
            result.addi(positive);
        }
        return result;
    }

    /** v ← f(v). */
    static void activate(final Activation activation, final INDArray v) {
        switch (activation) {
            case LINEAR -> {
                // as it is
            }
            case SOFTPLUS -> {
                try (INDArray h = softplus(v)) {
                    v.assign(h);
                }
            }
            case RELU -> Transforms.max(v, 0.0, false);
            case LEAKY_RELU -> {
                try (INDArray small = v.mul(0.2)) {
                    Transforms.max(v, small, false);
                }
            }
            case TANH -> Transforms.tanh(v, false);
            case SIGMOID -> Transforms.sigmoid(v, false);
        }
    }

    /** d ← d ⊙ f'(·), given h = f(·). */
    static void derivative(final Activation activation, final INDArray d, final INDArray h) {
        if (activation == Activation.LINEAR) {
            return;
        }
        try (INDArray slope = slope(activation, h)) {
            d.muli(slope);
        }
    }

    private static INDArray slope(final Activation activation, final INDArray h) {
        return switch (activation) {
            case LINEAR -> throw new IllegalArgumentException("A linear layer needs no slope.");
            case SOFTPLUS -> {
                final INDArray e = h.neg();
                Transforms.exp(e, false);
                yield e.rsubi(1);
            }
            case RELU -> Transforms.sign(h, true);
            case LEAKY_RELU -> Transforms.sign(h, true).muli(0.4).addi(0.6);
            case TANH -> h.mul(h).rsubi(1);
            case SIGMOID -> h.mul(h).rsubi(h);
        };
    }
}
