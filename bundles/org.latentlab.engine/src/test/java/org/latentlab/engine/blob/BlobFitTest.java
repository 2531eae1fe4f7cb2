package org.latentlab.engine.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BlobFitTest {

    private static final int HEIGHT = 20;

    private static final int WIDTH = 24;

    private static double at(final Blob blob, final int pixel) {
        final double dx = pixel % WIDTH - blob.x();
        final double dy = pixel / WIDTH - blob.y();
        return blob.height() * Math.exp(-(dx * dx + dy * dy) / (2 * blob.width() * blob.width()));
    }

    private static GrayImage image(final double background, final double ripple, final Blob... blobs) {
        final double[] pixels = new double[HEIGHT * WIDTH];
        for (int i = 0; i < pixels.length; i++) {
            final int x = i % WIDTH;
            final int y = i / WIDTH;
            pixels[i] = background + ripple * Math.sin(12.9898 * x + 78.233 * y + x * y);
            for (final Blob blob : blobs) {
                pixels[i] += at(blob, i);
            }
            pixels[i] = (float)Math.min(1, pixels[i]);
        }
        return new GrayImage(pixels, HEIGHT, WIDTH);
    }

    /** The same image and model by scipy.optimize.least_squares. */
    @Test
    void disturbedBlobsAreFittedAsSciPyDoes() {
        final GrayImage image = image(0.1, 0.02, new Blob(7.3, 9.1, 2, 0.7), new Blob(14.2, 11.6, 3, 0.5));
        final BlobFit fit = new BlobFit(image, 0.1);
        fit.add(7, 9, 2.5, 0.6);
        fit.add(14, 12, 2.5, 0.6);
        fit.fit();
        assertEquals(0.09973759690141659, fit.background(), 1e-5);
        final double[][] expected = {{7.296542888446672, 9.127772334727725, 2.0045188526303304, 0.6981507496548526},
            {14.19073951952689, 11.601790398307871, 3.009451472286571, 0.5013206234915492}};
        for (int i = 0; i < 2; i++) {
            assertEquals(expected[i][0], fit.blob(i).x(), 1e-4);
            assertEquals(expected[i][1], fit.blob(i).y(), 1e-4);
            assertEquals(expected[i][2], fit.blob(i).width(), 1e-4);
            assertEquals(expected[i][3], fit.blob(i).height(), 1e-5);
        }
        assertEquals(0.013826542296419863, Math.sqrt(fit.error() / (HEIGHT * WIDTH)), 1e-7);
    }

    /** Two blobs whose sum is cut off at white are what they were. */
    @Test
    void saturationDoesNotChangeWhatIsFound() {
        final Blob first = new Blob(9, 10, 2.5, 1);
        final Blob second = new Blob(13.5, 10, 2.5, 1);
        final BlobFit fit = new BlobFit(image(0, 0, first, second), 0);
        fit.add(8, 9, 2, 0.8);
        fit.add(15, 11, 2, 0.8);
        fit.fit();
        assertEquals(first.x(), fit.blob(0).x(), 1e-3);
        assertEquals(second.x(), fit.blob(1).x(), 1e-3);
        assertEquals(2.5, fit.blob(0).width(), 1e-3);
        assertEquals(2.5, fit.blob(1).width(), 1e-3);
        assertEquals(0, fit.background(), 1e-4);
    }

    /** A centre beyond the border, of which a part is seen only. */
    @Test
    void aBlobCutByTheBorderKeepsItsWidth() {
        final Blob blob = new Blob(-0.4, 19.3, 3, 0.8);
        final BlobFit fit = new BlobFit(image(0.05, 0, blob), 0.05);
        fit.add(1, 18, 2, 0.5);
        fit.fit();
        assertEquals(blob.x(), fit.blob(0).x(), 1e-3);
        assertEquals(blob.y(), fit.blob(0).y(), 1e-3);
        assertEquals(blob.width(), fit.blob(0).width(), 1e-3);
        assertEquals(blob.height(), fit.blob(0).height(), 1e-3);
    }

    /** A saturated disc is wide, not high: its best round blob that is no brighter than white. */
    @Test
    void nothingIsBrighterThanWhite() {
        final double[] pixels = new double[HEIGHT * WIDTH];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 0.2 + (Math.hypot(i % WIDTH - 12, i / WIDTH - 10) <= 5 ? 0.8 : 0);
        }
        final BlobFit fit = new BlobFit(new GrayImage(pixels, HEIGHT, WIDTH), 0.2);
        fit.add(12, 10, 2, 0.8);
        fit.fit();
        assertTrue(fit.background() + fit.blob(0).height() <= 1 + 1e-8);
        assertTrue(fit.blob(0).width() > 3 && fit.blob(0).width() < 5, fit.blob(0).toString());
    }
}
