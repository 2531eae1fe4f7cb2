package org.latentlab.engine.nn;

import java.util.List;

import org.latentlab.engine.math.Rng;

/** A fully connected layer. */
final class DenseLayer extends Layer {

    private final Parameter m_weights;

    private final Parameter m_bias;

    private final boolean m_amongConvolutions;

    /**
     * @param memory where memory comes from
     * @param spec what it does
     * @param amongConvolutions whether there are convolutions in the network, which asks for other initial weights
     * @param shapes names and sizes of the parameters
     */
    DenseLayer(final Memory memory, final LayerSpec.Dense spec, final boolean amongConvolutions,
        final List<ParameterShape> shapes) {
        super(memory.kernels(), spec.activation(), memory.values(spec.units()), memory.gradients(spec.units()));
        m_amongConvolutions = amongConvolutions;
        final List<Parameter> parameters = memory.add(shapes);
        m_weights = parameters.get(0);
        m_bias = parameters.get(1);
    }

    @Override
    void initialise(final Rng rng) {
        final int in = m_weights.shape().rows();
        if (m_amongConvolutions) {
            Parameters.uniform(m_weights, Math.sqrt(6.0 / (in + (double)m_weights.shape().columns())), rng);
        } else {
            drawLeCun(m_weights, in, rng);
        }
        Parameters.constant(m_bias, 0);
    }

    @Override
    void forward(final Tensor input, final int rows, final boolean training) {
        kernels().dense().forward(input, m_weights.value(), m_bias.value(), activation(), output(), rows);
    }

    @Override
    void backward(final Tensor input, final Activation inputActivation, final Tensor target, final int rows) {
        kernels().dense().gradients(input, delta(), m_weights.gradient(), m_bias.gradient(), rows);
        if (target != null) {
            kernels().dense().back(delta(), m_weights.value(), inputActivation, input, target, rows);
        }
    }
}
