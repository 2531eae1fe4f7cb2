package org.latentlab.engine.classify;

import java.util.List;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.nn.Tensor;

/** The network of {@link ClassifierArchitecture#DENSE}, on images C×H×W. */
final class DenseClassifier extends ClassifierNetwork {

    private static final int WIDTH = 512;

    private static final double DROPOUT_1 = 0.2;

    private static final double DROPOUT_2 = 0.3;

    private final Stage m_first;

    private final Stage m_hidden;

    private final Tensor m_mask1;

    private final Tensor m_mask2;

    /** What dropout leaves of the first layer and of the second; null without training. */
    private final Tensor m_dropped1;

    private final Tensor m_dropped2;

    DenseClassifier(final Kernels kernels, final ImageShape shape, final int classes, final int batch,
        final Use use) {
        super(kernels, shape, parameterShapes(shape, classes), false, classes, batch, use, WIDTH);
        m_first = stage(WIDTH);
        m_hidden = stage(FEATURES);
        m_mask1 = trained(WIDTH);
        m_mask2 = trained(FEATURES);
        m_dropped1 = trained(WIDTH);
        m_dropped2 = trained(FEATURES);
    }

    /** @return the parameters of the network, in order */
    static List<ParameterShape> parameterShapes(final ImageShape shape, final int classes) {
        return List.of(new ParameterShape("dense.0.weights", shape.values(), WIDTH),
            new ParameterShape("dense.0.bias", WIDTH), new ParameterShape("dense.1.weights", WIDTH, FEATURES),
            new ParameterShape("dense.1.bias", FEATURES), new ParameterShape("dense.2.weights", FEATURES, classes),
            new ParameterShape("dense.2.bias", classes));
    }

    /** @return about how many bytes training takes outside the heap: weights with gradients and Adam's moments */
    static long trainingBytes(final ImageShape shape, final int batch) {
        final long perImage = shape.values() + 4L * (WIDTH + FEATURES);
        return Float.BYTES * (perImage * batch + 4L * shape.values() * WIDTH);
    }

    @Override
    void drawMasks(final Rng rng, final int rows) {
        draw(m_mask1, DROPOUT_1, rng, rows);
        draw(m_mask2, DROPOUT_2, rng, rows);
    }

    @Override
    Tensor forward(final boolean training, final int rows) {
        kernels().dense().forward(input(), value(0), value(1), Activation.RELU, m_first.value(), rows);
        if (training) {
            kernels().convolution().multiply(m_first.value(), m_mask1, m_dropped1, rows);
        }
        kernels().dense().forward(training ? m_dropped1 : m_first.value(), value(2), value(3), Activation.RELU,
            m_hidden.value(), rows);
        if (training) {
            kernels().convolution().multiply(m_hidden.value(), m_mask2, m_dropped2, rows);
        }
        kernels().dense().forward(training ? m_dropped2 : m_hidden.value(), value(4), value(5), Activation.LINEAR,
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
        kernels().dense().gradients(m_dropped2, logits, gradient(4), gradient(5), rows);
        // what is dropped has slope 0, and is multiplied by a mask of 0 besides
        kernels().dense().back(logits, value(4), Activation.RELU, m_dropped2, m_hidden.delta(), rows);
        kernels().convolution().multiply(m_hidden.delta(), m_mask2, m_hidden.delta(), rows);
        kernels().dense().gradients(m_dropped1, m_hidden.delta(), gradient(2), gradient(3), rows);
        kernels().dense().back(m_hidden.delta(), value(2), Activation.RELU, m_dropped1, m_first.delta(), rows);
        kernels().convolution().multiply(m_first.delta(), m_mask1, m_first.delta(), rows);
        kernels().dense().gradients(input(), m_first.delta(), gradient(0), gradient(1), rows);
    }

    @Override
    void backToInput(final Tensor target, final int rows) {
        kernels().dense().back(logitStage().delta(), value(4), Activation.RELU, m_hidden.value(), m_hidden.delta(),
            rows);
        kernels().dense().back(m_hidden.delta(), value(2), Activation.RELU, m_first.value(), m_first.delta(), rows);
        kernels().dense().back(m_first.delta(), value(0), Activation.LINEAR, null, target, rows);
    }
}
