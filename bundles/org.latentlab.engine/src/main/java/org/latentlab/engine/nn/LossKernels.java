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
     * Negative log-likelihood under independent normal variables with one standard deviation s per channel, as
     * {@link #gaussian}; its gradients are scale · (m − x)/s² and, with regard to ln s, scale · Σ 1 − (x − m)²/s² over
     * the columns of the channel and the rows.
     *
     * @param means m, n × d
     * @param targets x, n × d
     * @param scales ln s; takes their gradients where a gradient is asked for
     * @param scale factor of the gradients
     * @param gradient n × d, or null; may be the same as the means
     * @param perRow receives the value of each row
     * @param rows how many rows count
     */
    void learnedGaussian(Tensor means, Tensor targets, ChannelScales scales, double scale, Tensor gradient,
        double[] perRow, int rows);

    /**
     * Σ (x − m)², with the gradient scale · 2 (m − x). Not in nats.
     *
     * @param outputs m, n × d
     * @param targets x, n × d
     * @param scale factor of the gradient
     * @param gradient n × d, or null; may be the same as the outputs
     * @param perRow receives the value of each row
     * @param rows how many rows count
     */
    void squaredError(Tensor outputs, Tensor targets, double scale, Tensor gradient, double[] perRow, int rows);

    /**
     * Negative log-probability of pixel values k/255 under a logistic distribution with mean m and one scale s per
     * channel, of which value k takes the part from (k − ½)/255 to (k + ½)/255, the values 0 and 255 all below and
     * above (Salimans et al. 2017, "PixelCNN++", equation 2). With a and b the upper and the lower bound, less m, over
     * s and σ(a) − σ(b) = σ(a) σ(−b) (1 − exp(b − a)), it is ln(1 + exp(−a)) + ln(1 + exp(b)) − ln(1 − exp(b − a)),
     * without the terms of the bound that an outermost value has not: never a difference of two close numbers.
     *
     * @param means m, n × d
     * @param targets the pixels in [0, 1], n × d; each counts as the nearest k/255
     * @param scales ln s; takes their gradients where a gradient is asked for
     * @param scale factor of the gradients
     * @param gradient n × d, or null; may be the same as the means
     * @param perRow receives the value of each row
     * @param rows how many rows count
     */
    void discretisedLogistic(Tensor means, Tensor targets, ChannelScales scales, double scale, Tensor gradient,
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
     * The gradient of Σ_j scale_j · KL_j + L(z) with regard to the posterior: ∂μ = ∂L/∂z + scale · μ and
     * ∂λ = ½ exp(λ/2) ε ∂L/∂z + ½ scale (exp(λ) − 1).
     *
     * @param posterior (μ, λ), n × 2d
     * @param noise ε, n × d
     * @param zGradient ∂L/∂z, n × d
     * @param scale factor of the KL of each dimension, d values
     * @param gradient (∂μ, ∂λ), n × 2d
     * @param rows how many rows count
     */
    void sampleBack(Tensor posterior, Tensor noise, Tensor zGradient, double[] scale, Tensor gradient, int rows);
}
