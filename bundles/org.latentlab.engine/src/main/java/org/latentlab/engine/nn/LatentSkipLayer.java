package org.latentlab.engine.nn;

import java.util.List;

import org.latentlab.engine.math.Rng;

/**
 * A skip connection from the latent vector z: h = f(x + z U). Where the layer before is linear, x is needed nowhere
 * else, and both layers share their memory.
 */
final class LatentSkipLayer extends Layer {

    private final Parameter m_weights;

    /** z U and its gradient, a row of one value per channel for each example. */
    private final Tensor m_rowBias;

    private final Tensor m_rowGradient;

    private final Tensor m_noBias;

    private final Tensor m_unusedGradient;

    private final Tensor m_latentGradient;

    private Tensor m_latent;

    /**
     * @param memory where memory comes from
     * @param spec what it does
     * @param in shape of x
     * @param before the layer that makes x; null where x is the network's input
     * @param shapes names and sizes of the parameters: U, latentSize × channels
     */
    LatentSkipLayer(final Memory memory, final LayerSpec.LatentSkip spec, final LayerShape in, final Layer before,
        final List<ParameterShape> shapes) {
        super(memory.kernels(), spec.activation(), shares(before) ? before.output() : memory.values(in.values()),
            shares(before) ? before.delta() : memory.gradients(in.values()));
        m_weights = memory.add(shapes).get(0);
        m_rowBias = memory.values(in.channels());
        m_rowGradient = memory.gradients(in.channels());
        m_latentGradient = memory.gradients(m_weights.shape().rows());
        m_noBias = kernels().allocate(1, in.channels());
        m_unusedGradient = kernels().allocate(1, in.channels());
    }

    private static boolean shares(final Layer before) {
        return before != null && before.activation() == Activation.LINEAR;
    }

    @Override
    void initialise(final Rng rng, final Initialisation initialisation) {
        if (initialisation == Initialisation.DCGAN) {
            Initialisation.drawDcgan(m_weights, 0, rng);
        } else {
            drawLeCun(m_weights, m_weights.shape().rows(), rng);
        }
    }

    /** Sets z, n × latentSize, before {@link #forward}. */
    void setLatent(final Tensor latent) {
        m_latent = latent;
    }

    @Override
    void forward(final Tensor input, final int rows, final boolean training) {
        kernels().dense().forward(m_latent, m_weights.value(), m_noBias, Activation.LINEAR, m_rowBias, rows);
        kernels().normalisation().rowBias(input, m_rowBias, activation(), output(), rows);
    }

    @Override
    void backward(final Tensor input, final Activation inputActivation, final Tensor target, final int rows,
        final boolean parameterGradients) {
        kernels().normalisation().rowBiasBack(input, delta(), inputActivation, target, m_rowGradient, rows);
        if (parameterGradients) {
            kernels().dense().gradients(m_latent, m_rowGradient, m_weights.gradient(), m_unusedGradient, rows);
        }
    }

    /** Adds ∂L/∂z of this connection to a gradient, after {@link #backward}. */
    void addLatentGradient(final Tensor gradient, final int rows) {
        kernels().dense().back(m_rowGradient, m_weights.value(), Activation.LINEAR, m_latent, m_latentGradient, rows);
        kernels().normalisation().rowBias(gradient, m_latentGradient, Activation.LINEAR, gradient, rows);
    }
}
