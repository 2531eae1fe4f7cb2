package org.latentlab.engine.generate;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.ChannelOrder;
import org.latentlab.engine.nn.FoldedNetwork;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.LayerStack;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.Tensor;

/**
 * The forward pass of a trained decoder and the backward pass to its latent vectors, on preallocated memory. For one
 * thread at a time; its memory belongs to the kernels it was made with.
 */
public final class DecoderPasses {

    /** How a decoder's output v becomes a value x of the image. */
    public enum Pixels {
        /** x = σ(v), of logits. */
        LOGISTIC,
        /** x = min(1, max(0, v)); where a value is cut, it does not change. */
        CLIPPED,
        /** x = (1 + v)/2, of pixels in [−1, 1]. */
        HALVED,
        /** x = v, of values that are no pixels. */
        PLAIN
    }

    private final LayerStack m_stack;

    private final ChannelOrder m_order;

    private final Pixels m_pixels;

    private final int m_values;

    private final int m_latentSize;

    private final Tensor m_z;

    private final Tensor m_zGradient;

    /** v and x of the last forward pass, and ∂L/∂v. */
    private final double[] m_output;

    private final double[] m_images;

    private final double[] m_gradient;

    /**
     * @param kernels the arithmetic
     * @param image the shape of the images
     * @param network the decoder without batch normalisation
     * @param name begins the names of its parameters
     * @param channelsLast whether it gives H×W×C
     * @param pixels what becomes of its output
     * @param batch the most latent vectors at once
     */
    public DecoderPasses(final Kernels kernels, final ImageShape image, final FoldedNetwork network, final String name,
        final boolean channelsLast, final Pixels pixels, final int batch) {
        final Parameters parameters = new Parameters(kernels);
        m_stack = new LayerStack(kernels, parameters, name, network.spec(), batch);
        parameters.set(network.weights());
        m_values = image.values();
        m_latentSize = network.spec().input().values();
        m_order = new ChannelOrder(m_values, image.channels(), channelsLast, batch);
        m_pixels = pixels;
        m_z = kernels.allocate(batch, m_latentSize);
        m_zGradient = kernels.allocate(batch, m_latentSize);
        m_output = new double[Math.multiplyExact(batch, m_values)];
        m_images = new double[m_output.length];
        m_gradient = new double[m_output.length];
    }

    /**
     * Decodes latent vectors, as {@link GenerativeModel#decode} does.
     *
     * @param z n × latentSize values, vector after vector
     * @param rows n, at most the batch
     * @param images receives n images, one after another, C×H×W, values in [0, 1]; vectors have no range
     */
    public void forward(final double[] z, final int rows, final double[] images) {
        m_z.put(z, rows * m_latentSize);
        m_order.get(m_stack.forward(m_z, rows, false), rows, m_output);
        for (int i = 0; i < rows * m_values; i++) {
            final double v = m_output[i];
            m_images[i] = switch (m_pixels) {
                case LOGISTIC -> 1 / (1 + Math.exp(-v));
                case CLIPPED -> Math.min(1, Math.max(0, v));
                case HALVED -> 0.5 * (1 + v);
                case PLAIN -> v;
            };
        }
        System.arraycopy(m_images, 0, images, 0, rows * m_values);
    }

    /**
     * Goes back from the images of the last forward pass to their latent vectors.
     *
     * @param imageGradient ∂L/∂x, n images as {@link #forward} gave them
     * @param rows n, as in the forward pass
     * @param zGradient receives ∂L/∂z, n × latentSize values
     */
    public void backward(final double[] imageGradient, final int rows, final double[] zGradient) {
        final boolean tanh = m_stack.outputActivation() == Activation.TANH;
        for (int i = 0; i < rows * m_values; i++) {
            final double v = m_output[i];
            final double slope = switch (m_pixels) {
                case LOGISTIC -> m_images[i] * (1 - m_images[i]);
                case CLIPPED -> v > 0 && v < 1 ? 1 : 0;
                case HALVED -> 0.5;
                case PLAIN -> 1;
            };
            m_gradient[i] = imageGradient[i] * slope * (tanh ? 1 - v * v : 1);
        }
        m_order.put(m_gradient, rows, m_stack.outputGradient());
        m_stack.backward(m_zGradient, rows, false);
        m_zGradient.get(zGradient, rows * m_latentSize);
    }
}
