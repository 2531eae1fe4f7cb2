package org.latentlab.engine.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.GradientCheck;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.train.Progress;

/** The code that trains classifiers, run in float64, against finite differences, and in float32 against float64. */
class ClassifierGradientTest {

    private static final int ROWS = 4;

    private static final int[] LABELS = {2, 0, 1, 2};

    private static final List<ImageShape> SHAPES = List.of(ImageShape.gray(8, 9), ImageShape.rgb(11, 8));

    private static ClassifierNetwork network(final Kernels kernels, final ClassifierArchitecture architecture,
        final ImageShape shape) {
        final ClassifierNetwork network = ClassifierNetwork.create(kernels, architecture, shape, 3, ROWS + 1,
            ClassifierNetwork.Use.TRAIN);
        network.initialise(3);
        final Rng rng = new Rng(4);
        final double[] x = images(shape, rng);
        network.input().put(x, x.length);
        network.drawMasks(rng, ROWS);
        return network;
    }

    private static double[] images(final ImageShape shape, final Rng rng) {
        final double[] x = new double[ROWS * shape.values()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float)rng.nextDouble();
        }
        return x;
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

    @ParameterizedTest
    @EnumSource
    void gradientsAgreeWithFiniteDifferences(final ClassifierArchitecture architecture) {
        for (final ImageShape shape : SHAPES) {
            try (Kernels kernels = GradientCheck.kernels()) {
                final ClassifierNetwork network = network(kernels, architecture, shape);
                gradients(network);
                GradientCheck.check(network.parameters().list(), () -> loss(network));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFusedFloatGradientsAreThoseOfFloat64(final ClassifierArchitecture architecture) {
        for (final ImageShape shape : SHAPES) {
            try (Kernels exact = GradientCheck.kernels(); Kernels fused = Kernels.create();
                    Kernels plain = GradientCheck.plainFloatKernels()) {
                final ClassifierNetwork expected = network(exact, architecture, shape);
                gradients(expected);
                for (final Kernels kernels : List.of(fused, plain)) {
                    final ClassifierNetwork actual = network(kernels, architecture, shape);
                    gradients(actual);
                    assertEquals(loss(expected), loss(actual), 1e-5);
                    for (int p = 0; p < expected.parameters().list().size(); p++) {
                        assertNear(expected.parameters().list().get(p).gradient().toDoubles(),
                            actual.parameters().list().get(p).gradient().toDoubles(),
                            expected.parameters().list().get(p).shape().toString());
                    }
                }
            }
        }
    }

    private static void assertNear(final double[] expected, final double[] actual, final String what) {
        final double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 2e-5 * scale, what + ", value " + i);
        }
    }

    private static ImageClassifier classifier(final ClassifierArchitecture architecture, final ImageShape shape) {
        final Rng rng = new Rng(8);
        final byte[] pixels = new byte[6 * shape.values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)rng.nextInt(256);
        }
        return ClassifierTrainer.train(Images.ofBytes(shape, pixels), new int[]{0, 1, 2, 0, 1, 2},
            List.of("a", "b", "c"), ClassifierConfig.standard(1, 2).with(architecture), Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void gradientsOfTheImagesAgreeWithFiniteDifferences(final ClassifierArchitecture architecture) {
        for (final ImageShape shape : SHAPES) {
            final ImageClassifier classifier = classifier(architecture, shape);
            try (Kernels exact = GradientCheck.kernels(); Kernels fused = Kernels.create()) {
                final Rng rng = new Rng(9);
                final double[] x = images(shape, rng);
                final ClassifierGradient expected = classifier.gradient(exact, ROWS + 1);
                final double[] gradient = new double[x.length];
                final double[] unread = new double[x.length];
                final double[] loss = new double[ROWS];
                final int right = expected.crossEntropy(x, LABELS, ROWS, loss, gradient);
                final double norm = Math.sqrt(Arrays.stream(gradient).map(v -> v * v).sum() / x.length);
                for (int s = 0; s < 60; s++) {
                    final int at = rng.nextInt(x.length);
                    final double[] sides = new double[2];
                    for (int side = 0; side < 2; side++) {
                        final double[] moved = x.clone();
                        moved[at] += (side == 0 ? 1 : -1) * 1e-6;
                        final double[] losses = new double[ROWS];
                        expected.crossEntropy(moved, LABELS, ROWS, losses, unread);
                        sides[side] = losses[at / shape.values()];
                    }
                    assertEquals((sides[0] - sides[1]) / 2e-6, gradient[at], 1e-5 * norm, shape + ", value " + at);
                }
                final double[] floats = new double[x.length];
                final double[] floatLoss = new double[ROWS];
                assertEquals(right,
                    classifier.gradient(fused, ROWS).crossEntropy(x, LABELS, ROWS, floatLoss, floats));
                assertNear(gradient, floats, "gradient");
                assertArrayEquals(loss, floatLoss, 1e-5);
            }
        }
    }

    @Test
    void crossEntropyAndCountAreThoseOfTheProbabilities() {
        final ImageShape shape = ImageShape.rgb(9, 8);
        final ImageClassifier classifier = classifier(ClassifierArchitecture.CONVOLUTIONAL, shape);
        final double[] x = images(shape, new Rng(10));
        final float[] pixels = new float[x.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float)x[i];
        }
        final float[] p = classifier.probabilities(Images.ofFloats(shape, pixels), Progress.NONE);
        int right = 0;
        for (int r = 0; r < ROWS; r++) {
            int best = 0;
            for (int j = 1; j < 3; j++) {
                best = p[3 * r + j] > p[3 * r + best] ? j : best;
            }
            right += best == LABELS[r] ? 1 : 0;
        }
        try (Kernels kernels = Kernels.create()) {
            final double[] loss = new double[ROWS];
            assertEquals(right, classifier.gradient(kernels, ROWS).crossEntropy(x, LABELS, ROWS, loss,
                new double[x.length]));
            for (int r = 0; r < ROWS; r++) {
                assertEquals(-Math.log(p[3 * r + LABELS[r]]), loss[r], 1e-5);
            }
        }
    }
}
