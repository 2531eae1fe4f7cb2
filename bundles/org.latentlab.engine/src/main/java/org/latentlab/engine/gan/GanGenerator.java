package org.latentlab.engine.gan;

import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.Embedding;
import org.latentlab.engine.nn.Initialisation;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.LayerStack;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.Tensor;

/** The forward and the backward pass of a GAN's generator, on preallocated memory. */
final class GanGenerator {

    private final Parameters m_parameters;

    /** Null where the GAN is told no classes. */
    private final Embedding m_embedding;

    private final LayerStack m_stack;

    private final Tensor m_input;

    /** Null where nobody asks for it. */
    private final Tensor m_inputGradient;

    private final int m_latentSize;

    private final boolean m_isConvolutional;

    /** The generated images, for the slope of tanh. */
    private final float[] m_images;

    private int[] m_classes;

    /**
     * @param kernels the arithmetic
     * @param layers what it is made of
     * @param batch the most rows to come at once
     * @param training whether gradients will be wanted
     */
    GanGenerator(final Kernels kernels, final GanLayers layers, final int batch, final boolean training) {
        m_parameters = new Parameters(kernels, training);
        m_latentSize = layers.latentSize();
        m_isConvolutional = layers.config().architecture() instanceof GanArchitecture.Dcgan;
        m_embedding = layers.classes() == 0 ? null : new Embedding(m_parameters, layers.embedding());
        m_stack = new LayerStack(kernels, m_parameters, GanLayers.GENERATOR, layers.generator(), batch);
        m_input = kernels.allocate(batch, layers.generatorInputs());
        m_inputGradient = training && m_embedding != null ? kernels.allocate(batch, layers.generatorInputs()) : null;
        m_images = new float[training ? Math.multiplyExact(batch, layers.image().values()) : 0];
    }

    void initialise(final Rng rng) {
        if (m_embedding != null) {
            m_embedding.initialise(rng);
        }
        m_stack.initialise(rng, m_isConvolutional ? Initialisation.DCGAN : Initialisation.SCALED);
    }

    Parameters parameters() {
        return m_parameters;
    }

    /**
     * @param z rows × latentSize values
     * @param classes the class of each row; null where the GAN is told none
     * @param rows how many rows
     * @param training whether batch normalisation takes the statistics of these rows
     * @return the images as the networks have them, a row each
     */
    Tensor forward(final float[] z, final int[] classes, final int rows, final boolean training) {
        m_classes = classes;
        if (m_embedding == null) {
            m_input.put(z, rows * m_latentSize);
        } else {
            m_embedding.join(z, classes, m_input, rows);
        }
        return m_stack.forward(m_input, rows, training);
    }

    /** @return the images of the last forward pass */
    Tensor output() {
        return m_stack.output();
    }

    /**
     * Computes the gradients of all parameters.
     *
     * @param gradient ∂L/∂x of the images x of the last forward pass, which was one of training; is changed
     * @param rows how many rows count
     */
    void backward(final float[] gradient, final int rows) {
        final int n = rows * output().columns();
        if (m_stack.outputActivation() == Activation.TANH) {
            output().get(m_images, n);
            for (int i = 0; i < n; i++) {
                gradient[i] *= 1 - m_images[i] * m_images[i];
            }
        }
        m_stack.outputGradient().put(gradient, n);
        m_stack.backward(m_inputGradient, rows);
        if (m_embedding != null) {
            m_embedding.gradients(m_classes, m_inputGradient, rows);
        }
    }
}
