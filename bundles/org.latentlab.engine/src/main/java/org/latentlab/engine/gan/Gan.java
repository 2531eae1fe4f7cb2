package org.latentlab.engine.gan;

import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.failure.FailureFinding;
import org.latentlab.engine.generate.DecoderPasses;
import org.latentlab.engine.generate.DifferentiableDecoder;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.nn.FoldedNetwork;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.LayerSummary;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Provenance;

/**
 * A trained generative adversarial network (Goodfellow et al. 2014): the generator as it was at one epoch, with those
 * of other epochs where they were kept, and ClusterGAN's encoder beside each. The critic is not kept. It holds its
 * weights on the Java heap; memory of the backend is taken for the time of a call, so there is nothing to close and
 * calls may come from several threads. Immutable.
 */
public final class Gan implements DifferentiableDecoder {

    private final ImageShape m_shape;

    private final GanConfig m_config;

    private final GanTrainingConfig m_training;

    private final GanHistory m_history;

    private final Provenance m_provenance;

    private final List<String> m_notices;

    /** By epoch, the last among them: weights to sample with, and the encoder's behind them. */
    private final NavigableMap<Integer, List<Tensor>> m_generators;

    private final int m_epoch;

    private final ModelInput m_input;

    /**
     * @param generators by epoch, at least that of the last one: the weights as {@link GanWeights#shapes} orders them
     */
    Gan(final ImageShape shape, final GanConfig config, final GanTrainingConfig training, final GanHistory history,
        final Provenance provenance, final List<String> notices,
        final NavigableMap<Integer, List<Tensor>> generators) {
        this(shape, config, training, history, provenance, notices, generators, generators.lastKey(),
            ModelInput.AS_IT_IS);
    }

    private Gan(final ImageShape shape, final GanConfig config, final GanTrainingConfig training,
        final GanHistory history, final Provenance provenance, final List<String> notices,
        final NavigableMap<Integer, List<Tensor>> generators, final int epoch, final ModelInput input) {
        m_shape = shape;
        m_config = config;
        m_training = training;
        m_history = history;
        m_provenance = provenance;
        m_notices = List.copyOf(notices);
        m_generators = new TreeMap<>(generators);
        m_epoch = epoch;
        m_input = input;
    }

    /**
     * @param input what became of the images or vectors before the training
     * @return this model, which remembers it
     */
    public Gan withInput(final ModelInput input) {
        return new Gan(m_shape, m_config, m_training, m_history, m_provenance, m_notices, m_generators, m_epoch,
            input);
    }

    /**
     * @param epoch one of {@link #keptEpochs()}
     * @return this model with the generator as it was after that epoch; all else stays, the other generators too
     * @throws EngineException if that generator was not kept; the message names those that were
     */
    public Gan atEpoch(final int epoch) {
        if (!m_generators.containsKey(epoch)) {
            final int last = m_history.last().epoch();
            throw new EngineException("The generator as it was after epoch " + epoch + " was not kept; "
                + (m_generators.size() == 1 ? "only that of the last epoch, " + last + ", was"
                    : "those of the epochs " + GanWords.listed(keptEpochs()) + " were")
                + ". Choose one of these, or train again and keep generators more often.");
        }
        return new Gan(m_shape, m_config, m_training, m_history, m_provenance, m_notices, m_generators, epoch,
            m_input);
    }

    /**
     * @return the critic's steps until the end of {@link #epoch()}: those of its schedule, unless a time limit ended
     *         that epoch early; then as many as its duration and speed say
     */
    public long criticSteps() {
        final GanSchedule schedule = GanSchedule.of(m_provenance.images(), m_training);
        final long before = schedule.stepsBefore(m_epoch);
        final GanEpochRecord last = m_history.epochs().get(m_epoch - 1);
        final long scheduled = before + schedule.stepsIn(m_epoch);
        final double measured = last.imagesPerSecond() * last.seconds() / schedule.batch();
        final long steps = Double.isFinite(measured) ? Math.min(scheduled, before + Math.round(measured)) : scheduled;
        final long atLeast = last.updates() * schedule.criticSteps();
        return Math.max(atLeast, Math.min(steps, atLeast + schedule.criticSteps() - 1));
    }

    /** @return the epochs whose generators can be chosen, ascending; the last epoch is one of them */
    public List<Integer> keptEpochs() {
        return List.copyOf(m_generators.keySet());
    }

    /** @return the epoch after which the generator was as it is here; the last, unless another was chosen */
    public int epoch() {
        return m_epoch;
    }

    /**
     * @return what became of the images or vectors before the training. {@link #encode} takes what it made of them,
     *         {@link #decode} gives what it restores from
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
    public GanConfig config() {
        return m_config;
    }

    /** @return how it was trained */
    public GanTrainingConfig trainingConfig() {
        return m_training;
    }

    /** @return how the training went, to its last epoch whichever is chosen */
    public GanHistory history() {
        return m_history;
    }

    /** @return the failures that were found in the training, in order of their onset; empty where there are none */
    public List<FailureFinding> findings() {
        return m_history.findings();
    }

    @Override
    public String kind() {
        return GanWords.kind(m_config);
    }

    @Override
    public LatentPrior prior() {
        return m_config.prior();
    }

    @Override
    public List<String> classNames() {
        return m_config.classNames();
    }

