package org.latentlab.engine.gan;

import java.util.List;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.LayerSummary;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.Tensor;
import org.latentlab.engine.train.Progress;

/**
 * The passes of a GAN on one batch, on preallocated memory. To train: {@link #criticGradients} before each step of the
 * critic, {@link #generatorGradients} before each of the generator. To apply: {@link #generate}. Belongs to one thread
 * at a time.
 */
final class GanNetwork {

    /** As many as an array has on every Java machine. */
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private final GanLayers m_layers;

    private final int m_batch;

    private final int m_values;

    private final AdversarialLoss m_loss;

    private final GanPixels m_pixels;

    private final GanGenerator m_generator;

    /** Null where nothing is trained. */
    private final GanCritic m_critic;

    /** Null but in a ClusterGAN. */
    private final GanEncoder m_encoder;

    /**
     * Whether generated and real images go through the critic at once, which is as good where no batch normalisation
     * mixes them, and faster.
     */
    private final boolean m_together;

    /** Generated images, then real ones, as the networks have them; with batch normalisation the real ones alone. */
    private final float[] m_images;

    private final float[] m_imageGradient;

    private final int[] m_classes;

    /** Takes images to encode; null where there is no encoder, or a critic that has such a tensor. */
    private final Tensor m_input;

    /** What was generated from last, and how many; 0 where the generator or its images have changed since. */
    private float[] m_lastZ;

    private int[] m_lastClasses;

    private int m_last;

    /**
     * @param kernels the arithmetic
     * @param image the shape of the images
     * @param config what is, or was trained
     * @param batch the most rows to come at once
     * @param training whether gradients will be wanted; without, there is no critic
     * @throws IllegalArgumentException if the architecture cannot take such images
     */
    GanNetwork(final Kernels kernels, final ImageShape image, final GanConfig config, final int batch,
        final boolean training) {
        m_layers = new GanLayers(config, image);
        m_batch = batch;
        m_values = image.values();
        m_loss = new AdversarialLoss(config.loss(), config.realTarget());
        m_pixels = new GanPixels(image, config.architecture().channelsLast());
        m_generator = new GanGenerator(kernels, m_layers, batch, training);
        m_together = !m_layers.isBatchNormal();
        final int criticRows = m_together ? Math.multiplyExact(2, batch) : batch;
        m_critic = training ? new GanCritic(kernels, m_layers, batch, criticRows) : null;
        m_encoder = config.cluster() == null ? null : new GanEncoder(kernels, m_layers, batch, training);
        m_input = training || m_encoder == null ? null : kernels.allocate(batch, m_values);
        m_images = new float[training ? Math.multiplyExact(criticRows, m_values) : batch * m_values];
        m_imageGradient = new float[training ? batch * m_values : 0];
        m_classes = new int[training ? criticRows : batch];
    }

    /**
     * @param config what GAN it is
     * @param image the shape of the images
     * @return names and sizes of the parameters and states of generator, critic and encoder, as they are stored
     */
    static List<ParameterShape> parameterShapes(final GanConfig config, final ImageShape image) {
        return new GanLayers(config, image).parameterShapes();
    }

    /**
     * @param config what GAN it is
     * @param image the shape of the images
     * @return every layer of generator, critic and encoder
     */
    static List<LayerSummary> layers(final GanConfig config, final ImageShape image) {
        return new GanLayers(config, image).summary();
    }

    /**
     * Draws the weights of an untrained network: those of a convolutional network with batch normalisation as DCGAN's,
     * else scaled to the number of inputs.
     *
     * @param seed the seed of the run
     */
    void initialise(final long seed) {
        m_generator.initialise(Rng.stream(seed, "generator weights"));
        if (m_critic != null) {
            m_critic.initialise(Rng.stream(seed, "critic weights"));
        }
        if (m_encoder != null) {
            m_encoder.initialise(Rng.stream(seed, "encoder weights"));
        }
    }

    /** @return the generator's parameters and states */
    Parameters generator() {
        return m_generator.parameters();
    }

    /** @return the critic's parameters and states; null where nothing is trained */
    Parameters critic() {
        return m_critic == null ? null : m_critic.parameters();
    }

