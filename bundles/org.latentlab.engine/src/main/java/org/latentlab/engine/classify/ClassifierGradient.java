package org.latentlab.engine.classify;

import java.util.Arrays;
import java.util.List;

import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.ChannelOrder;
import org.latentlab.engine.nn.Kernels;

/**
 * How what a trained classifier says of images changes with their pixels, on preallocated memory: the classifier as it
 * is applied, without dropout. For one thread at a time; its memory belongs to the kernels it was made with.
 */
public final class ClassifierGradient {

    private final ClassifierNetwork m_network;

    private final org.latentlab.engine.nn.Tensor m_gradient;

    private final ChannelOrder m_order;

    ClassifierGradient(final Kernels kernels, final ClassifierArchitecture architecture, final ImageShape shape,
        final int classes, final List<Tensor> weights, final int batch) {
        m_network = ClassifierNetwork.create(kernels, architecture, shape, classes, batch,
            ClassifierNetwork.Use.DIFFERENTIATE);
        m_network.parameters().set(weights);
        m_gradient = kernels.allocate(batch, shape.values());
        m_order = new ChannelOrder(shape.values(), shape.channels(),
            architecture == ClassifierArchitecture.CONVOLUTIONAL, batch);
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
        m_order.put(images, rows, m_network.input());
        m_network.forward(false, rows);
        final float[] logits = new float[rows * m_network.classes()];
        m_network.logits().get(logits, logits.length);
        m_network.inputGradient(labels, 1, crossEntropy, m_gradient, rows);
        m_order.get(m_gradient, rows, gradient);
        return ClassifierInference.correct(logits, Arrays.copyOf(labels, rows), rows, m_network.classes());
    }
}
