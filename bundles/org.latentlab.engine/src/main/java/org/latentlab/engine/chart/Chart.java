package org.latentlab.engine.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * A picture that can be drawn at any size, as pixels or as vectors. Sizes are in CSS pixels (96 to the inch); text
 * keeps its size whatever the picture's, so a larger picture shows more, not bigger, and {@link #png(int, int, double)}
 * with scale 2 gives the same layout with twice the resolution. The same chart and size give the same bytes on one
 * machine.
 */
public interface Chart {

    /** @return what the picture shows, in a few words; stands at its top, empty for none */
    String title();

    /** @return a width at which the picture is good to look at, in pixels */
    int preferredWidth();

    /**
     * @param width a width in pixels
     * @return the height that suits it, in pixels
     */
    int heightFor(int width);

    /**
     * Draws the picture into [0, width] × [0, height], background included.
     *
     * @param g where to; its state is restored
     * @param width in pixels
     * @param height in pixels
     */
    void draw(Graphics2D g, int width, int height);

    /**
     * @param width in pixels, 64…20,000
     * @param height in pixels, 32…60,000
     * @param scale device pixels per pixel, in (0, 8]
     * @return the picture, opaque, round(width·scale) × round(height·scale)
     * @throws IllegalArgumentException if a size is out of range, or the picture has more than 200 million pixels
     */
    default BufferedImage image(final int width, final int height, final double scale) {
        return Rendering.image(this, width, height, scale);
    }

    /**
     * @param width in pixels, 64…20,000
     * @param height in pixels, 32…60,000
     * @return the picture as a PNG file of that size
     */
    default byte[] png(final int width, final int height) {
        return png(width, height, 1);
    }

    /**
     * @param width in pixels, 64…20,000
     * @param height in pixels, 32…60,000
     * @param scale device pixels per pixel, in (0, 8]
     * @return the picture as a PNG file of width·scale × height·scale pixels
     */
    default byte[] png(final int width, final int height, final double scale) {
        return Rendering.png(image(width, height, scale));
    }

    /**
     * @param width in pixels, 64…20,000
     * @param height in pixels, 32…60,000
     * @return the picture as an SVG document; text stays text, clouds of many points and images are embedded pixels,
     *         and nothing outside the document is referred to
     */
    default String svg(final int width, final int height) {
        return Rendering.svg(this, width, height);
    }
}
