package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.backend.Backend;
import org.nd4j.linalg.api.buffer.DataType;

/** Kernels in float32 on the CPU. */
final class FusedKernels implements Kernels {

    private final List<Tensor> m_tensors = new ArrayList<>();

    private final DenseKernels m_dense = new FusedDense();

    private final ConvolutionKernels m_convolution = new FusedConvolution(this);

    private final NormalisationKernels m_normalisation = new FusedNormalisation();

    private final LossKernels m_losses = new FusedLosses();

    FusedKernels() {
        Backend.load();
    }

    @Override
    public Tensor allocate(final int rows, final int columns) {
        final Tensor tensor = new Tensor(DataType.FLOAT, rows, columns);
        m_tensors.add(tensor);
        return tensor;
    }

    @Override
    public DenseKernels dense() {
        return m_dense;
    }

    @Override
    public ConvolutionKernels convolution() {
        return m_convolution;
    }

    @Override
    public NormalisationKernels normalisation() {
        return m_normalisation;
    }

    @Override
    public LossKernels losses() {
        return m_losses;
    }

    @Override
    public Optimizer adam(final List<Parameter> parameters, final AdamConfig config) {
        return new FusedAdam(parameters, config);
    }

    @Override
    public void close() {
        m_tensors.forEach(Tensor::close);
        m_tensors.clear();
    }
}
