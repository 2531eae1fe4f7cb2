package org.latentlab.engine.blob;

/**
 * One blob that was found in an image: height · exp(−((column − x)² + (row − y)²) / 2 width²) above the background.
 *
 * @param x where its centre is, in pixels from the left; the first column of pixels is at 0
 * @param y where its centre is, in pixels from the top; the first row of pixels is at 0
 * @param width its standard deviation σ in pixels, above 0
 * @param height how far its centre rises above the background, in (0, 1], where 1 is from black to white
 */
public record Blob(double x, double y, double width, double height) {
}
