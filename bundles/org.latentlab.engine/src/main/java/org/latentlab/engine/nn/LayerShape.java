package org.latentlab.engine.nn;

/**
 * The shape of one example between two layers. Values are stored H×W×C; a vector is 1×1×n.
 *
 * @param height at least 1
 * @param width at least 1
 * @param channels at least 1
 */
public record LayerShape(int height, int width, int channels) {

    /** Checks the values. */
    public LayerShape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("A layer's shape has at least 1 row, column and channel, not " + height
                + "×" + width + "×" + channels + ".");
        }
    }

    /**
     * @param values number of values
     * @return the shape of a vector
     */
    public static LayerShape vector(final int values) {
        return new LayerShape(1, 1, values);
    }

    /** @return number of values of one example */
    public int values() {
        return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    /** @return for instance "14×14×32", or "500" for a vector */
    @Override
    public String toString() {
        return height == 1 && width == 1 ? Integer.toString(channels) : height + "×" + width + "×" + channels;
    }
}
