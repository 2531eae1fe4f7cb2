package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/** A table of class vectors on every kind of kernels. */
class EmbeddingTest {

    private static final int[] CLASSES = {2, 0, 2};

    @Test
    void rowsAreJoinedAndGradientsSummedByClass() {
        for (int kind = 0; kind < 3; kind++) {
            try (Kernels kernels = kind == 0 ? new FusedKernels()
                : kind == 1 ? GradientCheck.kernels() : GradientCheck.plainFloatKernels()) {
                final Parameters parameters = new Parameters(kernels);
                final Embedding embedding = new Embedding(parameters, Embedding.shape("table", 3, 2));
                parameters.list().get(0).value().put(new double[]{10, 11, 20, 21, 30, 31}, 6);
                final Tensor input = kernels.allocate(4, 3);
                embedding.join(new float[]{1, 2, 3}, CLASSES, input, 3);
                assertArrayEquals(new double[]{1, 30, 31, 2, 10, 11, 3, 30, 31, 0, 0, 0}, input.toDoubles());
                final Tensor gradient = kernels.allocate(4, 3);
                gradient.put(new double[]{7, 1, 2, 7, 4, 8, 7, 16, 32, 7, 64, 128}, 12);
                embedding.gradients(CLASSES, gradient, 3);
                assertArrayEquals(new double[]{4, 8, 0, 0, 17, 34},
                    parameters.list().get(0).gradient().toDoubles());
            }
        }
    }
}
