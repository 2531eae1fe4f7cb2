package org.latentlab.engine.nn;

import java.util.List;

import org.latentlab.engine.math.Rng;

/** A convolution. */
final class ConvolutionLayer extends Layer {

    private final ConvolutionShape m_shape;

    private final LayerWeights m_weights;

    private final Parameter m_bias;

    ConvolutionLayer(final Memory memory, final LayerSpec.Convolution spec, final LayerShape in, final LayerShape out,
        final List<ParameterShape> shapes) {
        super(memory.kernels(), spec.activation(), memory.values(out.values()), memory.gradients(out.values()));
        m_shape = new ConvolutionShape(in.height(), in.width(), in.channels(), spec.filters(), spec.kernel(),
            spec.stride(), spec.padding());
        final List<Parameter> parameters = memory.add(shapes);
        m_weights = new LayerWeights(memory, parameters);
        m_bias = parameters.get(1);
    }

    @Override
    void initialise(final Rng rng, final Initialisation initialisation) {
        if (initialisation == Initialisation.DCGAN) {
            Initialisation.drawDcgan(m_weights.trained(), 0, rng);
        } else {
            drawLeCun(m_weights.trained(), m_shape.patch(), rng);
        }
        Parameters.constant(m_bias, 0);
        m_weights.initialise(rng);
    }

    @Override
    void forward(final Tensor input, final int rows, final boolean training) {
        m_weights.prepare(training);
        kernels().convolution().forward(m_shape, input, m_weights.value(), m_bias.value(), activation(), output(),
            rows);
    }

    @Override
    void backward(final Tensor input, final Activation inputActivation, final Tensor target, final int rows,
        final boolean parameterGradients) {
        if (parameterGradients) {
            kernels().convolution().backward(m_shape, input, m_weights.value(), delta(), m_weights.gradient(),
                m_bias.gradient(), inputActivation, target, rows);
            m_weights.finishGradient();
        } else if (target != null) {
            kernels().convolution().back(m_shape, delta(), m_weights.value(), inputActivation, input, target, rows);
        }
    }

    @Override
    boolean isPiecewiseLinear() {
        return isPiecewiseLinear(activation());
    }

    @Override
    void tangent(final Tensor u, final Tensor t, final int rows) {
        kernels().convolution().tangent(m_shape, u, m_weights.value(), activation(), output(), t, rows);
    }

    @Override
    void tangentGradients(final Tensor u, final int rows) {
        kernels().convolution().backward(m_shape, u, m_weights.value(), delta(), m_weights.gradient(),
            m_bias.gradient(), Activation.LINEAR, null, rows);
        m_bias.gradient().array().assign(0);
        m_weights.finishGradient();
    }
}
