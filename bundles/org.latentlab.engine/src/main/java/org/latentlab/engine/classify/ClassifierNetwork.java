package org.latentlab.engine.classify;

import java.util.List;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Parameter;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.Tensor;
import org.latentlab.engine.train.ImageBatch;

/** A classifier's forward and backward pass on one batch. Memory is reserved once, no more than its use asks for. */
abstract class ClassifierNetwork {

    /** Number of penultimate features. */
    static final int FEATURES = 128;

    /** What a network is for. */
    enum Use {
        /** Forward passes. */
        APPLY,
        /** Gradients with regard to the images, too. */
        DIFFERENTIATE,
        /** Gradients with regard to the parameters, with dropout. */
        TRAIN
    }

    /** A value of the layer and the gradient of the loss with regard to its weighted sum; null where only applied. */
    record Stage(Tensor value, Tensor delta) {
    }

    private final Kernels m_kernels;

    private final Use m_use;

    private final Parameters m_parameters;

    private final int m_batch;

    private final int m_classes;

    private final ImageBatch m_images;

    private final Tensor m_input;

    private final float[] m_maskValues;

    /** The logits. */
    private final Stage m_logits;

    /**
     * @param kernels the arithmetic
     * @param shape shape of the images
     * @param parameters names and sizes of the parameters, in order
     * @param channelsLast whether the input is H×W×C
     * @param classes number of classes
     * @param batch the most rows to come at once
     * @param use what it is for
     * @param widestMask values of the widest mask of dropout for one image
     */
    ClassifierNetwork(final Kernels kernels, final ImageShape shape, final List<ParameterShape> parameters,
        final boolean channelsLast, final int classes, final int batch, final Use use, final int widestMask) {
        m_kernels = kernels;
        m_use = use;
        m_batch = batch;
        m_classes = classes;
        m_parameters = new Parameters(kernels, use == Use.TRAIN);
        parameters.forEach(m_parameters::add);
        m_images = new ImageBatch(shape.values(), batch, channelsLast);
        m_input = kernels.allocate(batch, shape.values());
        m_maskValues = new float[use == Use.TRAIN ? Math.multiplyExact(batch, widestMask) : 0];
        m_logits = stage(classes);
    }

    /**
     * @param kernels the arithmetic
     * @param architecture what it is made of
     * @param shape shape of the images
     * @param classes number of classes
     * @param batch the most rows to come at once
     * @param use what it is for
     * @return the network, its parameters 0
     */
    static ClassifierNetwork create(final Kernels kernels, final ClassifierArchitecture architecture,
        final ImageShape shape, final int classes, final int batch, final Use use) {
        return switch (architecture) {
            case CONVOLUTIONAL -> new ConvolutionalClassifier(kernels, shape, classes, batch, use);
            case DENSE -> new DenseClassifier(kernels, shape, classes, batch, use);
        };
    }

    /**
     * @param architecture what it is made of
     * @param shape shape of the images
     * @param classes number of classes
     * @return the parameters of the network, in order
     */
    static List<ParameterShape> parameterShapes(final ClassifierArchitecture architecture, final ImageShape shape,
        final int classes) {
        return switch (architecture) {
            case CONVOLUTIONAL -> ConvolutionalClassifier.parameterShapes(shape, classes);
            case DENSE -> DenseClassifier.parameterShapes(shape, classes);
        };
    }

    /**
     * @param architecture what it is made of
     * @param shape shape of the images
     * @param batch images at once
     * @return about how many bytes training takes outside the heap
     */
    static long trainingBytes(final ClassifierArchitecture architecture, final ImageShape shape, final int batch) {
        return switch (architecture) {
            case CONVOLUTIONAL -> ConvolutionalClassifier.trainingBytes(shape, batch);
            case DENSE -> DenseClassifier.trainingBytes(shape, batch);
        };
    }

    /**
     * @param architecture what it is made of
     * @return the smallest height and width of its images
     */
    static int smallestSide(final ClassifierArchitecture architecture) {
        return switch (architecture) {
            case CONVOLUTIONAL -> ConvolutionalClassifier.MIN_SIDE;
            case DENSE -> 1;
        };
    }

    /** @return room for a layer's values of a batch, and for gradients where they will be wanted */
    final Stage stage(final int values) {
        return new Stage(m_kernels.allocate(m_batch, values),
            m_use == Use.APPLY ? null : m_kernels.allocate(m_batch, values));
    }

