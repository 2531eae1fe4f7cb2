package org.latentlab.engine.vae;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.generate.DecoderPasses;
import org.latentlab.engine.generate.DifferentiableDecoder;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentDiagnostics;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.FoldedNetwork;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.LayerSummary;
import org.latentlab.engine.nn.NetworkSpec;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Provenance;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.train.TrainingHistory;

/**
 * A trained variational autoencoder (Kingma and Welling 2014) or one of its family; see {@link VaeConfig}. It holds its
 * weights on the Java heap; memory of the backend is taken for the time of a call, so there is nothing to close and
 * calls may come from several threads. Immutable.
 */
public final class Vae implements DifferentiableDecoder {

    private final ImageShape m_shape;

    private final VaeConfig m_config;

    private final TrainingConfig m_training;

    private final TrainingHistory m_history;

    private final LatentDiagnostics m_diagnostics;

    private final Provenance m_provenance;

    private final List<String> m_notices;

    private final List<Tensor> m_weights;

    private final ModelInput m_input;

    Vae(final ImageShape shape, final VaeConfig config, final TrainingConfig training, final TrainingHistory history,
        final LatentDiagnostics diagnostics, final Provenance provenance, final List<String> notices,
        final List<Tensor> weights) {
        this(shape, config, training, history, diagnostics, provenance, notices, weights, ModelInput.AS_IT_IS);
    }

    private Vae(final ImageShape shape, final VaeConfig config, final TrainingConfig training,
        final TrainingHistory history, final LatentDiagnostics diagnostics, final Provenance provenance,
        final List<String> notices, final List<Tensor> weights, final ModelInput input) {
        m_shape = shape;
        m_config = config;
        m_training = training;
        m_history = history;
        m_diagnostics = diagnostics;
        m_provenance = provenance;
        m_notices = List.copyOf(notices);
        m_weights = List.copyOf(weights);
        m_input = input;
    }

    /**
     * @param input what became of the images or vectors before the training
     * @return this model, which remembers it
     */
    public Vae withInput(final ModelInput input) {
        return new Vae(m_shape, m_config, m_training, m_history, m_diagnostics, m_provenance, m_notices, m_weights,
            input);
    }

    /**
     * @return what became of the images or vectors before the training. {@link #encode} and the others take what it
     *         made of them, {@link #decode} gives what it restores from
     */
    @Override
    public ModelInput input() {
        return m_input;
    }

    /** @return the shape of the images it was trained on */
    @Override
    public ImageShape shape() {
        return m_shape;
    }

    /** @return what was trained */
    public VaeConfig config() {
        return m_config;
    }

    /** @return how it was trained */
    public TrainingConfig trainingConfig() {
        return m_training;
    }

    /** @return how the training went */
    public TrainingHistory history() {
        return m_history;
    }

    /**
     * @return the state of the latent space with these weights, on at most 5,000 of the training images; null for a
     *         model from before this was measured
     */
    public LatentDiagnostics diagnostics() {
        return m_diagnostics;
    }

    /** @return every layer with its output shape and number of parameters */
    @Override
    public List<LayerSummary> layers() {
        return m_config.summary(m_shape);
    }

    /** @return where it comes from */
    @Override
    public Provenance provenance() {
        return m_provenance;
    }

    /** @return what the analyst should know about the training, e.g. that the batch was cut; may be empty */
    @Override
    public List<String> notices() {
        return m_notices;
    }

    /** @return the number of latent dimensions */
    @Override
    public int latentSize() {
        return m_config.latentSize();
    }

    @Override
    public String kind() {
        return VaeWords.kind(m_config);
    }

    @Override
    public LatentPrior prior() {
        return new LatentPrior.Normal(latentSize());
    }

    /** @return the weights, as they are stored; not to be written to */
    List<Tensor> weights() {
        return m_weights;
    }

    /** @return the epoch whose weights these are */
    private EpochRecord epoch() {
        return m_training.keepBestEpoch() ? m_history.best() : m_history.last();
    }

    /**
     * −ELBO per image in nats at the epoch of these weights. Where the ELBO is what was trained by: of the validation
     * images, if there are any. Else of the training images, averaged over the epoch.
     *
     * @return −ELBO
     * @throws EngineException if the model has none; see {@link VaeConfig#hasElbo()}
     */
    public double negativeElbo() {
        checkElbo();
        final EpochRecord epoch = epoch();
        return VaeWords.isTrainedByElbo(m_config) && !Double.isNaN(epoch.validationLoss()) ? epoch.validationLoss()
            : epoch.negativeElbo();
    }

