package org.latentlab.engine.snapshot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

import javax.imageio.ImageIO;

import org.latentlab.engine.EngineException;

/** Pictures of PNG files on white, of one size. */
final class Frames {

    private static final int HALF = 2;

    private Frames() {
    }

    /**
     * @param png a PNG file
     * @param name of the frame, for a message
     * @return its picture, opaque
     * @throws EngineException if it cannot be read
     */
    static BufferedImage read(final byte[] png, final String name) {
        final BufferedImage image;
        try {
            image = ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException | RuntimeException e) {
            throw new EngineException("The picture of " + name + " cannot be read: " + e.getMessage() + ".", e);
        }
        if (image == null) {
            throw new EngineException("The picture of " + name + " is no image that can be read. Choose a column of "
                + "PNG images.");
        }
        return resized(image, image.getWidth(), image.getHeight());
    }

    /**
     * @param images pictures, null for a free place
     * @param places where each stands
     * @return them on a white canvas
     */
    static BufferedImage together(final List<BufferedImage> images, final Arrangement places) {
        final BufferedImage canvas = new BufferedImage(places.width(), places.height(), BufferedImage.TYPE_INT_RGB);
        final Graphics2D g = canvas.createGraphics();
        try {
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, places.width(), places.height());
            for (int i = 0; i < images.size(); i++) {
                g.drawImage(images.get(i), places.lefts()[i], places.tops()[i], null);
            }
        } finally {
            g.dispose();
        }
        return canvas;
    }

    /**
     * @param image a picture
     * @param scale pixels wanted per pixel
     * @return the picture scaled
     */
    static BufferedImage scaled(final BufferedImage image, final double scale) {
        BufferedImage source = image;
        final int w = size(image.getWidth(), scale);
        final int h = size(image.getHeight(), scale);
        // halving averages all pixels; shrinking more in one step would skip some
        while (source.getWidth() >= HALF * w && source.getHeight() >= HALF * h) {
            source = resized(source, (source.getWidth() + 1) / HALF, (source.getHeight() + 1) / HALF);
        }
        return resized(source, w, h);
    }

    /**
     * @param pixels a width or height
     * @param scale pixels wanted per pixel
     * @return the scaled one, at least 1
     */
    static int size(final int pixels, final double scale) {
        return (int)Math.max(1, Math.round(pixels * scale));
    }

    private static BufferedImage resized(final BufferedImage image, final int width, final int height) {
        final BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        final Graphics2D g = canvas.createGraphics();
        try {
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, width, height);
            final boolean whole = width % image.getWidth() == 0 && height % image.getHeight() == 0;
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, whole
                ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR : width < image.getWidth()
                ? RenderingHints.VALUE_INTERPOLATION_BILINEAR : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            g.drawImage(image, 0, 0, width, height, null);
        } finally {
            g.dispose();
        }
        return canvas;
    }
}
