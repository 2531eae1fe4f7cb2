package org.latentlab.engine.nn;

/**
 * Batch normalisation and values added per row and channel, on images stored H×W×C or vectors (of one position), one
 * example a row.
 */
public interface NormalisationKernels {

    /** What is added to a variance before its root is taken. */
    double EPSILON = 1e-5;

    /** How much a new batch counts in the running statistics. */
    double MOMENTUM = 0.1;

    /**
     * y ← f(γ (x − μ)/√(σ² + ε) + β) with mean and variance (over n) of each channel over the rows and positions of the
     * batch (Ioffe and Szegedy 2015, algorithm 1). Keeps both for {@link #backward}, and moves the running statistics
     * towards them: s ← 0.9 s + 0.1 s', where s' is μ or the unbiased variance, σ² n/(n − 1), as in PyTorch. A single
     * value (n = 1) has variance 0.
     *
     * @param norm scale, shift and statistics; all but scale and shift are changed
     * @param x n × (positions · channels)
     * @param activation f
     * @param y sized as x; not x
     * @param rows how many rows count
     */
    void train(BatchNorm norm, Tensor x, Activation activation, Tensor y, int rows);

    /**
     * y ← f(γ (x − μ)/√(σ² + ε) + β) with the running mean and variance.
     *
     * @param norm scale, shift and running statistics; nothing is changed
     * @param x n × (positions · channels)
     * @param activation f
     * @param y sized as x; not x
     * @param rows how many rows count
     */
    void evaluate(BatchNorm norm, Tensor x, Activation activation, Tensor y, int rows);

    /**
     * Gradients of {@link #train}, given δ = ∂L/∂(γ x̂ + β): through the batch's mean and variance, too.
     *
     * @param norm with the statistics of that batch
     * @param x as it went in
     * @param delta δ, sized as x
     * @param scaleGradient receives ∂L/∂γ, 1 × C
     * @param shiftGradient receives ∂L/∂β, 1 × C
     * @param activation the activation g that made x = g(·); not used where there is no target
     * @param target receives the gradient with regard to the argument of g, sized as x, not delta; or null
     * @param rows how many rows count
     */
    void backward(BatchNorm norm, Tensor x, Tensor delta, Tensor scaleGradient, Tensor shiftGradient,
        Activation activation, Tensor target, int rows);

    /**
     * y ← f(x + s), where row i of s is added at every position of row i of x.
     *
     * @param x n × (positions · channels)
     * @param s n × channels
     * @param activation f
     * @param y sized as x; may be x
     * @param rows how many rows count
     */
    void rowBias(Tensor x, Tensor s, Activation activation, Tensor y, int rows);

    /**
     * Gradients of {@link #rowBias}, given δ = ∂L/∂(x + s).
     *
     * @param x as it went in, x = g(·); not read where g is linear
     * @param delta δ, sized as x
     * @param activation g
     * @param target receives the gradient with regard to the argument of g, δ ⊙ g'(x), sized as x; may be delta; or
     *            null
     * @param rowGradient receives ∂L/∂s, n × channels: for each row and channel the sum of δ over the positions
     * @param rows how many rows count
     */
    void rowBiasBack(Tensor x, Tensor delta, Activation activation, Tensor target, Tensor rowGradient, int rows);
}
