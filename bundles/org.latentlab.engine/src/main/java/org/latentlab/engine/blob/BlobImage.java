package org.latentlab.engine.blob;

import java.util.List;

/**
 * The blobs of one image.
 *
 * @param blobs the blobs, the most prominent first; empty where there are none
 * @param background the gray level that the blobs stand on, in [0, 1]
 * @param residual root mean square of what blobs and background leave unexplained, over all pixels, in [0, 1]
 */
public record BlobImage(List<Blob> blobs, double background, double residual) {

    /** Copies the list. */
    public BlobImage {
        blobs = List.copyOf(blobs);
    }

    /** @return the number of blobs */
    public int count() {
        return blobs.size();
    }

    /** @return the mean standard deviation of the blobs in pixels; NaN where there are none */
    public double meanWidth() {
        return blobs.stream().mapToDouble(Blob::width).average().orElse(Double.NaN);
    }

    /** @return the mean height of the blobs above the background; NaN where there are none */
    public double meanHeight() {
        return blobs.stream().mapToDouble(Blob::height).average().orElse(Double.NaN);
    }
}
