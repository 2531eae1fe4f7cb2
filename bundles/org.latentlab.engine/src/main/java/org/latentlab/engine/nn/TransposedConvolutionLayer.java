package org.latentlab.engine.nn;

import java.util.List;

import org.latentlab.engine.math.Rng;

/** A transposed convolution. */
final class TransposedConvolutionLayer extends Layer {

    private final TransposedConvolutionShape m_shape;

    private final Parameter m_weights;

    private final Parameter m_bias;

    TransposedConvolutionLayer(final Memory memory, final LayerSpec.TransposedConvolution spec, final LayerShape in,
        final LayerShape out, final List<ParameterShape> shapes) {
        super(memory.kernels(), spec.activation(), memory.values(out.values()), memory.gradients(out.values()));
        m_shape = new TransposedConvolutionShape(in.height(), in.width(), in.channels(), spec.filters(), spec.kernel(),
            spec.stride(), spec.padding(), spec.trim());
        final List<Parameter> parameters = memory.add(shapes);
        m_weights = parameters.get(0);
        m_bias = parameters.get(1);
    }

    @Override
    void initialise(final Rng rng, final Initialisation initialisation) {
        if (initialisation == Initialisation.DCGAN) {
            Initialisation.drawDcgan(m_weights, 0, rng);
        } else {
            // only every stride-th row and column of the kernel meets an output: so many inputs each is a sum of
            final double places = (double)m_shape.kernel() / m_shape.stride();
            drawLeCun(m_weights, places * places * m_shape.inputs(), rng);
        }
        Parameters.constant(m_bias, 0);
    }

    @Override
    void forward(final Tensor input, final int rows, final boolean training) {
        kernels().convolution().transposedForward(m_shape, input, m_weights.value(), m_bias.value(), activation(),
            output(), rows);
    }

    @Override
    void backward(final Tensor input, final Activation inputActivation, final Tensor target, final int rows,
        final boolean parameterGradients) {
        if (parameterGradients) {
            kernels().convolution().transposedBackward(m_shape, input, m_weights.value(), delta(), m_weights.gradient(),
                m_bias.gradient(), inputActivation, target, rows);
        } else if (target != null) {
            kernels().convolution().transposedBack(m_shape, delta(), m_weights.value(), inputActivation, input, target,
                rows);
        }
    }

    @Override
    boolean isPiecewiseLinear() {
        return isPiecewiseLinear(activation());
    }

    @Override
    void tangent(final Tensor u, final Tensor t, final int rows) {
        kernels().convolution().transposedTangent(m_shape, u, m_weights.value(), activation(), output(), t, rows);
    }

    @Override
    void tangentGradients(final Tensor u, final int rows) {
        kernels().convolution().transposedBackward(m_shape, u, m_weights.value(), delta(), m_weights.gradient(),
            m_bias.gradient(), Activation.LINEAR, null, rows);
        m_bias.gradient().array().assign(0);
    }
}
