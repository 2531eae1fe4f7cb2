package org.latentlab.engine.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

import org.latentlab.engine.image.Images;

/** Puts single images into a picture: their own pixels where they are enlarged, smoothed where they shrink. */
final class ImagePainter {

    private ImagePainter() {
    }

    /**
     * @param images the images
     * @param image which one
     * @param inverted whether dark and light are exchanged, so that light ink on black becomes dark ink on white
     * @return its pixels
     */
    static BufferedImage pixels(final Images images, final int image, final boolean inverted) {
        final int height = images.shape().height();
        final int width = images.shape().width();
        final int plane = height * width;
        final BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < plane; i++) {
            final int red = images.byteValue(image, i);
            final int green = images.shape().channels() == 1 ? red : images.byteValue(image, plane + i);
            final int blue = images.shape().channels() == 1 ? red : images.byteValue(image, 2 * plane + i);
            final int rgb = red << 16 | green << 8 | blue;
            pixels.setRGB(i % width, i / width, inverted ? ~rgb & 0xFFFFFF : rgb);
        }
        return pixels;
    }

    static void draw(final Graphics2D g, final BufferedImage pixels, final double x, final double y, final double width,
        final double height) {
        final boolean enlarged = width * g.getTransform().getScaleX() >= pixels.getWidth();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, enlarged
            ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        final AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(width / pixels.getWidth(), height / pixels.getHeight());
        g.drawImage(pixels, place, null);
    }
}