    /**
     * @return for instance "VAE 784-500-500-2, 60,000 images, 40 epochs, −ELBO 149.8, CPU oneDNN AVX2" or "Autoencoder
     *         28×28-conv32-conv64-2, 60,000 images, 1 epoch, reconstruction 140.2, CPU oneDNN AVX2"
     */
    @Override
    public String summary() {
        final int epochs = m_history.epochs().size();
        return String.format(Locale.ROOT, "%s %s, %,d images, %,d %s, %s, %s", VaeWords.kind(m_config),
            m_config.layers(m_shape), m_provenance.images(), epochs, epochs == 1 ? "epoch" : "epochs",
            m_config.hasElbo() && !(m_config.divergence() instanceof Divergence.Mmd)
                ? String.format(Locale.ROOT, "−ELBO %.1f", negativeElbo()) : VaeWords.losses(epoch()),
            m_provenance.backend().name());
    }

    /**
     * Encodes images.
     *
     * @param images images of the shape trained on
     * @param progress told after every batch
     * @return the posterior of each; of an autoencoder the codes as means, with log-variances of −∞
     * @throws EngineException if the images have another shape
     */
    public Posterior encode(final Images images, final Progress progress) {
        check(images);
        return infer(images.size(), network -> network.encode(images, progress));
    }

    /**
     * Decodes points of the latent space to the mean of their images.
     *
     * @param z n × latentSize values, point after point
     * @param progress told after every batch
     * @return n images of floats in [0, 1]; means beyond that are clipped, but for vectors, whose values have no range
     *         unless the likelihood is of pixels (Bernoulli, discretised logistic)
     * @throws EngineException if a value is not finite
     */
    public Images decode(final float[] z, final Progress progress) {
        checkPoints(z, latentSize());
        return images(m_shape, m_config, infer(z.length / latentSize(),
            network -> network.decode(z, m_shape, progress)));
    }

    /** @throws EngineException also if classes are given: a VAE takes none */
    @Override
    public Images decode(final float[] z, final int[] classes, final Progress progress) {
        if (classes != null) {
            throw new EngineException("A VAE's decoder takes no classes. Leave them out.");
        }
        return decode(z, progress);
    }

    @Override
    public DecoderPasses passes(final Kernels kernels, final int batch) {
        final NetworkSpec decoder = m_config.decoder(m_shape);
        final int first = m_config.encoder(m_shape).parameterShapes("encoder").size();
        final FoldedNetwork folded = FoldedNetwork.of(decoder, "decoder",
            m_weights.subList(first, first + decoder.parameterShapes("decoder").size()));
        final DecoderPasses.Pixels pixels = m_config.likelihood().hasLogits() ? DecoderPasses.Pixels.LOGISTIC
            : isClipped(m_shape, m_config) ? DecoderPasses.Pixels.CLIPPED : DecoderPasses.Pixels.PLAIN;
        return new DecoderPasses(kernels, m_shape, folded, "decoder", m_config.architecture().channelsLast(), pixels,
            batch);
    }

    /** Refuses codes that are no whole points, or not finite. */
    static void checkPoints(final float[] z, final int d) {
        if (z.length % d != 0) {
            throw new IllegalArgumentException(z.length + " values are not whole points of " + d + " dimensions.");
        }
        for (int i = 0; i < z.length; i++) {
            if (!Float.isFinite(z[i])) {
                throw new EngineException("Latent point " + (i / d + 1) + " has the value " + z[i] + " in dimension "
                    + (i % d + 1) + ". Remove points with missing or infinite coordinates before decoding.");
            }
        }
    }

    /** @return whether what is decoded is in [0, 1] */
    private static boolean isClipped(final ImageShape shape, final VaeConfig config) {
        return !shape.isVector() || config.likelihood().isBounded();
    }

