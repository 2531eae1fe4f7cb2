package org.latentlab.engine.nn;

import java.util.Arrays;
import java.util.List;

import org.latentlab.engine.backend.Parallel;

/**
 * Batch normalisation and row biases in float32 on the CPU. Values go through in pieces of whole positions; what there
 * is one of per channel is tiled to the length of a piece, so that all loops are elementwise.
 */
final class FusedNormalisation implements NormalisationKernels {

    /** About so many values go through an elementwise loop at once. */
    private static final int PIECE = 2048;

    /** What to do with a piece of a tensor. */
    private interface Body {
        /**
         * @param at where the piece begins
         * @param n its length, a multiple of the channels
         * @param room arrays of at least n values to work in
         */
        void run(int chunk, int at, int n, float[][] room);
    }

    private static int length(final int columns, final int channels) {
        return channels * Math.max(1, Math.min(PIECE, columns) / channels);
    }

    /** Runs the body for all pieces of the first rows. */
    private static void forPieces(final int rows, final int columns, final int channels, final Body body) {
        final int length = length(columns, channels);
        Parallel.forRange(rows, (chunk, from, to) -> {
            final float[][] room = new float[4][length];
            for (int at = from * columns; at < to * columns; at += length) {
                body.run(chunk, at, Math.min(length, to * columns - at), room);
            }
        });
    }

    private static float[] tile(final double[] values, final int length) {
        final float[] tiled = new float[length];
        for (int j = 0; j < length; j++) {
            tiled[j] = (float)values[j % values.length];
        }
        return tiled;
    }

    private static double[] values(final Tensor row) {
        final float[] values = row.toFloats();
        final double[] result = new double[values.length];
        for (int j = 0; j < values.length; j++) {
            result[j] = values[j];
        }
        return result;
    }

    private static void put(final double[] values, final Tensor row) {
        row.put(tile(values, values.length), values.length);
    }

    /** @return the sums of each channel over tiled sums per chunk */
    private static double[] total(final float[][] sums, final int channels) {
        final double[] total = new double[channels];
        for (final float[] part : sums) {
            for (int j = 0; j < part.length; j++) {
                total[j % channels] += part[j];
            }
        }
        return total;
    }

    @Override
    public void train(final BatchNorm norm, final Tensor x, final Activation activation, final Tensor y,
        final int rows) {
        final int channels = norm.channels();
        final double n = (double)rows * x.columns() / channels;
        // about a value of about the mean's size, squares lose no digits
        final double[] pivot = firstMean(x, channels);
        final int length = length(x.columns(), channels);
        final float[] tiled = tile(pivot, length);
        final float[][] sums = new float[Parallel.chunks(rows)][length];
        final float[][] squares = new float[sums.length][length];
        forPieces(rows, x.columns(), channels, (chunk, at, count, room) -> {
            x.host().get(at, room[0], 0, count);
            FusedMath.subtract(room[0], tiled, count);
            FusedMath.add(sums[chunk], room[0], count);
            FusedMath.addProduct(squares[chunk], room[0], room[0], count);
        });
        final double[] mean = total(sums, channels);
        final double[] variance = total(squares, channels);
        for (int j = 0; j < channels; j++) {
            final double offset = mean[j] / n;
            variance[j] = Math.max(0, variance[j] / n - offset * offset);
            mean[j] = (float)pivot[j] + offset;
        }
        move(norm.runningMean(), mean, 1);
        move(norm.runningVariance(), variance, n > 1 ? n / (n - 1) : 1);
        put(mean, norm.mean());
        put(inverseDeviation(variance), norm.inverseDeviation());
        normalise(norm, mean, inverseDeviation(variance), x, activation, y, rows);
    }

    /** @return the means over the positions of the first row */
    private static double[] firstMean(final Tensor x, final int channels) {
        final float[] row = new float[x.columns()];
        x.get(row, row.length);
        final double[] mean = total(new float[][]{row}, channels);
        for (int j = 0; j < channels; j++) {
            mean[j] *= (double)channels / row.length;
        }
        return mean;
    }

    private static double[] inverseDeviation(final double[] variance) {
        final double[] inverse = new double[variance.length];
        for (int j = 0; j < inverse.length; j++) {
            inverse[j] = 1 / Math.sqrt(variance[j] + EPSILON);
        }
        return inverse;
    }

    private static void move(final Tensor running, final double[] present, final double factor) {
        final double[] values = values(running);
        for (int j = 0; j < values.length; j++) {
            values[j] += MOMENTUM * (factor * present[j] - values[j]);
        }
        put(values, running);
    }

    @Override
    public void evaluate(final BatchNorm norm, final Tensor x, final Activation activation, final Tensor y,
        final int rows) {
        normalise(norm, values(norm.runningMean()), inverseDeviation(values(norm.runningVariance())), x, activation, y,
            rows);
    }