    /** @return room for values of a batch that only training has; else null */
    final Tensor trained(final int values) {
        return m_use == Use.TRAIN ? m_kernels.allocate(m_batch, values) : null;
    }

    /** Draws the weights of an untrained network: uniform in ±√(6/(inputs + outputs)) (Glorot and Bengio 2010). */
    final void initialise(final long seed) {
        final Rng rng = Rng.stream(seed, "weights");
        for (final Parameter parameter : m_parameters.list()) {
            final ParameterShape shape = parameter.shape();
            if (shape.sizes().length > 1) {
                final int places = shape.sizes().length > 2 ? shape.sizes()[0] * shape.sizes()[1] : 1;
                Parameters.uniform(parameter, Math.sqrt(6.0 / (shape.rows() + (double)places * shape.columns())), rng);
            }
        }
    }

    final Kernels kernels() {
        return m_kernels;
    }

    final Use use() {
        return m_use;
    }

    final Parameters parameters() {
        return m_parameters;
    }

    final int batch() {
        return m_batch;
    }

    final int classes() {
        return m_classes;
    }

    final Tensor value(final int parameter) {
        return m_parameters.all().get(parameter).value();
    }

    final Tensor gradient(final int parameter) {
        return m_parameters.all().get(parameter).gradient();
    }

    /** Takes images as the input. */
    final void setInput(final Images images, final int[] rows, final int from, final int count) {
        m_images.load(images, rows, from, count, m_input);
    }

    /** @return the tensor of inputs, to be set directly; H×W×C where the network has channels last */
    final Tensor input() {
        return m_input;
    }

    /** Draws the masks of dropout: 0 with the dropout's probability p, else 1/(1 − p). */
    abstract void drawMasks(Rng rng, int rows);

    /** Draws one mask. */
    final void draw(final Tensor mask, final double probability, final Rng rng, final int rows) {
        final int count = rows * mask.columns();
        final int bound = (int)(probability * (1 << Short.SIZE));
        final float kept = (float)(1 / (1 - probability));
        for (int i = 0; i < count; i += Long.BYTES / Short.BYTES) {
            long bits = rng.nextLong();
            for (int j = i; j < Math.min(count, i + Long.BYTES / Short.BYTES); j++) {
                m_maskValues[j] = (bits & 0xffff) < bound ? 0f : kept;
                bits >>>= Short.SIZE;
            }
        }
        mask.put(m_maskValues, count);
    }

    /** @return the logits of the input, n × classes; without dropout unless training */
    abstract Tensor forward(boolean training, int rows);

    /** @return the logits, and the gradient of the loss with regard to them */
    final Stage logitStage() {
        return m_logits;
    }

    /** @return the logits after {@link #forward}, n × classes */
    final Tensor logits() {
        return m_logits.value;
    }

    /** @return the penultimate features after {@link #forward}, n × 128 */
    abstract Tensor features();

    /** Writes the cross-entropy of each row after {@link #forward}, in nats. */
    final void loss(final int[] labels, final double[] perRow, final int rows) {
        m_kernels.losses().softmaxCrossEntropy(m_logits.value, labels, 1, null, perRow, rows);
    }

    /**
     * The backward pass after {@link #forward} in training: gradients of the mean cross-entropy.
     *
     * @param labels the right class of each row
     * @param perRow receives the cross-entropy of each row
     * @param rows how many rows count
     */
    final void gradients(final int[] labels, final double[] perRow, final int rows) {
        m_kernels.losses().softmaxCrossEntropy(m_logits.value, labels, 1.0 / rows, m_logits.delta, perRow, rows);
        backward(rows);
    }

    /** Computes the gradients of all parameters from that of the logits. */
    abstract void backward(int rows);

    /**
     * The backward pass after {@link #forward} without training: the gradient of the scaled sum of the cross-entropies
     * with regard to the input.
     *
     * @param labels the right class of each row
     * @param scale factor of the gradient
     * @param perRow receives the cross-entropy of each row
     * @param target receives the gradient, n × values, in the order of the input
     * @param rows how many rows count
     */
    final void inputGradient(final int[] labels, final double scale, final double[] perRow, final Tensor target,
        final int rows) {
        m_kernels.losses().softmaxCrossEntropy(m_logits.value, labels, scale, m_logits.delta, perRow, rows);
        backToInput(target, rows);
    }

    /** Computes the gradient with regard to the input from that of the logits, without dropout. */
    abstract void backToInput(Tensor target, int rows);
}
