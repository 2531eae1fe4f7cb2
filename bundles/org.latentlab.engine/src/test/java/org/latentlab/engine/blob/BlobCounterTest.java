package org.latentlab.engine.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.dataset.GaussianBlobs;
import org.latentlab.engine.dataset.GaussianBlobsConfig;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class BlobCounterTest {

    private static final BlobConfig PEAKS = new BlobConfig(1, 0.1, false);

    private static List<BlobImage> measure(final Images images, final BlobConfig config) {
        return BlobCounter.measure(images, config, Progress.NONE);
    }

    private static ImageDataset blobs(final int count, final int size, final int blobs, final double width) {
        return GaussianBlobs.generate(new GaussianBlobsConfig(count, size, blobs, width, 3));
    }

    @Test
    void singleBlobsAreFoundWhereTheyWereDrawn() {
        for (final double width : new double[]{1, 2, 3.5}) {
            final ImageDataset data = blobs(60, 28, 1, width);
            final SortedMap<String, double[]> centres = data.factors();
            final List<BlobImage> found = measure(data.images(), BlobConfig.STANDARD);
            for (int i = 0; i < found.size(); i++) {
                assertEquals(1, found.get(i).count(), "image " + i);
                final Blob blob = found.get(i).blobs().get(0);
                assertEquals(centres.get("x1")[i], blob.x(), 0.01);
                assertEquals(centres.get("y1")[i], blob.y(), 0.01);
                assertEquals(width, blob.width(), 0.01);
                assertEquals(1, blob.height(), 0.01);
                assertEquals(0, found.get(i).background(), 1e-3);
                assertTrue(found.get(i).residual() < 2e-3);
            }
        }
    }

    /** Every centre that was drawn has a blob of its own near it, but those that lie closer to another than σ. */
    @Test
    void tenBlobsAreToldApartUnlessTheyLieOnEachOther() {
        final ImageDataset data = blobs(40, 64, 10, 2);
        final List<BlobImage> found = measure(data.images(), BlobConfig.STANDARD);
        int missed = 0;
        for (int i = 0; i < found.size(); i++) {
            int expected = 10;
            for (int b = 1; b <= 10; b++) {
                boolean covered = false;
                for (int c = 1; c < b; c++) {
                    covered |= Math.hypot(at(data, "x", b, i) - at(data, "x", c, i), at(data, "y", b, i)
                        - at(data, "y", c, i)) < 2;
                }
                expected -= covered ? 1 : 0;
            }
            assertTrue(found.get(i).count() <= 10 && found.get(i).count() >= expected - 1, "image " + i + ": "
                + found.get(i).count() + " of " + expected);
            missed += Math.max(0, expected - found.get(i).count());
        }
        assertTrue(missed <= 2, "missed " + missed);
        final BlobFigures figures = BlobFigures.of(found);
        assertEquals(2, figures.width().value(), 0.02);
        assertEquals(2, figures.medianWidth(), 0.002);
        assertEquals(1, figures.height().value(), 0.01);
    }

    private static double at(final ImageDataset data, final String axis, final int blob, final int image) {
        return data.factors().get(String.format("%s%02d", axis, blob))[image];
    }

    private static Images two(final double distance, final double height) {
        final int size = 32;
        final float[] pixels = new float[size * size];
        for (int i = 0; i < pixels.length; i++) {
            double sum = 0;
            for (final double x : new double[]{15 - distance / 2, 15 + distance / 2}) {
                sum += height * Math.exp(-(Math.pow(i % size - x, 2) + Math.pow(i / size - 16.2, 2)) / 8);
            }
            pixels[i] = (float)Math.min(1, sum);
        }
        return Images.ofFloats(ImageShape.gray(size, size), pixels);
    }

    /** Two Gaussians of width σ have two peaks from 2σ on; smoothing by one pixel makes that 2·√(σ² + 1) = 4.5. */
    @Test
    void overlappingBlobsHaveOnePeakButAreSeparated() {
        for (final double height : new double[]{1, 0.75}) {
            assertEquals(1, measure(two(4, height), PEAKS).get(0).count());
            assertEquals(2, measure(two(6, height), PEAKS).get(0).count());
        }
        for (final double distance : new double[]{2.5, 4, 6}) {
            final BlobImage found = measure(two(distance, 1), BlobConfig.STANDARD).get(0);
            assertEquals(2, found.count(), "distance " + distance);
            assertEquals(2, found.meanWidth(), 0.01);
            assertEquals(distance, Math.abs(found.blobs().get(0).x() - found.blobs().get(1).x()), 0.02);
        }
    }

    @Test
    void backgroundAndNoiseAreNoBlobs() {
        final int size = 32;
        final Rng rng = new Rng(5);
        final float[] pixels = new float[50 * size * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float)Math.max(0, Math.min(1, 0.5 + 0.1 * rng.nextGaussian()));
        }
        final List<BlobImage> noise = measure(Images.ofFloats(ImageShape.gray(size, size), pixels),
            BlobConfig.STANDARD);
        assertTrue(noise.stream().mapToInt(BlobImage::count).sum() <= 5, "of 50 images of noise");
        assertEquals(0.5, noise.get(0).background(), 0.02);
        assertEquals(0.1, noise.get(0).residual(), 0.01);
        for (final float gray : new float[]{0, 0.3f, 1}) {
            final float[] flat = new float[size * size];
            Arrays.fill(flat, gray);
            final BlobImage found = measure(Images.ofFloats(ImageShape.gray(size, size), flat), BlobConfig.STANDARD)
                .get(0);
            assertEquals(List.of(), found.blobs());
            assertEquals(gray, found.background(), 1e-6);
            assertTrue(Double.isNaN(found.meanWidth()) && Double.isNaN(found.meanHeight()));
        }
    }

    /** Blobs on a bright ground, with noise as strong as a twentieth of them. */
    @Test
    void widthAndHeightSurviveNoiseAndBackground() {
        final int size = 32;
        final ImageDataset data = blobs(100, size, 1, 2);
        final Rng rng = new Rng(6);
        final float[] pixels = data.images().toFloats();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float)(0.25 + 0.5 * pixels[i] + 0.025 * rng.nextGaussian());
        }
        final List<BlobImage> found = measure(Images.ofFloats(ImageShape.gray(size, size), pixels),
            BlobConfig.STANDARD);
        assertTrue(found.stream().allMatch(f -> f.count() == 1));
        final BlobFigures figures = BlobFigures.of(found);
        assertEquals(2, figures.width().value(), 4 * figures.width().error());
        assertEquals(0.5, figures.height().value(), 4 * figures.height().error());
        assertEquals(0.25, figures.background().value(), 4 * figures.background().error() + 1e-4);
        assertEquals(0.025, figures.residual().value(), 0.001);
        assertTrue(figures.width().error() < 0.02 && figures.width().error() > 0.001);
    }

    @Test
    void coloursBecomeGrayAndTheSameImagesGiveTheSameBits() {
        final Images gray = blobs(5, 16, 2, 1.5).images();
        final byte[] rgb = new byte[3 * gray.size() * 256];
        for (int i = 0; i < gray.size(); i++) {
            for (int j = 0; j < 3 * 256; j++) {
                rgb[i * 768 + j] = (byte)gray.byteValue(i, j % 256);
            }
        }
        final List<BlobImage> one = measure(gray, BlobConfig.STANDARD);
        assertEquals(one, measure(gray, BlobConfig.STANDARD));
        final List<BlobImage> colour = measure(Images.ofBytes(ImageShape.rgb(16, 16), rgb), BlobConfig.STANDARD);
        for (int i = 0; i < one.size(); i++) {
            assertEquals(one.get(i).count(), colour.get(i).count());
            assertEquals(one.get(i).meanWidth(), colour.get(i).meanWidth(), 0.01);
        }
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        assertEquals("Blobs are found in images of at least 3×3 pixels, not in vectors of 5 values.",
            assertThrows(EngineException.class, () -> measure(Images.ofFloats(new ImageShape(1, 1, 5), new float[5]),
                BlobConfig.STANDARD)).getMessage());
        assertEquals("Blobs are found in images of at least 3×3 pixels, not in 2×9 ones.",
            assertThrows(EngineException.class, () -> measure(Images.ofFloats(ImageShape.gray(2, 9), new float[18]),
                BlobConfig.STANDARD)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new BlobConfig(-1, 0.1, true));
        assertThrows(IllegalArgumentException.class, () -> new BlobConfig(1, 0, true));
        assertThrows(IllegalArgumentException.class, () -> new BlobConfig(1, Double.NaN, true));
        final Progress cancelled = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                // nobody listens
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        final Images images = blobs(2, 16, 1, 2).images();
        assertThrows(CancellationException.class, () -> BlobCounter.measure(images, BlobConfig.STANDARD, cancelled));
    }
}
