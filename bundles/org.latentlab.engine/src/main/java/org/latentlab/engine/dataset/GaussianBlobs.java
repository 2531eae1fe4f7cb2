package org.latentlab.engine.dataset;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/**
 * Gray images of Gaussian blobs: data whose true dimension is known, two per blob. A pixel at (x, y) is
 * min(1, Σ exp(−((x − xᵢ)² + (y − yᵢ)²) / 2σ²)), with the centres (xᵢ, yᵢ) uniform over the image. Pixels have their
 * centres at whole coordinates, so the image reaches from −0.5 to size − 0.5. The classes, if asked for, are the cells
 * of a grid that the first centre lies in; the factors are x1, y1, x2, y2 and so on, in pixels, the numbers padded with
 * zeros to equal length.
 */
public final class GaussianBlobs {

    private GaussianBlobs() {
    }

    /**
     * @param config what to draw
     * @return the images with the centres of each row; a row depends on the seed and its number alone
     */
    public static ImageDataset generate(final GaussianBlobsConfig config) {
        return generate(config, Progress.NONE);
    }

    /**
     * @param config what to draw
     * @param progress told how far it is, and asked whether to stop
     * @return the images with the centres of each row; a row depends on the seed and its number alone
     */
    public static ImageDataset generate(final GaussianBlobsConfig config, final Progress progress) {
        final int size = config.size();
        final byte[] pixels = new byte[config.count() * size * size];
        final double[][] xs = new double[config.blobs()][config.count()];
        final double[][] ys = new double[config.blobs()][config.count()];
        ParallelRows.forEach(config.count(), "Drawing blobs", progress, row -> {
            final Rng rng = Rng.stream(config.seed(), "blobs " + row);
            final double[] sum = new double[size * size];
            for (int b = 0; b < config.blobs(); b++) {
                xs[b][row] = rng.nextDouble(-0.5, size - 0.5);
                ys[b][row] = rng.nextDouble(-0.5, size - 0.5);
                add(xs[b][row], ys[b][row], config.width(), size, sum);
            }
            for (int i = 0; i < sum.length; i++) {
                pixels[row * sum.length + i] = (byte)(int)(255 * Math.min(1, sum[i]) + 0.5);
            }
        });
        final SortedMap<String, double[]> factors = new TreeMap<>();
        final String number = "%0" + Integer.toString(config.blobs()).length() + "d";
        for (int b = 0; b < config.blobs(); b++) {
            factors.put("x" + String.format(Locale.ROOT, number, b + 1), xs[b]);
            factors.put("y" + String.format(Locale.ROOT, number, b + 1), ys[b]);
        }
        return new ImageDataset("Gaussian blobs", Images.ofBytes(ImageShape.gray(size, size), pixels),
            config.classGrid() == 0 ? null : classes(config, xs[0], ys[0]), config.classNames(), null, factors,
            List.of());
    }

    /** The cell of the grid in which each centre lies, row by row. */
    private static int[] classes(final GaussianBlobsConfig config, final double[] x, final double[] y) {
        final int[] classes = new int[x.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = cell(y[i], config) * config.classGrid() + cell(x[i], config);
        }
        return classes;
    }

    private static int cell(final double at, final GaussianBlobsConfig config) {
        final int cell = (int)((at + 0.5) / config.size() * config.classGrid());
        return Math.min(config.classGrid() - 1, cell);
    }

    /** Adds one blob; a Gaussian is the product of one along x and one along y. */
    private static void add(final double x, final double y, final double width, final int size, final double[] sum) {
        final double[] across = new double[size];
        for (int i = 0; i < size; i++) {
            across[i] = StrictMath.exp(-(i - x) * (i - x) / (2 * width * width));
        }
        for (int row = 0; row < size; row++) {
            final double down = StrictMath.exp(-(row - y) * (row - y) / (2 * width * width));
            for (int column = 0; column < size; column++) {
                sum[row * size + column] += down * across[column];
            }
        }
    }
}
