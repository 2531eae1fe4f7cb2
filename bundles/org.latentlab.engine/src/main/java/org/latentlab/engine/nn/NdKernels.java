package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.backend.Backend;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Kernels of plain ND4J operations: on any backend, in float32 or float64. */
final class NdKernels implements Kernels {

    private final DataType m_type;

    private final List<Tensor> m_tensors = new ArrayList<>();

    private final List<INDArray> m_states = new ArrayList<>();

    private final LossKernels m_losses;

    /** @param type FLOAT or DOUBLE */
    NdKernels(final DataType type) {
        Backend.load();
        m_type = type;
        m_losses = new NdLosses();
    }

    @Override
    public Tensor allocate(final int rows, final int columns) {
        final Tensor tensor = new Tensor(m_type, rows, columns);
        m_tensors.add(tensor);
        return tensor;
    }

    @Override
    public DenseKernels dense() {
        return DENSE;
    }

    @Override
    public ConvolutionKernels convolution() {
        return NdConvolution.INSTANCE;
    }

    @Override
    public NormalisationKernels normalisation() {
        return NdNormalisation.INSTANCE;
    }

    @Override
    public LossKernels losses() {
        return m_losses;
    }

    @Override
    public Optimizer adam(final List<Parameter> parameters, final AdamConfig config) {
        return new Adam(parameters, config);
    }

    @Override
    public void close() {
        m_tensors.forEach(Tensor::close);
        m_tensors.clear();
        m_states.forEach(INDArray::close);
        m_states.clear();
    }

    private static final DenseKernels DENSE = new DenseKernels() {
        @Override
        public void forward(final Tensor x, final Tensor weights, final Tensor bias, final Activation activation,
            final Tensor h, final int rows) {
            final INDArray result = h.firstRows(rows);
            NdOps.multiply(x.firstRows(rows), false, weights.array(), false, result);
            result.addiRowVector(bias.array());
            NdOps.activate(activation, result);
        }

        @Override
        public void gradients(final Tensor x, final Tensor delta, final Tensor weightGradient,
            final Tensor biasGradient, final int rows) {
            NdOps.multiply(x.firstRows(rows), true, delta.firstRows(rows), false, weightGradient.array());
            NdOps.columnSums(delta.firstRows(rows), biasGradient.array());
        }

        @Override
        public void back(final Tensor delta, final Tensor weights, final Activation activation, final Tensor x,
            final Tensor target, final int rows) {
            final INDArray result = target.firstRows(rows);
            NdOps.multiply(delta.firstRows(rows), false, weights.array(), true, result);
            NdOps.derivative(activation, result, x == null ? null : x.firstRows(rows));
        }
    };

    private final class Adam implements Optimizer {

        private final List<Parameter> m_parameters;

        private final AdamConfig m_config;

        private final List<INDArray> m_means = new ArrayList<>();

        private final List<INDArray> m_squares = new ArrayList<>();

        private int m_step;

        Adam(final List<Parameter> parameters, final AdamConfig config) {
            m_parameters = List.copyOf(parameters);
            m_config = config;
            for (final Parameter parameter : m_parameters) {
                m_means.add(Nd4j.zeros(m_type, parameter.value().array().shape()));
                m_squares.add(Nd4j.zeros(m_type, parameter.value().array().shape()));
            }
            m_states.addAll(m_means);
            m_states.addAll(m_squares);
        }

        @Override
        public void step(final double rateFactor) {
            m_step++;
            final double rate = rateFactor * m_config.rate(m_step);
            final double rootScale = m_config.rootScale(m_step);
            for (int i = 0; i < m_parameters.size(); i++) {
                final INDArray gradient = m_parameters.get(i).gradient().array();
                final INDArray mean = m_means.get(i);
                final INDArray square = m_squares.get(i);
                mean.muli(m_config.beta1());
                square.muli(m_config.beta2());
                try (INDArray part = gradient.mul(1 - m_config.beta1())) {
                    mean.addi(part);
                }
                try (INDArray part = gradient.mul(gradient)) {
                    square.addi(part.muli(1 - m_config.beta2()));
                }
                try (INDArray root = Transforms.sqrt(square, true)) {
                    root.muli(rootScale).addi(m_config.epsilon()).rdivi(mean).muli(rate);
                    m_parameters.get(i).value().array().subi(root);
                }
            }
        }
    }
}
