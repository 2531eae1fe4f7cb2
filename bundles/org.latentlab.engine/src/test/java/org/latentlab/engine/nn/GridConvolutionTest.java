package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentlab.engine.math.Rng;

/**
 * All ways to compute a convolution on the CPU against the sums of its definition, in float64, for odd sizes, strides,
 * paddings and numbers of channels, and for a batch that is not full.
 */
class GridConvolutionTest {

    private static final int BATCH = 6;

    private static final int ROWS = 5; // the last batch of an epoch

    private static final double TOLERANCE = 1e-5;

    private static final float UNTOUCHED = 7f;

    private static Stream<KernelGrid> grids() {
        return Stream.of(
            // convolutions: the tutorial's, then others
            KernelGrid.of(new ConvolutionShape(28, 28, 1, 32, 3, 2, 0)),
            KernelGrid.of(new ConvolutionShape(13, 13, 5, 6, 3, 2, 0)),
            KernelGrid.of(new ConvolutionShape(14, 9, 4, 3, 3, 2, 0)), // the last row is not reached
            KernelGrid.of(new ConvolutionShape(8, 12, 3, 5, 4, 2, 1)),
            KernelGrid.of(new ConvolutionShape(7, 5, 2, 4, 4, 2, 1)),
            KernelGrid.of(new ConvolutionShape(6, 7, 4, 4, 3, 1, 1)),
            KernelGrid.of(new ConvolutionShape(6, 5, 2, 3, 5, 1, 4)), // more padding than it needs
            KernelGrid.of(new ConvolutionShape(9, 8, 3, 2, 5, 2, 2)),
            KernelGrid.of(new ConvolutionShape(5, 6, 2, 3, 1, 2, 0)), // pixels that no position meets
            KernelGrid.of(new ConvolutionShape(11, 10, 2, 3, 4, 3, 1)),
            KernelGrid.of(new ConvolutionShape(11, 13, 1, 2, 7, 3, 3)),
            KernelGrid.of(new ConvolutionShape(3, 3, 1, 1, 3, 2, 0)), // a single position
            KernelGrid.of(new ConvolutionShape(1, 1, 4, 3, 3, 2, 1)),
            KernelGrid.of(new ConvolutionShape(2, 90, 2, 3, 2, 2, 0)),
            // transposed ones
            KernelGrid.of(new TransposedConvolutionShape(7, 7, 6, 5, 3, 2, 0, 1)),
            KernelGrid.of(new TransposedConvolutionShape(4, 7, 5, 4, 3, 2, 0, 0)),
            KernelGrid.of(new TransposedConvolutionShape(5, 3, 3, 4, 3, 2, 1, 0)),
            KernelGrid.of(new TransposedConvolutionShape(4, 3, 5, 3, 4, 2, 1, 0)),
            KernelGrid.of(new TransposedConvolutionShape(6, 5, 4, 1, 3, 1, 1, 0)),
            KernelGrid.of(new TransposedConvolutionShape(6, 5, 4, 3, 3, 1, 1, 0)),
            KernelGrid.of(new TransposedConvolutionShape(3, 4, 2, 3, 5, 2, 1, 2)),
            KernelGrid.of(new TransposedConvolutionShape(1, 1, 3, 2, 4, 2, 1, 0)),
            KernelGrid.of(new TransposedConvolutionShape(3, 4, 2, 3, 2, 3, 0, 1)), // pixels between the kernels
            KernelGrid.of(new TransposedConvolutionShape(4, 3, 2, 2, 5, 3, 2, 1)));
    }

    private static Stream<Arguments> gridsTwice() {
        return grids().flatMap(grid -> Stream.<BiFunction<Kernels, KernelGrid, GridConvolution>>of(
            UnfoldedConvolution::new, PolyphaseConvolution::new).map(way -> Arguments.of(grid, way)));
    }

    /** Grids for minimal filtering: of all kinds of stretches, with pixels that no position meets or more padding. */
    private static Stream<Arguments> gridsOfFour() {
        return Stream.of(new ConvolutionShape(14, 14, 4, 8, 4, 2, 1), new ConvolutionShape(16, 8, 3, 5, 4, 2, 1),
            new ConvolutionShape(4, 6, 2, 3, 4, 2, 0), new ConvolutionShape(9, 13, 2, 3, 4, 2, 1),
            new ConvolutionShape(7, 12, 2, 3, 4, 2, 3), new ConvolutionShape(20, 5, 1, 2, 4, 2, 2))
            .map(shape -> Arguments.of(KernelGrid.of(shape),
                (BiFunction<Kernels, KernelGrid, GridConvolution>)WinogradConvolution::new));
    }

    /** The pairs (image value, grid value, weight) that a convolution is a sum over, for one example. */
    private interface Pair {
        void visit(int image, int grid, int weight);
    }

    private static void forAll(final KernelGrid g, final Pair pair) {
        for (int i = 0; i < g.gridHeight(); i++) {
            for (int j = 0; j < g.gridWidth(); j++) {
                for (int k = 0; k < g.kernel() * g.kernel(); k++) {
                    final int y = i * g.stride() - g.padding() + k / g.kernel();
                    final int x = j * g.stride() - g.padding() + k % g.kernel();
                    if (y >= 0 && y < g.height() && x >= 0 && x < g.width()) {
                        for (int c = 0; c < g.channels() * g.filters(); c++) {
                            pair.visit((y * g.width() + x) * g.channels() + c / g.filters(),
                                (i * g.gridWidth() + j) * g.filters() + c % g.filters(),
                                k * g.channels() * g.filters() + c);
                        }
                    }
                }
            }
        }
    }

