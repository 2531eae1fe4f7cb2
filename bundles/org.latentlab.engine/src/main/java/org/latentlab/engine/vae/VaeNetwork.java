package org.latentlab.engine.vae;

import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.DenseStack;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.Tensor;
import org.latentlab.engine.train.ImageBatch;

/**
 * The forward and the backward pass of a VAE on one batch, on preallocated memory. The steps are to be called in the
 * order in which they are declared; each takes the number of rows that count.
 */
final class VaeNetwork {

    private final Kernels m_kernels;

    private final VaeConfig m_config;

    private final Parameters m_parameters;

    private final DenseStack m_encoder;

    private final DenseStack m_decoder;

    private final ImageBatch m_images;

    private final int m_batch;

    private final Tensor m_input;

    private final Tensor m_noise;

    private final Tensor m_code;

    private final Tensor m_codeGradient;

    private Tensor m_posterior;

    private Tensor m_output;

    /**
     * @param kernels the arithmetic
     * @param inputs number of values of an image
     * @param config the architecture
     * @param batch the most rows to come at once
     */
    VaeNetwork(final Kernels kernels, final int inputs, final VaeConfig config, final int batch) {
        m_kernels = kernels;
        m_config = config;
        m_batch = batch;
        m_parameters = new Parameters(kernels);
        final Architecture.Mlp mlp = (Architecture.Mlp)config.architecture();
        m_encoder = new DenseStack(kernels, m_parameters, "encoder", inputs, mlp.encoderWidths(),
            mlp.activation(), 2 * config.latentSize(), batch);
        m_decoder = new DenseStack(kernels, m_parameters, "decoder", config.latentSize(), mlp.decoderWidths(),
            mlp.activation(), inputs, batch);
        m_images = new ImageBatch(inputs, batch, false);
        m_input = kernels.allocate(batch, inputs);
        m_noise = kernels.allocate(batch, config.latentSize());
        m_code = kernels.allocate(batch, config.latentSize());
        m_codeGradient = kernels.allocate(batch, config.latentSize());
    }

    /** Draws the weights of an untrained network. */
    void initialise(final long seed) {
        final Rng rng = Rng.stream(seed, "weights");
        m_encoder.initialise(rng);
        m_decoder.initialise(rng);
    }

    Parameters parameters() {
        return m_parameters;
    }

    int batch() {
        return m_batch;
    }

    int latentSize() {
        return m_config.latentSize();
    }

    /** Takes images as the input and as the target of the loss. */
    void setInput(final Images images, final int[] rows, final int from, final int count) {
        m_images.load(images, rows, from, count, m_input);
    }

    /** @return the tensor of inputs, to be set directly */
    Tensor input() {
        return m_input;
    }

    /** @return the posterior (means, log-variances) of the input, n × 2d */
    Tensor encode(final int rows) {
        m_posterior = m_encoder.forward(m_input, rows);
        return m_posterior;
    }

    /** @return the tensor of noise ε, to be set before {@link #sample} */
    Tensor noise() {
        return m_noise;
    }

    /** Draws codes from the posterior; see {@link org.latentlab.engine.nn.LossKernels#sample}. */
    void sample(final double[] klPerDimension, final double[] klPerRow, final int rows) {
        m_kernels.losses().sample(m_posterior, m_noise, m_code, klPerDimension, klPerRow, rows);
    }

    /** @return the tensor of codes z, to be set directly where nothing is encoded */
    Tensor code() {
        return m_code;
    }

    /** @return the decoder's output: logits of a Bernoulli likelihood, means of a Gaussian one */
    Tensor decode(final int rows) {
        m_output = m_decoder.forward(m_code, rows);
        return m_output;
    }

    /** Writes the negative log-likelihood of the input given the code, in nats per row. */
    void reconstructionLoss(final double[] perRow, final int rows) {
        loss(perRow, null, rows);
    }

    private void loss(final double[] perRow, final Tensor gradient, final int rows) {
        final double scale = 1.0 / rows;
        final Likelihood likelihood = m_config.likelihood();
        if (likelihood instanceof Likelihood.Gaussian gaussian) {
            m_kernels.losses().gaussian(m_output, m_input, gaussian.standardDeviation(), scale, gradient, perRow, rows);
        } else {
            m_kernels.losses().bernoulli(m_output, m_input, scale, gradient, perRow, rows);
        }
    }

    /**
     * Forward and backward pass: the gradients of the mean −ELBO of the input, with the noise as it is set.
     *
     * @param reconstruction receives the negative log-likelihood of each row
     * @param klPerDimension the KL of each dimension, summed over the rows, is added to it
     * @param rows how many rows count
     */
    void gradients(final double[] reconstruction, final double[] klPerDimension, final int rows) {
        encode(rows);
        sample(klPerDimension, null, rows);
        decode(rows);
        loss(reconstruction, m_decoder.outputGradient(), rows);
        m_decoder.backward(m_codeGradient, rows);
        final double[] scale = new double[latentSize()];
        java.util.Arrays.fill(scale, 1.0 / rows);
        m_kernels.losses().sampleBack(m_posterior, m_noise, m_codeGradient, scale, m_encoder.outputGradient(), rows);
        m_encoder.backward(null, rows);
    }
}