    /** Turns the decoder's output into images, in place. */
    static Images images(final ImageShape shape, final VaeConfig config, final float[] output) {
        final boolean logits = config.likelihood().hasLogits();
        Parallel.forRange(isClipped(shape, config) ? output.length : 0, (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                output[i] = logits ? (float)(1 / (1 + Math.exp(-output[i]))) : Math.min(1f, Math.max(0f, output[i]));
            }
        });
        return Images.ofFloats(shape, output);
    }

    /**
     * Encodes images and decodes the means of their posteriors.
     *
     * @param images images of the shape trained on
     * @param progress told after every batch
     * @return the reconstructions, as {@link #decode} gives them
     * @throws EngineException if the images have another shape
     */
    public Images reconstruct(final Images images, final Progress progress) {
        return decode(encode(images, progress.part(0, 0.5)).mean(), progress.part(0.5, 1));
    }

    /**
     * How badly each image is reconstructed.
     *
     * @param images images of the shape trained on
     * @param progress told after every batch
     * @return the negative log-likelihood of each image given the mean of its posterior, in nats; the sum of the
     *         squared errors of its values where the model was trained by that
     * @throws EngineException if the images have another shape
     */
    public double[] reconstructionError(final Images images, final Progress progress) {
        check(images);
        return infer(images.size(), network -> network.reconstructionError(images, progress));
    }

    /**
     * The negative evidence lower bound (Kingma and Welling 2014, equation 3), an upper bound on the negative
     * log-likelihood.
     *
     * @param images images of the shape trained on
     * @param samples number of samples of the posterior to average over, at least 1
     * @param seed the seed of the samples
     * @param progress told after every batch
     * @return −ELBO of each image in nats, whatever the weight β in training
     * @throws EngineException if the images have another shape, or the model has no ELBO: its codes are deterministic,
     *             or it has no likelihood
     */
    public double[] negativeElbo(final Images images, final int samples, final long seed, final Progress progress) {
        checkElbo();
        check(images);
        checkSamples(samples);
        return infer(images.size(), network -> network.negativeElbo(images, null, samples,
            Rng.stream(seed, "ELBO noise"), progress));
    }

    /**
     * The importance-weighted estimate of the log-likelihood (Burda, Grosse and Salakhutdinov 2016, "Importance
     * Weighted Autoencoders", equation 8). With k = 1 its expectation is the ELBO; it grows with k towards the
     * log-likelihood.
     *
     * @param images images of the shape trained on
     * @param k number of samples of the posterior, at least 1
     * @param seed the seed of the samples
     * @param progress told after every batch
     * @return the estimate for each image in nats
     * @throws EngineException if the images have another shape, or the model has no ELBO: its codes are deterministic,
     *             or it has no likelihood
     */
    public double[] logLikelihood(final Images images, final int k, final long seed, final Progress progress) {
        checkElbo();
        check(images);
        checkSamples(k);
        return infer(Integer.MAX_VALUE, network -> network.logLikelihood(images, k,
            Rng.stream(seed, "likelihood noise"), progress));
    }

    private void checkElbo() {
        if (!m_config.hasElbo()) {
            throw new EngineException(m_config.posterior() == PosteriorKind.DETERMINISTIC
                ? "An autoencoder has no ELBO and no likelihood: its codes are not drawn. Use the reconstruction "
                    + "error, or train a VAE."
                : "A VAE trained by the squared error has no ELBO and no likelihood. Use the reconstruction error, or "
                    + "train with a Gaussian likelihood.");
        }
    }

    private static void checkSamples(final int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("The number of samples is at least 1, not " + samples + ".");
        }
    }

    private void check(final Images images) {
        checkImages(images, m_shape, m_config);
    }

    /** Refuses images of another shape, or with pixels that the likelihood cannot take. */
    static void checkImages(final Images images, final ImageShape shape, final VaeConfig config) {
        if (!images.shape().equals(shape) && images.shape().isVector() && shape.isVector()) {
            throw new EngineException(String.format(Locale.ROOT, "The vectors have %,d values, but the VAE was trained "
                + "on vectors of %,d. Choose the same columns.", images.shape().values(), shape.values()));
        }
        if (!images.shape().equals(shape)) {
            throw new EngineException("The images are " + images.shape() + ", but the VAE was trained on " + shape
                + ". Choose another column or resize the images first.");
        }
        checkPixels(images, config.likelihood());
    }

    /** Refuses pixels that are not finite, or outside [0, 1] where the likelihood needs them within. */
    static void checkPixels(final Images images, final Likelihood likelihood) {
        if (images.areBytes()) {
            return;
        }
        final boolean bounded = likelihood.isBounded();
        final int values = images.shape().values();
        for (int i = 0; i < images.size(); i++) {
            for (int j = 0; j < values; j++) {
                final float v = images.value(i, j);
                if (!Float.isFinite(v) || bounded && !(v >= 0 && v <= 1)) {
                    final String where = images.shape().isVector() ? "Vector " + (i + 1) + " has the value " + v
                        + " in place " + (j + 1) : "Image " + (i + 1) + " has a pixel of value " + v;
                    throw new EngineException(where + ", but "
                        + (bounded ? "the likelihood chosen needs values from 0 to 1. " : "values have to be finite. ")
                        + (images.shape().isVector() ? "Leave it out" + (bounded ? ", or train with a Gaussian "
                            + "likelihood." : ".") : "Scale the images, or leave out this one."));
                }
            }
        }
    }

    private <T> T infer(final int rows, final Function<VaeInference, T> task) {
        try (Kernels kernels = Kernels.create()) {
            final VaeNetwork network = new VaeNetwork(kernels, m_shape, m_config,
                VaeMemory.batch(m_config, m_shape, rows), false);
            network.parameters().set(m_weights);
            return task.apply(new VaeInference(network, m_training.seed()));
        }
    }
}
