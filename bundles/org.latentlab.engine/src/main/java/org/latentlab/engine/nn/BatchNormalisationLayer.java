package org.latentlab.engine.nn;

import java.util.List;

import org.latentlab.engine.math.Rng;

/** Batch normalisation with a learned scale and shift of each channel. */
final class BatchNormalisationLayer extends Layer {

    private final List<Parameter> m_parameters;

    private final BatchNorm m_norm;

    /** Where gradients go that nobody wants. */
    private final Tensor[] m_unread;

    BatchNormalisationLayer(final Memory memory, final LayerSpec.BatchNormalisation spec, final LayerShape in,
        final List<ParameterShape> shapes) {
        super(memory.kernels(), spec.activation(), memory.values(in.values()), memory.gradients(in.values()));
        m_parameters = memory.add(shapes);
        m_norm = new BatchNorm(value(0), value(1), value(2), value(3), kernels().allocate(1, in.channels()),
            kernels().allocate(1, in.channels()));
        m_unread = new Tensor[]{kernels().allocate(1, in.channels()), kernels().allocate(1, in.channels())};
    }

    private Tensor value(final int parameter) {
        return m_parameters.get(parameter).value();
    }

    @Override
    void initialise(final Rng rng, final Initialisation initialisation) {
        // scale, shift, running mean, running variance
        final float[] values = {1, 0, 0, 1};
        for (int i = 0; i < values.length; i++) {
            Parameters.constant(m_parameters.get(i), values[i]);
        }
        if (initialisation == Initialisation.DCGAN) {
            Initialisation.drawDcgan(m_parameters.get(0), 1, rng);
        }
    }

    @Override
    void forward(final Tensor input, final int rows, final boolean training) {
        if (training) {
            kernels().normalisation().train(m_norm, input, activation(), output(), rows);
        } else {
            kernels().normalisation().evaluate(m_norm, input, activation(), output(), rows);
        }
    }

    @Override
    void backward(final Tensor input, final Activation inputActivation, final Tensor target, final int rows,
        final boolean parameterGradients) {
        // the sums that are the parameters' gradients are needed for those of the input, too
        kernels().normalisation().backward(m_norm, input, delta(),
            parameterGradients ? m_parameters.get(0).gradient() : m_unread[0],
            parameterGradients ? m_parameters.get(1).gradient() : m_unread[1], inputActivation, target, rows);
    }
}
