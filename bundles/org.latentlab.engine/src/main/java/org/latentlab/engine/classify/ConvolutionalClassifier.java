package org.latentlab.engine.classify;

import java.util.List;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.ConvolutionShape;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.nn.Tensor;

/** The network of {@link ClassifierArchitecture#CONVOLUTIONAL}, on images H×W×C. */
final class ConvolutionalClassifier extends ClassifierNetwork {

    /** The smallest height and width: two convolutions and a pooling leave 2×2 of it. */
    static final int MIN_SIDE = 8;

    private static final int CHANNELS_1 = 32;

    private static final int CHANNELS_2 = 64;

    private static final int KERNEL = 3;

    private static final double DROPOUT_1 = 0.25;

    private static final double DROPOUT_2 = 0.5;

    private final ConvolutionShape m_shape1;

    private final ConvolutionShape m_shape2;

    private final Stage m_first;

    private final Stage m_second;

    private final Stage m_pooled;

    private final Stage m_hidden;

    private final Tensor m_dropped;

    private final Tensor m_mask1;

    private final Tensor m_mask2;

    ConvolutionalClassifier(final Kernels kernels, final ImageShape shape, final int classes, final int batch,
        final Use use) {
        super(kernels, shape, parameterShapes(shape, classes), true, classes, batch, use,
            Math.max(FEATURES, pooled(shape)));
        m_shape1 = first(shape);
        m_shape2 = second(shape);
        m_first = stage(m_shape1.outValues());
        m_second = stage(m_shape2.outValues());
        m_pooled = stage(pooled(shape));
        m_hidden = stage(FEATURES);
        m_dropped = trained(FEATURES);
        m_mask1 = trained(pooled(shape));
        m_mask2 = trained(FEATURES);
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

    /** @return the parameters of the network, in order */
    static List<ParameterShape> parameterShapes(final ImageShape shape, final int classes) {
        return List.of(new ParameterShape("convolution.0.weights", KERNEL, KERNEL, shape.channels(), CHANNELS_1),
            new ParameterShape("convolution.0.bias", CHANNELS_1),
            new ParameterShape("convolution.1.weights", KERNEL, KERNEL, CHANNELS_1, CHANNELS_2),
            new ParameterShape("convolution.1.bias", CHANNELS_2),
            new ParameterShape("dense.0.weights", pooled(shape), FEATURES),
            new ParameterShape("dense.0.bias", FEATURES),
            new ParameterShape("dense.1.weights", FEATURES, classes), new ParameterShape("dense.1.bias", classes));
    }

    /** @return about how many bytes training takes outside the heap */
    static long trainingBytes(final ImageShape shape, final int batch) {
        final long perImage = 2L * first(shape).outValues() + 2L * second(shape).outValues() + 3L * pooled(shape);
        return Float.BYTES * (perImage * batch + 2L * pooled(shape) * FEATURES);
    }

    @Override
    void drawMasks(final Rng rng, final int rows) {
        draw(m_mask1, DROPOUT_1, rng, rows);
        draw(m_mask2, DROPOUT_2, rng, rows);
    }

    @Override
    Tensor forward(final boolean training, final int rows) {
        kernels().convolution().forward(m_shape1, input(), value(0), value(1), Activation.RELU, m_first.value(), rows);
        kernels().convolution().forward(m_shape2, m_first.value(), value(2), value(3), Activation.RELU,
            m_second.value(), rows);
        kernels().convolution().maxPool(m_shape2.outHeight(), m_shape2.outWidth(), CHANNELS_2, m_second.value(),
            training ? m_mask1 : null, m_pooled.value(), rows);
        kernels().dense().forward(m_pooled.value(), value(4), value(5), Activation.RELU, m_hidden.value(), rows);
        if (training) {
            kernels().convolution().multiply(m_hidden.value(), m_mask2, m_dropped, rows);
        }
        kernels().dense().forward(training ? m_dropped : m_hidden.value(), value(6), value(7), Activation.LINEAR,
            logits(), rows);
        return logits();
    }

    @Override
    Tensor features() {
        return m_hidden.value();
    }

    @Override
    void backward(final int rows) {
        final Tensor logits = logitStage().delta();
        kernels().dense().gradients(m_dropped, logits, gradient(6), gradient(7), rows);
        kernels().dense().back(logits, value(6), Activation.RELU, m_dropped, m_hidden.delta(), rows);
        kernels().convolution().multiply(m_hidden.delta(), m_mask2, m_hidden.delta(), rows);
        kernels().dense().gradients(m_pooled.value(), m_hidden.delta(), gradient(4), gradient(5), rows);
        kernels().dense().back(m_hidden.delta(), value(4), Activation.LINEAR, m_pooled.value(), m_pooled.delta(),
            rows);
        kernels().convolution().maxPoolBack(m_shape2.outHeight(), m_shape2.outWidth(), CHANNELS_2, m_second.value(),
            m_mask1, m_pooled.delta(), Activation.RELU, m_second.delta(), rows);
        kernels().convolution().backward(m_shape2, m_first.value(), value(2), m_second.delta(), gradient(2),
            gradient(3), Activation.RELU, m_first.delta(), rows);
        kernels().convolution().backward(m_shape1, input(), value(0), m_first.delta(), gradient(0), gradient(1),
            Activation.LINEAR, null, rows);
    }

    @Override
    void backToInput(final Tensor target, final int rows) {
        kernels().dense().back(logitStage().delta(), value(6), Activation.RELU, m_hidden.value(), m_hidden.delta(),
            rows);
        kernels().dense().back(m_hidden.delta(), value(4), Activation.LINEAR, m_pooled.value(), m_pooled.delta(),
            rows);
        kernels().convolution().maxPoolBack(m_shape2.outHeight(), m_shape2.outWidth(), CHANNELS_2, m_second.value(),
            null, m_pooled.delta(), Activation.RELU, m_second.delta(), rows);
        kernels().convolution().back(m_shape2, m_second.delta(), value(2), Activation.RELU, m_first.value(),
            m_first.delta(), rows);
        kernels().convolution().back(m_shape1, m_first.delta(), value(0), Activation.LINEAR, null, target, rows);
    }
}
