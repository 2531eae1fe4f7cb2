package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.backend.Backend;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Kernels of plain ND4J operations: on any backend, in float32 or float64. */
final class NdKernels implements Kernels {

    private final DataType m_type;

    private final List<Tensor> m_tensors = new ArrayList<>();

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
        return new NdAdam(this, parameters, config);
    }

    @Override
    public void close() {
        m_tensors.forEach(Tensor::close);
        m_tensors.clear();
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

        @Override
        public void tangent(final Tensor u, final Tensor weights, final Activation activation, final Tensor h,
            final Tensor t, final int rows) {
            final INDArray result = t.firstRows(rows);
            NdOps.multiply(u.firstRows(rows), false, weights.array(), false, result);
            NdOps.derivative(activation, result, h == null ? null : h.firstRows(rows));
        }
    };
}
