package org.latentlab.engine.nn;

/**
 * Losses with their gradients. Each writes its value in nats per row, and, where a tensor is given for it, the gradient
 * of the scaled sum over the rows.
 */
public interface LossKernels {

    /**
     * Negative log-likelihood of values in [0, 1] under independent Bernoulli variables given by their logits:
     * Σ ln(1 + exp(v)) − v x, with the gradient scale · (σ(v) − x).
     *
     * @param logits v, n × d
     * @param targets x, n × d
     * @param scale factor of the gradient
     * @param gradient n × d, or null; may be the same as the logits
     * @param perRow receives the value of each row
     * @param rows how many rows count
     */
    void bernoulli(Tensor logits, Tensor targets, double scale, Tensor gradient, double[] perRow, int rows);

    /**
     * Negative log-likelihood under independent normal variables of one fixed standard deviation s:
     * Σ (x − m)²/(2 s²) + ln s + ½ ln 2π, with the gradient scale · (m − x)/s².
     *
     * @param means m, n × d
     * @param targets x, n × d
     * @param standardDeviation s, above 0
     * @param scale factor of the gradient
     * @param gradient n × d, or null; may be the same as the means
     * @param perRow receives the value of each row
     * @param rows how many rows count
     */
    void gaussian(Tensor means, Tensor targets, double standardDeviation, double scale, Tensor gradient,
        double[] perRow, int rows);

    /**
     * Negative log-probability of the right class under a softmax, with the gradient scale · (p − onehot).
     *
     * @param logits n × k
     * @param labels the right class of each row, 0…k-1
     * @param scale factor of the gradient
     * @param gradient n × k, or null; may be the same as the logits
     * @param perRow receives the value of each row
     * @param rows how many rows count
     */
    void softmaxCrossEntropy(Tensor logits, int[] labels, double scale, Tensor gradient, double[] perRow, int rows);

    /**
     * Draws from a normal posterior by the reparameterisation z = μ + exp(λ/2) ε (Kingma and Welling 2014), and adds
     * up its divergence from the standard normal prior: KL = ½ (μ² + exp(λ) − λ − 1) in each dimension.
     *
     * @param posterior (μ, λ), n × 2d: the means, then the log-variances
     * @param noise ε, n × d
     * @param z n × d
     * @param klPerDimension d values that the KL of each dimension, summed over the rows, is added to; or null
     * @param klPerRow receives the KL of each row; or null
     * @param rows how many rows count
     */
    void sample(Tensor posterior, Tensor noise, Tensor z, double[] klPerDimension, double[] klPerRow, int rows);

    /**
     * The gradient of scale · Σ KL + L(z) with regard to the posterior: ∂μ = ∂L/∂z + scale · μ and
     * ∂λ = ½ exp(λ/2) ε ∂L/∂z + ½ scale (exp(λ) − 1).
     *
     * @param posterior (μ, λ), n × 2d
     * @param noise ε, n × d
     * @param zGradient ∂L/∂z, n × d
     * @param scale factor of the KL
     * @param gradient (∂μ, ∂λ), n × 2d
     * @param rows how many rows count
     */
    void sampleBack(Tensor posterior, Tensor noise, Tensor zGradient, double scale, Tensor gradient, int rows);
}
