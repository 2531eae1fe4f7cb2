package org.latentlab.engine.dataset;

/**
 * What images of blobs to draw.
 *
 * @param count how many images, at least 1
 * @param size the images' width and height in pixels, from 2 to 1024
 * @param blobs blobs in each image, from 1 to 100
 * @param width the standard deviation of a blob in pixels, above 0
 * @param seed any value
 */
public record GaussianBlobsConfig(int count, int size, int blobs, double width, long seed) {

    /** Checks the values. */
    public GaussianBlobsConfig {
        if (size < 2 || size > 1024) {
            throw new IllegalArgumentException("The size of the blob images is " + size
                + " pixels; it must lie between 2 and 1024.");
        }
        final int most = (Integer.MAX_VALUE - 8) / (size * size);
        if (count < 1 || count > most) {
            throw new IllegalArgumentException("The number of blob images is " + count + "; it must lie between 1 and "
                + most + " at " + size + "×" + size + " pixels.");
        }
        if (blobs < 1 || blobs > 100) {
            throw new IllegalArgumentException("The number of blobs in an image is " + blobs
                + "; it must lie between 1 and 100.");
        }
        if (!(width > 0) || Double.isInfinite(width)) {
            throw new IllegalArgumentException("The width of a blob is " + width
                + " pixels; it must be a positive number.");
        }
    }
}