    private static Tensor random(final Kernels kernels, final Rng rng, final int rows, final int columns) {
        final Tensor tensor = kernels.allocate(rows, columns);
        final float[] values = new float[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)(0.1 + 0.9 * rng.nextDouble()); // what an activation may have made
        }
        tensor.put(values, values.length);
        return tensor;
    }

    private static Tensor untouched(final Kernels kernels, final int columns) {
        final Tensor tensor = kernels.allocate(BATCH, columns);
        final float[] values = new float[tensor.size()];
        Arrays.fill(values, UNTOUCHED);
        tensor.put(values, values.length);
        return tensor;
    }

    private static void assertRows(final String what, final double[] expected, final Tensor actual) {
        final double[] values = actual.toDoubles();
        for (int i = 0; i < values.length; i++) {
            final double e = i < expected.length ? expected[i] : UNTOUCHED;
            assertEquals(e, values[i], TOLERANCE * Math.max(1, Math.abs(e)), what + ", value " + i);
        }
    }

    @ParameterizedTest
    @MethodSource({"gridsTwice", "gridsOfFour"})
    void sumsAreThoseOfTheDefinition(final KernelGrid g, final BiFunction<Kernels, KernelGrid, GridConvolution> way) {
        final int pixels = g.height() * g.line();
        final int points = g.gridHeight() * g.gridLine();
        try (Kernels kernels = new FusedKernels()) {
            final Rng rng = new Rng(5);
            final GridConvolution convolution = way.apply(kernels, g);
            final Tensor image = random(kernels, rng, BATCH, pixels);
            final Tensor grid = random(kernels, rng, BATCH, points);
            final Tensor weights = random(kernels, rng, g.patch(), g.filters());
            final double[] x = image.toDoubles();
            final double[] y = grid.toDoubles();
            final double[] w = weights.toDoubles();
            final double[] gathered = new double[ROWS * points];
            final double[] scattered = new double[ROWS * pixels];
            final double[] gradient = new double[w.length];
            for (int row = 0; row < ROWS; row++) {
                final int atImage = row * pixels;
                final int atGrid = row * points;
                forAll(g, (i, j, k) -> {
                    gathered[atGrid + j] += x[atImage + i] * w[k];
                    scattered[atImage + i] += y[atGrid + j] * w[k];
                    gradient[k] += x[atImage + i] * y[atGrid + j];
                });
            }
            for (int repeat = 0; repeat < 2; repeat++) { // the second run finds memory that is not clean
                final Tensor outGrid = untouched(kernels, points);
                convolution.gather(image, weights, LineEnd.slope(Activation.LINEAR, null), outGrid, ROWS);
                assertRows("gather", gathered, outGrid);
                final Tensor outImage = untouched(kernels, pixels);
                convolution.scatter(grid, weights, LineEnd.slope(Activation.LINEAR, null), outImage, ROWS);
                assertRows("scatter", scattered, outImage);
                backwardPasses(kernels, convolution, g.channels(), List.of(image, grid, weights),
                    List.of(gathered, scattered, gradient));
            }
        }
    }

    private static void backwardPasses(final Kernels kernels, final GridConvolution convolution, final int channels,
        final List<Tensor> given, final List<double[]> sums) {
        final Tensor image = given.get(0);
        final Tensor grid = given.get(1);
        final Tensor weights = given.get(2);
        final GridConvolution.Gradients byGrid = new GridConvolution.Gradients(
            kernels.allocate(weights.rows(), weights.columns()), kernels.allocate(1, weights.columns()));
        final Tensor toImage = untouched(kernels, image.columns());
        convolution.gatherBack(image, grid, weights, byGrid, LineEnd.slope(Activation.SIGMOID, image), toImage, ROWS);
        assertWeights(sums.get(2), byGrid.weights());
        assertArrayEquals(columnSums(grid, weights.columns()), byGrid.bias().toDoubles(), 1e-3);
        assertRows("gradient of the image", times(sums.get(1), image), toImage);
        final GridConvolution.Gradients byImage = new GridConvolution.Gradients(
            kernels.allocate(weights.rows(), weights.columns()), kernels.allocate(1, channels));
        final Tensor toGrid = untouched(kernels, grid.columns());
        convolution.scatterBack(grid, image, weights, byImage, LineEnd.slope(Activation.SIGMOID, grid), toGrid, ROWS);
        assertWeights(sums.get(2), byImage.weights());
        assertArrayEquals(columnSums(image, channels), byImage.bias().toDoubles(), 1e-3);
        assertRows("gradient of the grid", times(sums.get(0), grid), toGrid);
        convolution.gatherBack(image, grid, weights, byGrid, null, null, ROWS);
        assertWeights(sums.get(2), byGrid.weights());
        convolution.scatterBack(grid, image, weights, byImage, null, null, ROWS);
        assertWeights(sums.get(2), byImage.weights());
    }

    private static void assertWeights(final double[] expected, final Tensor actual) {
        final double[] values = actual.toDoubles();
        for (int i = 0; i < values.length; i++) {
            assertEquals(expected[i], values[i], TOLERANCE * Math.max(1, Math.abs(expected[i])), "weight " + i);
        }
    }

    private static double[] columnSums(final Tensor tensor, final int channels) {
        final double[] values = tensor.toDoubles();
        final double[] sums = new double[channels];
        for (int i = 0; i < ROWS * tensor.columns(); i++) {
            sums[i % channels] += values[i];
        }
        return sums;
    }

    /** The sums times the slope of the logistic function that made h. */
    private static double[] times(final double[] sums, final Tensor h) {
        final double[] values = h.toDoubles();
        final double[] result = new double[sums.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = sums[i] * values[i] * (1 - values[i]);
        }
        return result;
    }
}
