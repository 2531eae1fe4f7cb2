package org.latentlab.engine.classify;

import java.util.List;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.ConvolutionShape;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Parameter;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.Tensor;
import org.latentlab.engine.train.ImageBatch;

/**
 * The classifier's forward and backward pass on one batch: convolutions of 32 and 64 channels with 3×3 kernels and
 * ReLU, the maximum of 2×2 squares, dropout of a quarter, 128 ReLU units, dropout of a half, softmax. Memory is
 * reserved once; without training, none is for gradients.
 */
final class ClassifierNetwork {

    /** Number of penultimate features. */
    static final int FEATURES = 128;

    /** The smallest height and width: two convolutions and a pooling leave 2×2 of it. */
    static final int MIN_SIDE = 8;

    private static final int CHANNELS_1 = 32;

    private static final int CHANNELS_2 = 64;

    private static final int KERNEL = 3;

    private static final double DROPOUT_1 = 0.25;

    private static final double DROPOUT_2 = 0.5;

    /** A value of the layer and the gradient of the loss with regard to its weighted sum; null without training. */
    private record Stage(Tensor value, Tensor delta) {
    }

    private final Kernels m_kernels;

    private final ConvolutionShape m_shape1;

    private final ConvolutionShape m_shape2;

    private final Parameters m_parameters;

    private final int m_batch;

    private final int m_classes;

    private final ImageBatch m_images;

    private final Tensor m_input;

    private final Stage m_first;

    private final Stage m_second;

    private final Stage m_pooled;

    private final Stage m_hidden;

    private final Tensor m_dropped;

    private final Stage m_logits;

    private final Tensor m_mask1;

    private final Tensor m_mask2;

    private final float[] m_maskValues;

    /**
     * @param kernels the arithmetic
     * @param shape shape of the images
     * @param classes number of classes
     * @param batch the most rows to come at once
     * @param training whether gradients will be wanted
     */
    ClassifierNetwork(final Kernels kernels, final ImageShape shape, final int classes, final int batch,
        final boolean training) {
        m_kernels = kernels;
        m_shape1 = first(shape);
        m_shape2 = second(shape);
        m_batch = batch;
        m_classes = classes;
        m_parameters = new Parameters(kernels);
        parameterShapes(shape, classes).forEach(m_parameters::add);
        m_images = new ImageBatch(shape.values(), batch, true);
        m_input = kernels.allocate(batch, shape.values());
        m_first = stage(m_shape1.outValues(), training);
        m_second = stage(m_shape2.outValues(), training);
        m_pooled = stage(pooled(shape), training);
        m_hidden = stage(FEATURES, training);
        m_logits = stage(classes, training);
        m_dropped = training ? kernels.allocate(batch, FEATURES) : m_hidden.value;
        m_mask1 = training ? kernels.allocate(batch, pooled(shape)) : null;
        m_mask2 = training ? kernels.allocate(batch, FEATURES) : null;
        m_maskValues = new float[training ? batch * Math.max(FEATURES, pooled(shape)) : 0];
    }

    private Stage stage(final int values, final boolean training) {
        return new Stage(m_kernels.allocate(m_batch, values), training ? m_kernels.allocate(m_batch, values) : null);
    }

    private static ConvolutionShape first(final ImageShape shape) {
        return new ConvolutionShape(shape.height(), shape.width(), shape.channels(), CHANNELS_1, KERNEL, 1, 0);
    }

    private static ConvolutionShape second(final ImageShape shape) {
        final ConvolutionShape first = first(shape);
        return new ConvolutionShape(first.outHeight(), first.outWidth(), CHANNELS_1, CHANNELS_2, KERNEL, 1, 0);
    }

    private static int pooled(final ImageShape shape) {
        final ConvolutionShape second = second(shape);
        return second.outHeight() / 2 * (second.outWidth() / 2) * CHANNELS_2;
    }

    /**
     * @param shape shape of the images
     * @param classes number of classes
     * @return the parameters of the network, in order
     */
    static List<ParameterShape> parameterShapes(final ImageShape shape, final int classes) {
        return List.of(new ParameterShape("convolution.0.weights", KERNEL, KERNEL, shape.channels(), CHANNELS_1),
            new ParameterShape("convolution.0.bias", CHANNELS_1),
            new ParameterShape("convolution.1.weights", KERNEL, KERNEL, CHANNELS_1, CHANNELS_2),
            new ParameterShape("convolution.1.bias", CHANNELS_2),
            new ParameterShape("dense.0.weights", pooled(shape), FEATURES),
            new ParameterShape("dense.0.bias", FEATURES),
            new ParameterShape("dense.1.weights", FEATURES, classes), new ParameterShape("dense.1.bias", classes));
    }

