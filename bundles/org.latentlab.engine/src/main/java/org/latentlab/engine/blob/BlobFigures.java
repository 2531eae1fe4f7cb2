package org.latentlab.engine.blob;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The blobs of many images in figures. Errors are standard errors over the images, which are taken to be independent;
 * the blobs of one image are not.
 *
 * @param images number of images
 * @param blobs number of blobs in all of them
 * @param count blobs per image
 * @param width standard deviation σ of a blob in pixels, mean over all blobs
 * @param medianWidth the median of the same, which few blobs that were not told apart do not move
 * @param height how far a blob rises above the background, mean over all blobs, in (0, 1]
 * @param background gray level of the background, mean over the images, in [0, 1]
 * @param residual root mean square of what blobs and background leave of an image, mean over the images
 */
public record BlobFigures(int images, int blobs, Estimate count, Estimate width, double medianWidth, Estimate height,
    Estimate background, Estimate residual) {

    /**
     * @param measured what was found in each image, at least one
     * @return the figures; width and height are NaN where there is no blob, errors where there is one image
     */
    public static BlobFigures of(final List<BlobImage> measured) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("Figures of blobs need at least one image.");
        }
        final double[] counts = values(measured, BlobImage::count);
        final double[] ones = values(measured, image -> 1);
        final double[] widths = measured.stream().flatMap(image -> image.blobs().stream()).mapToDouble(Blob::width)
            .sorted().toArray();
        return new BlobFigures(measured.size(), widths.length, Estimate.ofClusters(counts, ones),
            Estimate.ofClusters(sums(measured, Blob::width), counts), median(widths),
            Estimate.ofClusters(sums(measured, Blob::height), counts),
            Estimate.ofClusters(values(measured, BlobImage::background), ones),
            Estimate.ofClusters(values(measured, BlobImage::residual), ones));
    }

    private static double[] values(final List<BlobImage> measured, final ToDoubleFunction<BlobImage> value) {
        return measured.stream().mapToDouble(value).toArray();
    }

    private static double[] sums(final List<BlobImage> measured, final ToDoubleFunction<Blob> value) {
        return values(measured, image -> image.blobs().stream().mapToDouble(value).sum());
    }

    private static double median(final double[] sorted) {
        final int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
