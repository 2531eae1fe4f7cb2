package org.latentlab.engine.nn;

import java.util.List;

import org.latentlab.engine.math.Rng;

/** A convolution. */
final class ConvolutionLayer extends Layer {

    private final ConvolutionShape m_shape;

    private final Parameter m_weights;

    private final Parameter m_bias;

    ConvolutionLayer(final Memory memory, final LayerSpec.Convolution spec, final LayerShape in, final LayerShape out,
        final List<ParameterShape> shapes) {
        super(memory.kernels(), spec.activation(), memory.values(out.values()), memory.gradients(out.values()));
        m_shape = new ConvolutionShape(in.height(), in.width(), in.channels(), spec.filters(), spec.kernel(),
            spec.stride(), spec.padding());
        final List<Parameter> parameters = memory.add(shapes);
        m_weights = parameters.get(0);
        m_bias = parameters.get(1);
    }

    @Override
    void initialise(final Rng rng) {
        drawLeCun(m_weights, m_shape.patch(), rng);
        Parameters.constant(m_bias, 0);
    }

    @Override
    void forward(final Tensor input, final int rows, final boolean training) {
        kernels().convolution().forward(m_shape, input, m_weights.value(), m_bias.value(), activation(), output(),
            rows);
    }

    @Override
    void backward(final Tensor input, final Activation inputActivation, final Tensor target, final int rows) {
        kernels().convolution().backward(m_shape, input, m_weights.value(), delta(), m_weights.gradient(),
            m_bias.gradient(), inputActivation, target, rows);
    }
}
