package org.latentlab.engine.nn;

/** The arithmetic of a fully connected layer h = f(x W + b). */
public interface DenseKernels {

    /**
     * h ← f(x W + b).
     *
     * @param x n × in
     * @param weights W, in × out
     * @param bias b, 1 × out
     * @param activation f
     * @param h n × out
     * @param rows how many rows of x count
     */
    void forward(Tensor x, Tensor weights, Tensor bias, Activation activation, Tensor h, int rows);

    /**
     * ∂L/∂W ← xᵀ δ and ∂L/∂b ← Σ δ, where δ = ∂L/∂(x W + b).
     *
     * @param x n × in, as it went in
     * @param delta δ, n × out
     * @param weightGradient in × out
     * @param biasGradient 1 × out
     * @param rows how many rows count
     */
    void gradients(Tensor x, Tensor delta, Tensor weightGradient, Tensor biasGradient, int rows);

    /**
     * δ' ← (δ Wᵀ) ⊙ g'(x): the gradient with regard to the weighted sum of the layer before, which made x = g(·).
     *
     * @param delta δ, n × out
     * @param weights W, in × out
     * @param activation g
     * @param x n × in, the value of g; not read where g is linear
     * @param target δ', n × in
     * @param rows how many rows count
     */
    void back(Tensor delta, Tensor weights, Activation activation, Tensor x, Tensor target, int rows);

    /**
     * t ← (u W) ⊙ f'(h): how h = f(x W + b) changes where x changes by u.
     *
     * @param u n × in
     * @param weights W, in × out
     * @param activation f
     * @param h n × out, the value of f; not read where f is linear
     * @param t n × out
     * @param rows how many rows count
     */
    void tangent(Tensor u, Tensor weights, Activation activation, Tensor h, Tensor t, int rows);
}