    /** @return the parameters of ClusterGAN's encoder; null where there is none */
    Parameters encoder() {
        return m_encoder == null ? null : m_encoder.parameters();
    }

    int batch() {
        return m_batch;
    }

    GanConfig config() {
        return m_layers.config();
    }

    /**
     * The gradients of what the critic minimises, left in its parameters.
     *
     * @param images real images
     * @param rows which of them; null = all, in order
     * @param from where in the rows to begin
     * @param count how many real images, and how many are generated
     * @param classes the class of each real image of the batch; null where the GAN is told none
     * @param z count × latentSize values
     * @param zClasses the class of each image to generate; null where the GAN is told none. A gradient penalty, which
     *            looks between a real and a generated image, wants the same classes as those of the real ones
     * @param interpolation where a gradient penalty draws its points between both; not used without
     * @return the losses
     */
    CriticLoss criticGradients(final Images images, final int[] rows, final int from, final int count,
        final int[] classes, final float[] z, final int[] zClasses, final Rng interpolation) {
        generateToTrain(z, zClasses, count);
        return m_together ? together(images, rows, from, classes, interpolation)
            : oneAfterAnother(images, rows, from, classes);
    }

    private void generateToTrain(final float[] z, final int[] classes, final int count) {
        m_generator.forward(z, classes, count, true);
        m_lastZ = z;
        m_lastClasses = classes;
        m_last = count;
    }

    private CriticLoss together(final Images images, final int[] rows, final int from, final int[] classes,
        final Rng interpolation) {
        final int count = m_last;
        m_generator.output().get(m_images, count * m_values);
        m_pixels.toNetwork(images, rows, from, count, m_images, count * m_values);
        m_critic.input().put(m_images, 2 * count * m_values);
        if (classes != null) {
            System.arraycopy(m_lastClasses, 0, m_classes, 0, count);
            System.arraycopy(classes, 0, m_classes, count, count);
        }
        final double[] outputs = m_critic.forward(m_critic.input(), m_classes, 2 * count, true);
        final double loss = m_loss.fake(outputs, 0, count, m_critic.outputGradient())
            + m_loss.real(outputs, count, count, m_critic.outputGradient());
        final double fakeScore = m_loss.score(outputs, 0, count);
        final double realScore = m_loss.score(outputs, count, count);
        m_critic.backward(2 * count);
        if (m_layers.penalty() == null) {
            return new CriticLoss(loss, realScore, fakeScore, Double.NaN);
        }
        interpolate(count, interpolation);
        final double penalty = m_critic.penalise(classes, count);
        return new CriticLoss(loss + m_layers.penalty().weight() * penalty, realScore, fakeScore, penalty);
    }

    /** The critic's input ← ε x + (1 − ε) G(z), with ε uniform in [0, 1) for each pair. */
    private void interpolate(final int count, final Rng rng) {
        final int real = count * m_values;
        for (int r = 0; r < count; r++) {
            final float share = (float)rng.nextDouble();
            for (int i = r * m_values; i < (r + 1) * m_values; i++) {
                m_images[i] += share * (m_images[real + i] - m_images[i]);
            }
        }
        m_critic.input().put(m_images, real);
    }

    private CriticLoss oneAfterAnother(final Images images, final int[] rows, final int from, final int[] classes) {
        final int count = m_last;
        m_pixels.toNetwork(images, rows, from, count, m_images, 0);
        m_critic.input().put(m_images, count * m_values);
        double[] outputs = m_critic.forward(m_critic.input(), classes, count, true);
        final double real = m_loss.real(outputs, 0, count, m_critic.outputGradient());
        final double realScore = m_loss.score(outputs, 0, count);
        m_critic.backward(count);
        m_critic.keep();
        outputs = m_critic.forward(m_generator.output(), m_lastClasses, count, true);
        final double fake = m_loss.fake(outputs, 0, count, m_critic.outputGradient());
        final double fakeScore = m_loss.score(outputs, 0, count);
        m_critic.backward(count);
        m_critic.addKept();
        return new CriticLoss(real + fake, realScore, fakeScore, Double.NaN);
    }

