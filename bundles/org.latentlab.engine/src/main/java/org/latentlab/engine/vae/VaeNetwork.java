package org.latentlab.engine.vae;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.LayerStack;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.Tensor;
import org.latentlab.engine.train.ImageBatch;

/**
 * The forward and the backward pass of a VAE on one batch, on preallocated memory.
 * <p>
 * To train: {@link #setInput}, {@link #noise}, {@link #prior} and {@link #setClasses} as far as the configuration asks
 * for them, then {@link #gradients}. To apply: {@link #setInput} and {@link #encode}; {@link #code} and
 * {@link #decode}; {@link #reconstructionLoss} after both.
 */
final class VaeNetwork {

    private final Kernels m_kernels;

    private final VaeConfig m_config;

    private final boolean m_isGaussian;

    private final Parameters m_parameters;

    private final LayerStack m_encoder;

    private final LayerStack m_decoder;

    private final ReconstructionLoss m_reconstruction;

    private final LatentLoss m_latent;

    private final ImageBatch m_images;

    private final BinaryPixels m_binary;

    private final int m_batch;

    private final Tensor m_input;

    private final Tensor m_noise;

    private final Tensor m_code;

    private final Tensor m_codeGradient;

    private final double[] m_perRow;

    /** What the encoder gave: means and log-variances, or codes. */
    private Tensor m_encoded;

    /** What the decoder gave. */
    private Tensor m_output;

    /**
     * A network to train.
     *
     * @param kernels the arithmetic
     * @param image the shape of the images
     * @param config what is trained
     * @param batch the most rows to come at once
     */
    VaeNetwork(final Kernels kernels, final ImageShape image, final VaeConfig config, final int batch) {
        this(kernels, image, config, batch, true);
    }

    /**
     * @param kernels the arithmetic
     * @param image the shape of the images
     * @param config what is, or was trained
     * @param batch the most rows to come at once
     * @param forTraining whether {@link #gradients} will be wanted; without, no memory is reserved for them
     */
    VaeNetwork(final Kernels kernels, final ImageShape image, final VaeConfig config, final int batch,
        final boolean forTraining) {
        m_kernels = kernels;
        m_config = config;
        m_isGaussian = config.posterior() == PosteriorKind.GAUSSIAN;
        m_batch = batch;
        m_parameters = new Parameters(kernels, forTraining);
        m_encoder = new LayerStack(kernels, m_parameters, "encoder", config.encoder(image), batch);
        m_decoder = new LayerStack(kernels, m_parameters, "decoder", config.decoder(image), batch);
        m_reconstruction = new ReconstructionLoss(kernels, m_parameters, image, config);
        m_latent = new LatentLoss(config, batch);
        m_images = new ImageBatch(image.values(), batch, config.architecture().channelsLast());
        m_binary = BinaryPixels.of(config.likelihood());
        m_input = kernels.allocate(batch, image.values());
        m_code = kernels.allocate(batch, config.latentSize());
        m_noise = m_isGaussian ? kernels.allocate(batch, config.latentSize()) : null;
        m_codeGradient = m_isGaussian && forTraining ? kernels.allocate(batch, config.latentSize()) : null;
        m_perRow = new double[batch];
    }

    /** Draws the weights of an untrained network. */
    void initialise(final long seed) {
        final Rng rng = Rng.stream(seed, "weights");
        m_encoder.initialise(rng);
        m_decoder.initialise(rng);
        m_reconstruction.initialise();
    }

    Parameters parameters() {
        return m_parameters;
    }

    VaeConfig config() {
        return m_config;
    }

    int batch() {
        return m_batch;
    }

    int latentSize() {
        return m_config.latentSize();
    }

    /**
     * Takes images as the input and as the target of the loss.
     *
     * @param images the images
     * @param rows which of them; null = all, in order
     * @param from where in the rows to begin
     * @param count how many
     * @param draw where pixels that the likelihood wants drawn come from
     */
    void setInput(final Images images, final int[] rows, final int from, final int count, final PixelDraw draw) {
        if (m_binary == null) {
            m_images.load(images, rows, from, count, m_input);
        } else {
            m_images.load(m_binary.apply(images, rows, from, count, draw), null, 0, count, m_input);
        }
    }

    /** @return the tensor of inputs, to be set directly; H×W×C where the architecture has channels last */
    Tensor input() {
        return m_input;
    }

    /** @return the tensor of noise ε, batch × d, to be set before the loss; null where codes are deterministic */
    Tensor noise() {
        return m_noise;
    }

