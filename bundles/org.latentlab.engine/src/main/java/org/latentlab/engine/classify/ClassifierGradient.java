package org.latentlab.engine.classify;

import java.util.Arrays;
import java.util.List;

import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.Kernels;

/**
 * How what a trained classifier says of images changes with their pixels, on preallocated memory: the classifier as it
 * is applied, without dropout. For one thread at a time; its memory belongs to the kernels it was made with.
 */
public final class ClassifierGradient {

    private final ClassifierNetwork m_network;

    private final org.latentlab.engine.nn.Tensor m_gradient;

    private final int m_values;

    /** 1 where no value changes its place. */
    private final int m_channels;

    private final double[] m_ordered;

    ClassifierGradient(final Kernels kernels, final ClassifierArchitecture architecture, final ImageShape shape,
        final int classes, final List<Tensor> weights, final int batch) {
        m_network = ClassifierNetwork.create(kernels, architecture, shape, classes, batch,
            ClassifierNetwork.Use.DIFFERENTIATE);
        m_network.parameters().set(weights);
        m_values = shape.values();
        m_gradient = kernels.allocate(batch, m_values);
        m_channels = architecture == ClassifierArchitecture.CONVOLUTIONAL ? shape.channels() : 1;
        m_ordered = new double[m_channels == 1 ? 0 : Math.multiplyExact(batch, m_values)];
    }

    /**
     * Computes −ln p(class) for each image, and its gradient with regard to the image.
     *
     * @param images n images, one after another, C×H×W, values in [0, 1]
     * @param labels the class of each, 0…classes-1
     * @param rows n, at most the batch
     * @param crossEntropy receives −ln p of the class of each, in nats
     * @param gradient receives the gradient of each of these with regard to its image, as the images
     * @return how many of the images have their largest probability at their class
     */
    public int crossEntropy(final double[] images, final int[] labels, final int rows, final double[] crossEntropy,
        final double[] gradient) {
        final int n = rows * m_values;
        m_network.input().put(m_channels == 1 ? images : channelsLast(images, n), n);
        m_network.forward(false, rows);
        final float[] logits = new float[rows * m_network.classes()];
        m_network.logits().get(logits, logits.length);
        m_network.inputGradient(labels, 1, crossEntropy, m_gradient, rows);
        if (m_channels == 1) {
            m_gradient.get(gradient, n);
        } else {
            m_gradient.get(m_ordered, n);
            channelsFirst(gradient, n);
        }
        return ClassifierInference.correct(logits, Arrays.copyOf(labels, rows), rows, m_network.classes());
    }

    private double[] channelsLast(final double[] images, final int n) {
        final int pixels = m_values / m_channels;
        for (int i = 0; i < n; i++) {
            m_ordered[i] = images[i / m_values * m_values + i % m_channels * pixels + i % m_values / m_channels];
        }
        return m_ordered;
    }

    private void channelsFirst(final double[] target, final int n) {
        final int pixels = m_values / m_channels;
        for (int i = 0; i < n; i++) {
            target[i / m_values * m_values + i % m_channels * pixels + i % m_values / m_channels] = m_ordered[i];
        }
    }
}
