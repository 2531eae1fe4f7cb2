package org.latentlab.engine.blob;

import java.util.Arrays;

/**
 * A gray image as doubles.
 *
 * @param pixels row by row
 * @param height rows
 * @param width columns
 */
record GrayImage(double[] pixels, int height, int width) {

    /** A filter reaches so many standard deviations. */
    private static final double REACH = 4;

    /** Median of |N(0, 1)|. */
    private static final double MEDIAN_DEVIATION = 0.6744897501960817;

    /** The standard deviation that the mask of {@link #noise()} gives noise of standard deviation 1. */
    private static final double MASK_NORM = 6;

    /** The weights of a Gaussian filter of that standard deviation, from the middle outwards; they sum to 1. */
    private static double[] weights(final double deviation) {
        final int reach = (int)(REACH * deviation + 0.5);
        final double[] weights = new double[reach + 1];
        double sum = 0;
        for (int i = 0; i <= reach; i++) {
            weights[i] = deviation == 0 ? 1 : StrictMath.exp(-0.5 * i * i / (deviation * deviation));
            sum += i == 0 ? weights[i] : 2 * weights[i];
        }
        for (int i = 0; i <= reach; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /**
     * @param deviation standard deviation of the Gaussian filter in pixels; 0 = none
     * @return the image filtered, mirrored at its borders
     */
    GrayImage smoothed(final double deviation) {
        if (deviation == 0) {
            return this;
        }
        final double[] weights = weights(deviation);
        final double[] across = new double[pixels.length];
        final double[] both = new double[pixels.length];
        for (int row = 0; row < height; row++) {
            filter(pixels, row * width, 1, width, weights, across);
        }
        for (int column = 0; column < width; column++) {
            filter(across, column, width, height, weights, both);
        }
        return new GrayImage(both, height, width);
    }

    private static void filter(final double[] from, final int offset, final int step, final int length,
        final double[] weights, final double[] to) {
        for (int i = 0; i < length; i++) {
            double sum = weights[0] * from[offset + i * step];
            for (int k = 1; k < weights.length; k++) {
                sum += weights[k] * (from[offset + mirrored(i - k, length) * step]
                    + from[offset + mirrored(i + k, length) * step]);
            }
            to[offset + i * step] = sum;
        }
    }

    /** The index inside 0…length − 1 that an index outside mirrors, the border pixel repeated. */
    private static int mirrored(final int index, final int length) {
        final int i = Math.floorMod(index, 2 * length);
        return i < length ? i : 2 * length - 1 - i;
    }

    /**
     * Standard deviation of the noise from pixel to pixel, by a mask that smooth parts of an image leave 0 (Immerkær
     * 1996, "Fast noise variance estimation"), and the median of its absolute values instead of their mean, so that
     * edges count little.
     *
     * @return the standard deviation; 0 for images of fewer than 3 × 3 pixels
     */
    double noise() {
        if (height < 3 || width < 3) {
            return 0;
        }
        final double[] values = new double[(height - 2) * (width - 2)];
        int n = 0;
        for (int row = 1; row < height - 1; row++) {
            for (int column = 1; column < width - 1; column++) {
                final int i = row * width + column;
                values[n++] = Math.abs(4 * pixels[i] - 2 * (pixels[i - 1] + pixels[i + 1] + pixels[i - width]
                    + pixels[i + width]) + pixels[i - width - 1] + pixels[i - width + 1] + pixels[i + width - 1]
                    + pixels[i + width + 1]);
            }
        }
        return quantile(values, 0.5) / (MASK_NORM * MEDIAN_DEVIATION);
    }

    /**
     * @param deviation standard deviation of a Gaussian filter in pixels
     * @return what the filter leaves of the standard deviation of noise, in (0, 1]
     */
    static double noiseLeft(final double deviation) {
        final double[] weights = weights(deviation);
        double squares = weights[0] * weights[0];
        for (int i = 1; i < weights.length; i++) {
            squares += 2 * weights[i] * weights[i];
        }
        return squares;
    }

    /**
     * @param share in [0, 1)
     * @return the pixel that this share of all is darker than
     */
    double quantile(final double share) {
        return quantile(pixels, share);
    }

    private static double quantile(final double[] values, final double share) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int)(share * sorted.length)];
    }
}