    /** @return batch × d draws of the prior, to be set before the loss; empty where the divergence is no MMD */
    double[] prior() {
        return m_latent.prior();
    }

    /** @param classes the class of each row, to be set where neighbours are penalised; negative where there is none */
    void setClasses(final int[] classes) {
        m_latent.setClasses(classes);
    }

    /** @return what the trained encoder says about the input: n × 2d means and log-variances, or n × d codes */
    Tensor encode(final int rows) {
        return encode(rows, false);
    }

    private Tensor encode(final int rows, final boolean training) {
        m_encoded = m_encoder.forward(m_input, rows, training);
        return m_encoded;
    }

    /** Draws {@link #code codes} from a Gaussian posterior; see {@link org.latentlab.engine.nn.LossKernels#sample}. */
    void sample(final double[] klPerDimension, final double[] klPerRow, final int rows) {
        m_kernels.losses().sample(m_encoded, m_noise, m_code, klPerDimension, klPerRow, rows);
    }

    /** @return the tensor of codes z, to be set before {@link #decode} */
    Tensor code() {
        return m_code;
    }

    /**
     * @return what the trained decoder says about the codes, n × values: logits of a Bernoulli likelihood, means of any
     *         other; H×W×C where the architecture has channels last
     */
    Tensor decode(final int rows) {
        return decode(m_code, rows, false);
    }

    private Tensor decode(final Tensor z, final int rows, final boolean training) {
        m_output = m_decoder.forward(z, rows, training);
        return m_output;
    }

    /** Writes the loss of the input given what was decoded last, row by row; see {@link ReconstructionLoss}. */
    void reconstructionLoss(final double[] perRow, final int rows) {
        m_reconstruction.compute(m_output, m_input, null, perRow, rows);
    }

    /** @return the codes that are decoded in training */
    private Tensor trainedCode() {
        return m_isGaussian ? m_code : m_encoded;
    }

    /** @return the KL of each dimension, summed over the rows; empty where codes are deterministic */
    private double[] forward(final int rows, final boolean training) {
        encode(rows, training);
        final double[] kl = new double[m_isGaussian ? latentSize() : 0];
        if (m_isGaussian) {
            sample(kl, null, rows);
        }
        decode(trainedCode(), rows, training);
        return kl;
    }

    /**
     * The loss of the batch without gradients.
     *
     * @param beta β, where the divergence is a KL
     * @param rows how many rows count
     * @param training whether batch normalisation takes the statistics of this batch rather than those it has gathered
     * @return the loss
     */
    BatchLoss loss(final double beta, final int rows, final boolean training) {
        final double[] kl = forward(rows, training);
        m_reconstruction.compute(m_output, m_input, null, m_perRow, rows);
        return loss(kl, m_latent.kl(kl, beta, rows), m_latent.penalties(trainedCode(), null, rows), rows);
    }

    /**
     * Forward and backward pass: the gradients of the mean loss of the input, with the noise as it is set.
     *
     * @param beta β, where the divergence is a KL
     * @param rows how many rows count
     * @return the loss
     */
    BatchLoss gradients(final double beta, final int rows) {
        final double[] kl = forward(rows, true);
        m_reconstruction.compute(m_output, m_input, m_decoder.outputGradient(), m_perRow, rows);
        // a code that is not drawn is the encoder's output itself
        final Tensor codeGradient = m_isGaussian ? m_codeGradient : m_encoder.outputGradient();
        m_decoder.backward(codeGradient, rows);
        final LatentLoss.Penalties penalties = m_latent.penalties(trainedCode(), codeGradient, rows);
        final double klLoss = m_latent.kl(kl, beta, rows);
        if (m_isGaussian) {
            m_kernels.losses().sampleBack(m_encoded, m_noise, m_codeGradient, m_latent.klFactors(),
                m_encoder.outputGradient(), rows);
        }
        m_encoder.backward(null, rows);
        return loss(kl, klLoss, penalties, rows);
    }

    private BatchLoss loss(final double[] kl, final double klLoss, final LatentLoss.Penalties penalties,
        final int rows) {
        double reconstruction = 0;
        for (int r = 0; r < rows; r++) {
            reconstruction += m_perRow[r];
        }
        return new BatchLoss(rows, reconstruction / rows + klLoss + penalties.loss(), reconstruction, kl,
            penalties.mmd(), penalties.neighbours());
    }
}
