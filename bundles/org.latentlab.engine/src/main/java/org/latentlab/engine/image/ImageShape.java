package org.latentlab.engine.image;

/**
 * The shape of an image: channels, height and width. Pixels are stored channel by channel, row by row (C×H×W).
 *
 * @param channels 1 (gray) or 3 (RGB)
 * @param height rows of pixels, at least 1
 * @param width columns of pixels, at least 1
 */
public record ImageShape(int channels, int height, int width) {

    /** Checks the values. */
    public ImageShape {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("An image has 1 (gray) or 3 (RGB) channels, not " + channels + ".");
        }
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("An image has a height and a width of at least 1 pixel, not "
                + height + "×" + width + ".");
        }
        if ((long)channels * height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("An image of " + height + "×" + width + "×" + channels
                + " has more values than one array holds.");
        }
    }

    /**
     * @param height rows of pixels
     * @param width columns of pixels
     * @return the shape of a gray image
     */
    public static ImageShape gray(final int height, final int width) {
        return new ImageShape(1, height, width);
    }

    /**
     * @param height rows of pixels
     * @param width columns of pixels
     * @return the shape of an RGB image
     */
    public static ImageShape rgb(final int height, final int width) {
        return new ImageShape(3, height, width);
    }

    /** @return the number of values of one image: channels × height × width */
    public int values() {
        return channels * height * width;
    }

    /**
     * Numeric vectors are kept as gray images of one row.
     *
     * @return whether the values are a vector rather than pixels, so that they are not bound to [0, 1]
     */
    public boolean isVector() {
        return channels == 1 && height == 1;
    }

    /** @return for instance "28×28" for a gray image and "32×32×3" for an RGB one */
    @Override
    public String toString() {
        return height + "×" + width + (channels == 1 ? "" : "×" + channels);
    }
}
