package org.latentlab.engine.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.dataset.GaussianBlobs;
import org.latentlab.engine.dataset.GaussianBlobsConfig;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class BlobFiguresTest {

    private static BlobImage image(final double background, final double... widths) {
        final List<Blob> blobs = new ArrayList<>();
        for (final double width : widths) {
            blobs.add(new Blob(0, 0, width, 0.5));
        }
        return new BlobImage(blobs, background, 0.01);
    }

    /** By NumPy: m = t.sum() / c.sum(), sqrt(((t − m c)²).sum() / (n − 1) / n) / c.mean(). */
    @Test
    void meansOverBlobsHaveTheErrorOfARatio() {
        final Estimate estimate = Estimate.ofClusters(new double[]{4.1, 0, 6.3, 2.2, 8.8}, new double[]{2, 0, 3, 1,
            4});
        assertEquals(2.14, estimate.value(), 1e-12);
        assertEquals(0.036742346141747796, estimate.error(), 1e-12);
        final Estimate mean = Estimate.ofClusters(new double[]{1, 2, 6}, new double[]{1, 1, 1});
        assertEquals(3, mean.value(), 1e-12);
        assertEquals(Math.sqrt(7.0 / 3), mean.error(), 1e-12);
    }

    /** The error that is given is the spread of the mean in many samples of images whose blobs are alike. */
    @Test
    void theErrorIsTheSpreadOfRepetitions() {
        final Rng rng = new Rng(9);
        final int runs = 400;
        double sum = 0;
        double squares = 0;
        double errors = 0;
        for (int run = 0; run < runs; run++) {
            final double[] totals = new double[50];
            final double[] counts = new double[50];
            for (int i = 0; i < 50; i++) {
                counts[i] = rng.nextInt(6);
                totals[i] = counts[i] * (2 + 0.3 * rng.nextGaussian());
            }
            final Estimate estimate = Estimate.ofClusters(totals, counts);
            sum += estimate.value();
            squares += estimate.value() * estimate.value();
            errors += estimate.error();
        }
        final double spread = Math.sqrt(squares / runs - sum / runs * sum / runs);
        assertEquals(spread, errors / runs, 0.1 * spread);
    }

    @Test
    void ratiosAndDifferencesHaveErrorsToFirstOrder() {
        final Estimate ratio = new Estimate(3, 0.3).over(new Estimate(2, 0.1));
        assertEquals(1.5, ratio.value(), 1e-12);
        assertEquals(1.5 * Math.sqrt(0.01 + 0.0025), ratio.error(), 1e-12);
        final Estimate difference = new Estimate(3, 0.3).minus(new Estimate(2, 0.4));
        assertEquals(1, difference.value(), 1e-12);
        assertEquals(0.5, difference.error(), 1e-12);
        assertFalse(difference.differsFrom(0.1));
        assertTrue(difference.differsFrom(-0.1));
    }

    @Test
    void figuresOfFewImagesAreThoseOfTheirBlobs() {
        final BlobFigures figures = BlobFigures.of(List.of(image(0.1, 1, 2), image(0.2), image(0.3, 6)));
        assertEquals(3, figures.images());
        assertEquals(3, figures.blobs());
        assertEquals(1, figures.count().value(), 1e-12);
        assertEquals(3, figures.width().value(), 1e-12);
        assertEquals(2, figures.medianWidth(), 1e-12);
        assertEquals(0.5, figures.height().value(), 1e-12);
        assertEquals(0, figures.height().error(), 1e-12);
        assertEquals(0.2, figures.background().value(), 1e-12);
        final BlobFigures single = BlobFigures.of(List.of(image(0.1)));
        assertEquals(0, single.count().value());
        assertTrue(Double.isNaN(single.count().error()) && Double.isNaN(single.width().value())
            && Double.isNaN(single.medianWidth()));
        assertThrows(IllegalArgumentException.class, () -> BlobFigures.of(List.of()));
    }

    private static BlobFigures measured(final int blobs, final double width) {
        return BlobFigures.of(BlobCounter.measure(GaussianBlobs.generate(new GaussianBlobsConfig(60, 32, blobs, width,
            blobs)).images(), BlobConfig.STANDARD, Progress.NONE));
    }

    @Test
    void widerBlobsAreSoManyTimesAsWide() {
        final BlobComparison wider = BlobComparison.of(measured(3, 2.6), measured(4, 2));
        assertEquals(1.3, wider.width().value(), 0.02);
        assertEquals(0.75, wider.count().value(), 0.02);
        assertTrue(wider.sentence().matches("Blobs are 1\\.3\\d ± 0\\.0\\d times as wide as they should be "
            + "\\(σ 2\\.6\\d ± 0\\.0\\d pixels, reference 2\\.0\\d ± 0\\.0\\d\\)\\. "
            + "An image has too few \\(.*"), wider.sentence());
        assertTrue(wider.sentence().contains("The background is as it should be"), wider.sentence());
        final String same = BlobComparison.of(measured(1, 2), measured(1, 2)).sentence();
        assertEquals("Blobs are as wide as they should be (σ 2.00 ± 0.00 pixels, reference 2.00 ± 0.00). An image has "
            + "as many as it should (1.00 ± 0.00 blobs, reference 1.00 ± 0.00). The background is as it should be "
            + "(gray level 0.000 ± 0.000, reference 0.000 ± 0.000).", same);
    }

    /**
     * Ratio estimators by hand: widths 1 and 3 are 2 ± 1, two blobs in one image of two 1 ± 1 an image, backgrounds 0
     * and 0.2 are 0.1 ± 0.1; the reference has no errors.
     */
    @Test
    void aDifferenceWithinItsErrorIsNotCalledNone() {
        final BlobFigures exact = BlobFigures.of(List.of(image(0.1, 2), image(0.1, 2)));
        assertEquals("It cannot be told whether blobs are as wide as they should be: the difference (1.00 ± 0.50 "
            + "times) is within 2 standard errors (σ 2.00 ± 1.00 pixels, reference 2.00 ± 0.00). An image has as many "
            + "as it should (1.00 ± 0.00 blobs, reference 1.00 ± 0.00). It cannot be told whether the background is as "
            + "it should be: the difference (0.000 ± 0.100) is within 2 standard errors (gray level 0.100 ± 0.100, "
            + "reference 0.100 ± 0.000).",
            BlobComparison.of(BlobFigures.of(List.of(image(0, 1), image(0.2, 3))), exact).sentence());
        final String few = BlobComparison.of(BlobFigures.of(List.of(image(0.1, 2, 2), image(0.1))), exact).sentence();
        assertTrue(few.contains("It cannot be told whether an image has as many as it should: the difference (1.00 ± "
            + "1.00 times) is within 2 standard errors (1.00 ± 1.00 blobs, reference 1.00 ± 0.00)."), few);
    }

    /** Heights 0.3 and 0.5 of 1 are 0.4 ± 0.1 times as high. */
    @Test
    void faintBlobsAreSaidToBe() {
        final BlobFigures full = BlobFigures.of(List.of(blob(1), blob(1)));
        final String faint = BlobComparison.of(BlobFigures.of(List.of(blob(0.3), blob(0.5))), full).sentence();
        assertTrue(faint.contains(" Blobs are too faint (0.40 ± 0.10 times as high above the background: 0.40 ± 0.10, "
            + "reference 1.00 ± 0.00). The background is"), faint);
        final String same = BlobComparison.of(BlobFigures.of(List.of(blob(0.995), blob(1))), full).sentence();
        assertTrue(!same.contains("faint") && !same.contains("high"), same);
    }

    private static BlobImage blob(final double height) {
        return new BlobImage(List.of(new Blob(5, 5, 2, height)), 0, 0);
    }

    @Test
    void sentencesSayWhereThereAreNoBlobs() {
        final BlobFigures none = BlobFigures.of(List.of(image(0), image(0)));
        final BlobFigures some = BlobFigures.of(List.of(image(0.05, 2), image(0.05, 2)));
        assertEquals("There are no blobs; the reference has 1.00 ± 0.00 an image.",
            BlobComparison.of(none, some).sentence());
        assertEquals("There are 1.00 ± 0.00 blobs an image; the reference has none.",
            BlobComparison.of(some, none).sentence());
        assertEquals("There are no blobs, as in the reference.", BlobComparison.of(none, none).sentence());
        assertTrue(BlobComparison.of(some, BlobFigures.of(List.of(image(0, 2), image(0, 2)))).sentence()
            .contains("The background is too bright (gray level 0.050 ± 0.000, reference 0.000 ± 0.000)."));
    }

    /** Nothing is known of how far single images stray, so not even a large difference is one. */
    @Test
    void aSingleImageIsNotSaidToBeAsItShould() {
        final BlobFigures one = BlobFigures.of(List.of(image(0.1, 4)));
        final BlobFigures many = BlobFigures.of(List.of(image(0, 2), image(0, 2)));
        assertEquals("A single image has no error by which a difference could be told from chance: σ 4.00 pixels, "
            + "reference 2.00 ± 0.00; 1.00 blobs, reference 1.00 ± 0.00; gray level of the background 0.100, reference "
            + "0.000 ± 0.000.", BlobComparison.of(one, many).sentence());
        assertTrue(BlobComparison.of(many, one).sentence().startsWith("A single image has no error"));
    }
}
