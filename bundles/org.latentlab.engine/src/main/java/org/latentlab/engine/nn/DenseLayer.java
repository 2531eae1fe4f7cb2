package org.latentlab.engine.nn;

import java.util.List;

import org.latentlab.engine.math.Rng;

/** A fully connected layer. */
final class DenseLayer extends Layer {

    private final LayerWeights m_weights;

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
        m_weights = new LayerWeights(memory, parameters);
        m_bias = parameters.get(1);
    }

    @Override
    void initialise(final Rng rng, final Initialisation initialisation) {
        final ParameterShape shape = m_weights.trained().shape();
        if (initialisation == Initialisation.DCGAN) {
            Initialisation.drawDcgan(m_weights.trained(), 0, rng);
        } else if (m_amongConvolutions) {
            Parameters.uniform(m_weights.trained(), Math.sqrt(6.0 / (shape.rows() + (double)shape.columns())), rng);
        } else {
            drawLeCun(m_weights.trained(), shape.rows(), rng);
        }
        Parameters.constant(m_bias, 0);
        m_weights.initialise(rng);
    }

    @Override
    void forward(final Tensor input, final int rows, final boolean training) {
        m_weights.prepare(training);
        kernels().dense().forward(input, m_weights.value(), m_bias.value(), activation(), output(), rows);
    }

    @Override
    void backward(final Tensor input, final Activation inputActivation, final Tensor target, final int rows,
        final boolean parameterGradients) {
        if (parameterGradients) {
            kernels().dense().gradients(input, delta(), m_weights.gradient(), m_bias.gradient(), rows);
            m_weights.finishGradient();
        }
        if (target != null) {
            kernels().dense().back(delta(), m_weights.value(), inputActivation, input, target, rows);
        }
    }

    @Override
    boolean isPiecewiseLinear() {
        return isPiecewiseLinear(activation());
    }

    @Override
    void tangent(final Tensor u, final Tensor t, final int rows) {
        kernels().dense().tangent(u, m_weights.value(), activation(), output(), t, rows);
    }

    @Override
    void tangentGradients(final Tensor u, final int rows) {
        kernels().dense().gradients(u, delta(), m_weights.gradient(), m_bias.gradient(), rows);
        m_bias.gradient().array().assign(0);
        m_weights.finishGradient();
    }
}
