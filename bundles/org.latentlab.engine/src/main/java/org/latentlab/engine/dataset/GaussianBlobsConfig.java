package org.latentlab.engine.dataset;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What images of blobs to draw.
 *
 * @param count how many images, at least 1
 * @param size the images' width and height in pixels, from 2 to 1024
 * @param blobs blobs in each image, from 1 to 100
 * @param width the standard deviation of a blob in pixels, above 0
 * @param seed any value
 * @param classGrid n for classes "row 1, column 1" to "row n, column n", the cell of an n × n grid over the image in
 *            which the first blob's centre lies, from 1 to 10; 0 for no classes
 */
public record GaussianBlobsConfig(int count, int size, int blobs, double width, long seed,
        int classGrid) {

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
        if (classGrid < 0 || classGrid > 10) {
            throw new IllegalArgumentException("The grid of classes of the blob images has " + classGrid
                + " cells on a side; it must have 1 to 10, or 0 for no classes.");
        }
        if (!(width > 0) || Double.isInfinite(width)) {
            throw new IllegalArgumentException("The width of a blob is " + width
                + " pixels; it must be a positive number.");
        }
    }

    /**
     * Blobs without classes.
     *
     * @param count how many images
     * @param size the images' width and height in pixels
     * @param blobs blobs in each image
     * @param width the standard deviation of a blob in pixels
     * @param seed any value
     */
    public GaussianBlobsConfig(final int count, final int size, final int blobs, final double width, final long seed) {
        this(count, size, blobs, width, seed, 0);
    }

    /** @return the names of the classes, row by row; empty if there are none */
    public List<String> classNames() {
        return IntStream.range(0, classGrid * classGrid)
            .mapToObj(i -> "row " + (i / classGrid + 1) + ", column " + (i % classGrid + 1)).toList();
    }
}