    /**
     * The gradients of what the generator minimises, left in its parameters and in those of the encoder; the critic's
     * are not touched.
     *
     * @param z count × latentSize values
     * @param classes the class of each image to generate; null where the GAN is told none
     * @param count how many images to generate
     * @return the losses
     */
    GeneratorLoss generatorGradients(final float[] z, final int[] classes, final int count) {
        generateToTrain(z, classes, count);
        return generatorGradients();
    }

    /**
     * {@link #generatorGradients(float[], int[], int)} for the images that {@link #criticGradients} has just generated,
     * which saves generating them again: neither the generator nor its z and classes have been changed since, and
     * nothing else was generated.
     *
     * @return the losses
     * @throws IllegalStateException if there are no such images
     */
    GeneratorLoss generatorGradients() {
        if (m_last == 0) {
            throw new IllegalStateException("There are no images of the critic's last step.");
        }
        final int count = m_last;
        m_last = 0;
        final double[] outputs = m_critic.forward(m_generator.output(), m_lastClasses, count, false);
        final double loss = m_loss.generator(outputs, 0, count, m_critic.outputGradient());
        m_critic.imageGradient(count).get(m_imageGradient, count * m_values);
        final GanEncoder.Losses cluster = m_encoder == null ? new GanEncoder.Losses(Double.NaN, Double.NaN)
            : m_encoder.gradients(m_generator.output(), m_lastZ, m_imageGradient, count);
        m_generator.backward(m_imageGradient, count);
        return new GeneratorLoss(loss, cluster.latentError(), cluster.clusterLoss());
    }

    /**
     * Generates images with the running statistics of batch normalisation.
     *
     * @param z n × latentSize values
     * @param classes the class of each; null where the GAN is told none
     * @param progress told after every batch
     * @return n images of floats in [0, 1]; vectors have no range
     * @throws EngineException if they are too many to be held at once
     */
    Images generate(final float[] z, final int[] classes, final Progress progress) {
        final int d = m_layers.latentSize();
        final int n = z.length / d;
        final float[] output = new float[count(n, m_values, "values of an image")];
        final float[] codes = new float[m_batch * d];
        m_last = 0;
        inBatches(n, "Generated", progress, (from, count) -> {
            System.arraycopy(z, from * d, codes, 0, count * d);
            if (classes != null) {
                System.arraycopy(classes, from, m_classes, 0, count);
            }
            m_generator.forward(codes, m_classes, count, false).get(m_images, count * m_values);
            m_pixels.fromNetwork(m_images, count, output, from * m_values);
        });
        return Images.ofFloats(m_layers.image(), output);
    }

    /**
     * Encodes images by ClusterGAN's encoder.
     *
     * @param images the images
     * @param progress told after every batch
     * @return n × latentSize values: the normal values, then the probabilities of the clusters
     * @throws EngineException if they are too many to be held at once
     * @throws IllegalStateException if there is no encoder
     */
    float[] encode(final Images images, final Progress progress) {
        if (m_encoder == null) {
            throw new IllegalStateException("Only a ClusterGAN has an encoder.");
        }
        final int d = m_layers.latentSize();
        final float[] codes = new float[count(images.size(), d, "latent dimensions")];
        final Tensor input = m_critic != null ? m_critic.input() : m_input;
        inBatches(images.size(), "Encoded", progress, (from, count) -> {
            m_pixels.toNetwork(images, null, from, count, m_images, 0);
            input.put(m_images, count * m_values);
            m_encoder.encode(input, count, codes, from * d);
        });
        return codes;
    }

    private interface Batch {
        void run(int from, int count);
    }

    private void inBatches(final int size, final String what, final Progress progress, final Batch body) {
        for (int from = 0; from < size; from += m_batch) {
            progress.checkCanceled();
            final int count = Math.min(m_batch, size - from);
            body.run(from, count);
            progress.update((double)(from + count) / size,
                String.format(Locale.ROOT, "%s %,d of %,d", what, from + count, size));
        }
    }

    private static int count(final int rows, final int perRow, final String of) {
        final long count = (long)rows * perRow;
        if (count > MOST_VALUES) {
            throw new EngineException(String.format(Locale.ROOT, "%,d rows with %,d %s each are %,d values, but at "
                + "most %,d can be held at once. Split the table and take one part at a time.", rows, perRow, of, count,
                MOST_VALUES));
        }
        return (int)count;
    }
}
