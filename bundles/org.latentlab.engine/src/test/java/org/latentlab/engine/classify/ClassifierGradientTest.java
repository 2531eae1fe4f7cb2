package org.latentlab.engine.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.GradientCheck;
import org.latentlab.engine.nn.Kernels;

/** The code that trains the classifier, run in float64, against finite differences, and in float32 against float64. */
class ClassifierGradientTest {

    private static final int ROWS = 4;

    private static final int[] LABELS = {2, 0, 1, 2};

    private static ClassifierNetwork network(final Kernels kernels, final ImageShape shape) {
        final ClassifierNetwork network = new ClassifierNetwork(kernels, shape, 3, ROWS + 1, true);
        network.initialise(3);
        final Rng rng = new Rng(4);
        final float[] x = new float[ROWS * shape.values()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float)rng.nextDouble();
        }
        network.input().put(x, x.length);
        network.drawMasks(rng, ROWS);
        return network;
    }

    private static double loss(final ClassifierNetwork network) {
        final double[] perRow = new double[ROWS];
        network.forward(true, ROWS);
        network.loss(LABELS, perRow, ROWS);
        return Arrays.stream(perRow).sum() / ROWS;
    }

    private static void gradients(final ClassifierNetwork network) {
        network.forward(true, ROWS);
        network.gradients(LABELS, new double[ROWS], ROWS);
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        for (final ImageShape shape : List.of(ImageShape.gray(8, 9), ImageShape.rgb(11, 8))) {
            try (Kernels kernels = GradientCheck.kernels()) {
                final ClassifierNetwork network = network(kernels, shape);
                gradients(network);
                GradientCheck.check(network.parameters().list(), () -> loss(network));
            }
        }
    }

    @Test
    void theFusedFloatGradientsAreThoseOfFloat64() {
        for (final ImageShape shape : List.of(ImageShape.gray(8, 9), ImageShape.rgb(11, 8))) {
            try (Kernels exact = GradientCheck.kernels(); Kernels fused = Kernels.create();
                    Kernels plain = GradientCheck.plainFloatKernels()) {
                final ClassifierNetwork expected = network(exact, shape);
                gradients(expected);
                for (final Kernels kernels : List.of(fused, plain)) {
                    final ClassifierNetwork actual = network(kernels, shape);
                    gradients(actual);
                    assertEquals(loss(expected), loss(actual), 1e-5);
                    for (int p = 0; p < expected.parameters().list().size(); p++) {
                        final double[] e = expected.parameters().list().get(p).gradient().toDoubles();
                        final double[] a = actual.parameters().list().get(p).gradient().toDoubles();
                        final double scale = Arrays.stream(e).map(Math::abs).max().orElseThrow();
                        for (int i = 0; i < e.length; i++) {
                            assertEquals(e[i], a[i], 2e-5 * scale, expected.parameters().list().get(p).shape()
                                + ", value " + i);
                        }
                    }
                }
            }
        }
    }
}
