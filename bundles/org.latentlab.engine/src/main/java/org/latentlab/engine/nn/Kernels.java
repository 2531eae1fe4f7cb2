package org.latentlab.engine.nn;

import java.util.List;

import org.latentlab.engine.backend.Backend;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The arithmetic networks are made of, on preallocated memory. There are two implementations, each the other's test:
 * for float32 on the CPU, products of OpenBLAS and convolutions of oneDNN with fused loops over heap arrays for all
 * that is light; and plain ND4J operations, which run on every backend and in float64.
 * <p>
 * Every method takes the number of {@code rows} of the batch that count, so that the last batch of an epoch may be
 * smaller than the memory reserved. One instance belongs to one thread at a time; {@link #close()} releases all memory
 * it handed out.
 */
public interface Kernels extends AutoCloseable {

    /** @return the fastest kernels for the backend in use, in float32; loads the backend */
    static Kernels create() {
        return Backend.load().backend().equals("CPU") ? new FusedKernels() : new NdKernels(DataType.FLOAT);
    }

    /**
     * @param rows number of rows
     * @param columns number of columns
     * @return a matrix of zeros, released with these kernels
     */
    Tensor allocate(int rows, int columns);

    /** @return fully connected layers */
    DenseKernels dense();

    /** @return convolution, transposed convolution, pooling and dropout */
    ConvolutionKernels convolution();

    /** @return batch normalisation and values added per row and channel */
    NormalisationKernels normalisation();

    /** @return losses with their gradients */
    LossKernels losses();

    /**
     * @param parameters what it is to change
     * @param config the settings
     * @return Adam, at its first step
     */
    Optimizer adam(List<Parameter> parameters, AdamConfig config);

    /** Releases all memory handed out. */
    @Override
    void close();
}