    /** @return every layer of generator and critic, and of ClusterGAN's encoder, with its number of parameters */
    @Override
    public List<LayerSummary> layers() {
        return new GanLayers(m_config, m_shape).summary();
    }

    @Override
    public Provenance provenance() {
        return m_provenance;
    }

    @Override
    public List<String> notices() {
        return m_notices;
    }

    /** @return by epoch, the weights as they are stored; not to be written to */
    NavigableMap<Integer, List<Tensor>> generators() {
        return m_generators;
    }

    /**
     * @return for instance "WGAN-GP DCGAN 100-conv128-conv64-28×28, 60,000 images, 10 epochs (4,680 updates), critic
     *         loss −2.1, CPU oneDNN AVX2" or "GAN 64-256-512-784, 60,000 images, epoch 70 of 170 (32,760 updates),
     *         D(real) 0.61, D(fake) 0.40, CPU oneDNN AVX2"
     */
    @Override
    public String summary() {
        return String.format(Locale.ROOT, "%s %s%s, %,d %s, %s, %s, %s", kind(),
            m_config.architecture() instanceof GanArchitecture.Dcgan ? "DCGAN " : "",
            m_config.architecture().layers(m_shape, latentSize()), m_provenance.images(),
            m_shape.isVector() ? "vectors" : "images", GanWords.length(m_history, m_epoch),
            GanWords.balance(m_config, m_history.epochs().get(m_epoch - 1)), m_provenance.backend().name());
    }

    /**
     * Generates images from points of the latent space.
     *
     * @param z n × latentSize values, point after point
     * @param classes for a class-conditional GAN the class of each, 0…classNames().size() − 1; else null
     * @param progress told after every batch
     * @return n images of floats in [0, 1]; vectors have no range
     * @throws EngineException if a value is not finite, or classes are missing, unknown, or given to a GAN that takes
     *             none
     */
    @Override
    public Images decode(final float[] z, final int[] classes, final Progress progress) {
        GanInput.check(m_config, z, classes);
        return infer(z.length / latentSize(), network -> network.generate(z, classes, progress));
    }

    /**
     * Finds latent vectors of images, of a class-conditional GAN with the class that fits best; see
     * {@link #encode(Images, int[], InversionConfig, Progress)}.
     *
     * @param images images of the shape trained on
     * @param inversion how to search; not read by a ClusterGAN
     * @param progress told after every batch or step
     * @return the latent vectors, in the order of the images
     * @throws EngineException if the images have another shape, or values that are none
     */
    public GanCodes encode(final Images images, final InversionConfig inversion, final Progress progress) {
        return encode(images, null, inversion, progress);
    }

    /**
     * Finds latent vectors that images are generated from, as nearly as possible: a ClusterGAN's by its encoder, those
     * of all others by a search that minimises the squared error of what is generated.
     *
     * @param images images of the shape trained on
     * @param classes for a class-conditional GAN the class of each image, 0…classNames().size() − 1, or null for that
     *            which fits best, which takes a search for each class; else null
     * @param inversion how to search; not read by a ClusterGAN
     * @param progress told after every batch or step
     * @return the latent vectors, in the order of the images; a ClusterGAN's clusters as probabilities
     * @throws EngineException if the images have another shape, or values that are none, or a class is unknown or given
     *             to a GAN that takes none
     */
    public GanCodes encode(final Images images, final int[] classes, final InversionConfig inversion,
        final Progress progress) {
        GanInput.checkImages(m_shape, images);
        if (classes != null) {
            GanInput.checkClasses(m_config, images.size(), classes, "Image");
        }
        if (m_config.cluster() != null) {
            return infer(images.size(), network -> {
                final float[] z = network.encode(images, progress.part(0, 0.5));
                return new GanCodes(latentSize(), z, null,
                    GanCodes.residuals(images, network.generate(z, null, progress.part(0.5, 1))));
            });
        }
        try (Kernels kernels = Kernels.create()) {
            return new GanInversion(kernels, m_shape, m_config, generatorWeights(),
                GanMemory.inversionBatch(m_config, m_shape, images.size())).invert(images, classes, inversion,
                    progress);
        }
    }

    private List<Tensor> generatorWeights() {
        return m_generators.get(m_epoch).subList(0, new GanLayers(m_config, m_shape).generatorShapes().size());
    }

    @Override
    public DecoderPasses passes(final Kernels kernels, final int batch) {
        if (!classNames().isEmpty()) {
            throw new EngineException("The " + kind() + " generates images of classes that it is told. Choose a model "
                + "that was trained without classes.");
        }
        return new DecoderPasses(kernels, m_shape,
            FoldedNetwork.of(new GanLayers(m_config, m_shape).generator(), GanLayers.GENERATOR, generatorWeights()),
            GanLayers.GENERATOR, m_config.architecture().channelsLast(),
            m_shape.isVector() ? DecoderPasses.Pixels.PLAIN : DecoderPasses.Pixels.HALVED, batch);
    }

    private <T> T infer(final int rows, final Function<GanNetwork, T> task) {
        try (Kernels kernels = Kernels.create()) {
            final GanNetwork network = new GanNetwork(kernels, m_shape, m_config,
                GanMemory.batch(m_config, m_shape, rows), false);
            GanWeights.set(network, m_generators.get(m_epoch));
            return task.apply(network);
        }
    }
}
