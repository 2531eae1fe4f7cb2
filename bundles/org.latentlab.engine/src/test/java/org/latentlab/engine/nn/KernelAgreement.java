package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.BiFunction;

import org.latentlab.engine.math.Rng;
import org.nd4j.linalg.api.buffer.DataType;

/** Runs one computation on all kinds of kernels and compares what they return. */
final class KernelAgreement {

    private KernelAgreement() {
    }

    /**
     * Fused and plain kernels in float32 against plain ones in float64.
     *
     * @param tolerance allowed difference, relative to the larger of the value and 1
     * @param computation gives the tensors to compare
     */
    static void agree(final double tolerance, final BiFunction<Kernels, Filler, List<Tensor>> computation) {
        try (Kernels fused = new FusedKernels(); Kernels exact = new NdKernels(DataType.DOUBLE);
                Kernels single = new NdKernels(DataType.FLOAT)) {
            final List<Tensor> expected = computation.apply(exact, new Filler());
            for (final Kernels kernels : List.of(fused, single)) {
                final List<Tensor> actual = computation.apply(kernels, new Filler());
                for (int t = 0; t < expected.size(); t++) {
                    final double[] e = expected.get(t).toDoubles();
                    final double[] a = actual.get(t).toDoubles();
                    for (int i = 0; i < e.length; i++) {
                        assertEquals(e[i], a[i], tolerance * Math.max(1, Math.abs(e[i])),
                            kernels.getClass().getSimpleName() + ", result " + t + ", value " + i);
                    }
                }
            }
        }
    }

    /** Fills tensors with the same numbers, exact in float32, on every kind of kernels. */
    static final class Filler {
        private final Rng m_rng = new Rng(11);

        Tensor normal(final Kernels kernels, final int rows, final int columns) {
            return fill(kernels.allocate(rows, columns), 0, 1.5);
        }

        Tensor unit(final Kernels kernels, final int rows, final int columns) {
            final Tensor tensor = kernels.allocate(rows, columns);
            final float[] values = new float[tensor.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)m_rng.nextDouble();
            }
            tensor.put(values, values.length);
            return tensor;
        }

        Tensor fill(final Tensor tensor, final double mean, final double deviation) {
            final float[] values = new float[tensor.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)(mean + deviation * m_rng.nextGaussian());
            }
            tensor.put(values, values.length);
            return tensor;
        }
    }
}