    private static void normalise(final BatchNorm norm, final double[] mean, final double[] inverse, final Tensor x,
        final Activation activation, final Tensor y, final int rows) {
        final int channels = mean.length;
        final int length = length(x.columns(), channels);
        final double[] factor = values(norm.scale());
        for (int j = 0; j < channels; j++) {
            factor[j] *= inverse[j];
        }
        final float[] tiledMean = tile(mean, length);
        final float[] tiledFactor = tile(factor, length);
        final float[] tiledShift = tile(values(norm.shift()), length);
        forPieces(rows, x.columns(), channels, (chunk, at, n, room) -> {
            x.host().get(at, room[0], 0, n);
            FusedMath.subtract(room[0], tiledMean, n);
            FusedMath.scaleAndAdd(room[0], tiledFactor, tiledShift, n);
            FusedMath.activate(activation, room[0], n, room[1], room[2]);
            y.host().put(at, room[0], 0, n);
        });
    }

    @Override
    public void backward(final BatchNorm norm, final Tensor x, final Tensor delta, final Tensor scaleGradient,
        final Tensor shiftGradient, final Activation activation, final Tensor target, final int rows) {
        final int channels = norm.channels();
        final int length = length(x.columns(), channels);
        final double[] inverse = values(norm.inverseDeviation());
        final float[] mean = tile(values(norm.mean()), length);
        final float[][] sums = new float[Parallel.chunks(rows)][length];
        final float[][] products = new float[sums.length][length];
        forPieces(rows, x.columns(), channels, (chunk, at, n, room) -> {
            delta.host().get(at, room[0], 0, n);
            x.host().get(at, room[1], 0, n);
            FusedMath.subtract(room[1], mean, n);
            FusedMath.add(sums[chunk], room[0], n);
            FusedMath.addProduct(products[chunk], room[0], room[1], n);
        });
        final double[] shift = total(sums, channels);
        final double[] scale = total(products, channels);
        for (int j = 0; j < channels; j++) {
            scale[j] *= inverse[j];
        }
        put(shift, shiftGradient);
        put(scale, scaleGradient);
        if (target != null) {
            final double n = (double)rows * x.columns() / channels;
            // γ/σ (δ − mean of δ − x̂ · mean of δ x̂), as δ · a + (x − μ) · b + c
            final double[] a = values(norm.scale());
            for (int j = 0; j < channels; j++) {
                a[j] *= inverse[j];
                scale[j] *= -a[j] * inverse[j] / n;
                shift[j] *= -a[j] / n;
            }
            back(mean, List.of(tile(a, length), tile(scale, length), tile(shift, length)), x, delta, activation,
                target, rows, channels);
        }
    }

    private static void back(final float[] mean, final List<float[]> factors, final Tensor x, final Tensor delta,
        final Activation activation, final Tensor target, final int rows, final int channels) {
        final float[] tiledA = factors.get(0);
        final float[] tiledB = factors.get(1);
        final float[] tiledC = factors.get(2);
        forPieces(rows, x.columns(), channels, (chunk, at, count, room) -> {
            delta.host().get(at, room[0], 0, count);
            x.host().get(at, room[1], 0, count);
            FusedMath.difference(room[1], mean, room[2], count);
            FusedMath.scaleAndAdd(room[0], tiledA, tiledC, count);
            FusedMath.addProduct(room[0], room[2], tiledB, count);
            FusedMath.derivative(activation, room[0], room[1], count, room[2]);
            target.host().put(at, room[0], 0, count);
        });
    }

    @Override
    public void rowBias(final Tensor x, final Tensor s, final Activation activation, final Tensor y, final int rows) {
        final int columns = x.columns();
        final int channels = s.columns();
        Parallel.forRange(rows, (chunk, from, to) -> {
            final float[][] room = new float[4][columns];
            for (int r = from; r < to; r++) {
                x.host().get(r * columns, room[0], 0, columns);
                s.host().get(r * channels, room[3], 0, channels);
                for (int at = channels; at < columns; at += channels) {
                    System.arraycopy(room[3], 0, room[3], at, channels);
                }
                FusedMath.add(room[0], room[3], columns);
                FusedMath.activate(activation, room[0], columns, room[1], room[2]);
                y.host().put(r * columns, room[0], 0, columns);
            }
        });
    }

    @Override
    public void rowBiasBack(final Tensor x, final Tensor delta, final Activation activation, final Tensor target,
        final Tensor rowGradient, final int rows) {
        final int columns = delta.columns();
        final int channels = rowGradient.columns();
        Parallel.forRange(rows, (chunk, from, to) -> {
            final float[][] room = new float[3][columns];
            final float[] sums = new float[channels];
            for (int r = from; r < to; r++) {
                delta.host().get(r * columns, room[0], 0, columns);
                Arrays.fill(sums, 0f);
                for (int at = 0; at < columns; at += channels) {
                    for (int c = 0; c < channels; c++) {
                        sums[c] += room[0][at + c];
                    }
                }
                rowGradient.host().put(r * channels, sums, 0, channels);
                if (target != null) {
                    if (activation != Activation.LINEAR) {
                        x.host().get(r * columns, room[1], 0, columns);
                        FusedMath.derivative(activation, room[0], room[1], columns, room[2]);
                    }
                    target.host().put(r * columns, room[0], 0, columns);
                }
            }
        });
    }
}