    /**
     * @param shape shape of the images
     * @param batch images at once
     * @return about how many bytes training takes outside the heap
     */
    static long trainingBytes(final ImageShape shape, final int batch) {
        final long perImage = 2L * first(shape).outValues() + 2L * second(shape).outValues() + 3L * pooled(shape);
        return Float.BYTES * (perImage * batch + 2L * pooled(shape) * FEATURES);
    }

    /** Draws the weights of an untrained network: uniform in ±√(6/(inputs + outputs)) (Glorot and Bengio 2010). */
    void initialise(final long seed) {
        final Rng rng = Rng.stream(seed, "weights");
        for (final Parameter parameter : m_parameters.list()) {
            final ParameterShape shape = parameter.shape();
            if (shape.sizes().length > 1) {
                final int places = shape.sizes().length > 2 ? KERNEL * KERNEL : 1;
                Parameters.uniform(parameter, Math.sqrt(6.0 / (shape.rows() + (double)places * shape.columns())), rng);
            }
        }
    }

    Parameters parameters() {
        return m_parameters;
    }

    int batch() {
        return m_batch;
    }

    int classes() {
        return m_classes;
    }

    private Tensor value(final int parameter) {
        return m_parameters.list().get(parameter).value();
    }

    private Tensor gradient(final int parameter) {
        return m_parameters.list().get(parameter).gradient();
    }

    /** Takes images as the input. */
    void setInput(final Images images, final int[] rows, final int from, final int count) {
        m_images.load(images, rows, from, count, m_input);
    }

    /** @return the tensor of inputs, H×W×C, to be set directly */
    Tensor input() {
        return m_input;
    }

    /** Draws the masks of dropout: 0 with the dropout's probability p, else 1/(1 − p). */
    void drawMasks(final Rng rng, final int rows) {
        draw(m_mask1, DROPOUT_1, rng, rows);
        draw(m_mask2, DROPOUT_2, rng, rows);
    }

    private void draw(final Tensor mask, final double probability, final Rng rng, final int rows) {
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
    Tensor forward(final boolean training, final int rows) {
        m_kernels.convolution().forward(m_shape1, m_input, value(0), value(1), Activation.RELU, m_first.value, rows);
        m_kernels.convolution().forward(m_shape2, m_first.value, value(2), value(3), Activation.RELU, m_second.value,
            rows);
        m_kernels.convolution().maxPool(m_shape2.outHeight(), m_shape2.outWidth(), CHANNELS_2, m_second.value,
            training ? m_mask1 : null, m_pooled.value, rows);
        m_kernels.dense().forward(m_pooled.value, value(4), value(5), Activation.RELU, m_hidden.value, rows);
        if (training) {
            m_kernels.convolution().multiply(m_hidden.value, m_mask2, m_dropped, rows);
        }
        m_kernels.dense().forward(training ? m_dropped : m_hidden.value, value(6), value(7), Activation.LINEAR,
            m_logits.value, rows);
        return m_logits.value;
    }

    /** @return the logits after {@link #forward}, n × classes */
    Tensor logits() {
        return m_logits.value;
    }

    /** @return the penultimate features after {@link #forward}, n × 128 */
    Tensor features() {
        return m_hidden.value;
    }

    /** Writes the cross-entropy of each row after {@link #forward}, in nats. */
    void loss(final int[] labels, final double[] perRow, final int rows) {
        m_kernels.losses().softmaxCrossEntropy(m_logits.value, labels, 1, null, perRow, rows);
    }

    /**
     * The backward pass after {@link #forward} in training: gradients of the mean cross-entropy.
     *
     * @param labels the right class of each row
     * @param perRow receives the cross-entropy of each row
     * @param rows how many rows count
     */
    void gradients(final int[] labels, final double[] perRow, final int rows) {
        m_kernels.losses().softmaxCrossEntropy(m_logits.value, labels, 1.0 / rows, m_logits.delta, perRow, rows);
        m_kernels.dense().gradients(m_dropped, m_logits.delta, gradient(6), gradient(7), rows);
        m_kernels.dense().back(m_logits.delta, value(6), Activation.RELU, m_dropped, m_hidden.delta, rows);
        m_kernels.convolution().multiply(m_hidden.delta, m_mask2, m_hidden.delta, rows);
        m_kernels.dense().gradients(m_pooled.value, m_hidden.delta, gradient(4), gradient(5), rows);
        m_kernels.dense().back(m_hidden.delta, value(4), Activation.LINEAR, m_pooled.value, m_pooled.delta, rows);
        m_kernels.convolution().maxPoolBack(m_shape2.outHeight(), m_shape2.outWidth(), CHANNELS_2, m_second.value,
            m_mask1, m_pooled.delta, Activation.RELU, m_second.delta, rows);
        m_kernels.convolution().backward(m_shape2, m_first.value, value(2), m_second.delta, gradient(2), gradient(3),
            Activation.RELU, m_first.delta, rows);
        m_kernels.convolution().backward(m_shape1, m_input, value(0), m_first.delta, gradient(0), gradient(1),
            Activation.LINEAR, null, rows);
    }
}
