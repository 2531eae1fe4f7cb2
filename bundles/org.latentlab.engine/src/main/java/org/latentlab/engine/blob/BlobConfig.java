package org.latentlab.engine.blob;

/**
 * How blobs are looked for.
 *
 * @param smoothing standard deviation in pixels of the Gaussian filter that an image goes through before peaks are
 *            looked for, 0…100; 0 = none
 * @param prominence how far a peak must rise above the saddle to the next higher one, in (0, 1), where 1 is from black
 *            to white; more where the image is noisy (see {@link BlobCounter})
 * @param separate whether blobs are told apart that overlap so much that they have one peak together
 */
public record BlobConfig(double smoothing, double prominence, boolean separate) {

    /** Peaks smoothed over one pixel that rise by a tenth of the range, overlapping blobs told apart. */
    public static final BlobConfig STANDARD = new BlobConfig(1, 0.1, true);

    private static final double MOST_SMOOTHING = 100;

    /** Checks the values. */
    public BlobConfig {
        if (!(smoothing >= 0 && smoothing <= MOST_SMOOTHING)) {
            throw new IllegalArgumentException("The smoothing before peaks are looked for is 0 to 100 pixels, not "
                + smoothing + ".");
        }
        if (!(prominence > 0 && prominence < 1)) {
            throw new IllegalArgumentException("The least prominence of a peak is above 0 and below 1, where 1 is from "
                + "black to white, not " + prominence + ". A usual value is 0.1.");
        }
    }
}
