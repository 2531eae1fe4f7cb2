package org.latentlab.engine.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.score.SampleDiversity;
import org.latentlab.engine.train.Progress;

class SampleDiagnosticsTest {

    private static final int CLASSES = 4;

    private static final double[] EVEN = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};

    /** Noise on one of four gray levels, all images of a level one after the other. */
    private static Images sorted(final int each, final long seed) {
        final Rng rng = new Rng(seed);
        final ImageShape shape = ImageShape.gray(4, 4);
        final float[] pixels = new float[CLASSES * each * shape.values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float)(0.2 * (i / shape.values() / each) + 0.2 * rng.nextDouble());
        }
        return Images.ofFloats(shape, pixels);
    }

    private static SampleVerdict verdict(final int samples, final double duplicates, final double... shares) {
        return new SampleVerdict(new SampleDiversity(samples, 9, 10, duplicates, 0.1, 1), shares,
            shares.length == 0 ? shares : EVEN);
    }

    @Test
    void ofMoreSamplesThanRealImagesSomeAreDrawnRatherThanTheFirstTaken() {
        final SampleDiagnostics diagnostics = new SampleDiagnostics(sorted(20, 1), null,
            new SampleDiagnostics.Config(500, 5, 1), Progress.NONE);
        final SampleDiagnostics.Result result = diagnostics.examine("sorted", sorted(100, 2), Progress.NONE);
        assertEquals(80, result.diversity().samples());
        assertEquals(1, result.diversity().ratio(), 0.1);
    }

    /** Recall grows with the number of samples, so a large set would be ahead of a small one of the same model. */
    @Test
    void precisionAndRecallAreOfAsManyRealImagesAsSamples() {
        final SampleDiagnostics diagnostics = new SampleDiagnostics(sorted(50, 1), null,
            new SampleDiagnostics.Config(500, 5, 1), Progress.NONE);
        final SampleDiagnostics.Result few = diagnostics.examine("few", sorted(10, 2), Progress.NONE);
        assertEquals(40, few.precisionRecall().real());
        assertEquals(40, few.precisionRecall().generated());
        final SampleDiagnostics.Result many = diagnostics.examine("many", sorted(100, 2), Progress.NONE);
        assertEquals(200, many.precisionRecall().real());
        assertEquals(200, many.precisionRecall().generated());
    }

    @Test
    void fewSamplesHitFewClassesWithoutAFailure() {
        final double[] two = {0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0};
        assertFalse(verdict(2, 0, two).isModeCollapse());
        assertTrue(verdict(100, 0, two).isModeCollapse());
        final double[] lacksTwo = {0.15, 0.15, 0.15, 0.15, 0.1, 0.1, 0.1, 0.1, 0, 0};
        assertEquals(List.of(), verdict(20, 0, lacksTwo).missing());
        assertEquals(List.of(8, 9), verdict(100, 0, lacksTwo).missing());
    }

    @Test
    void aFewSamplesHaveNoVerdict() {
        assertEquals("Too few samples for a verdict: 100 % of the samples are near-duplicates of another one (10 % of "
            + "as many real images are), two samples differ 0.90 times as much as two real images.",
            verdict(3, 1).sentence(List.of()));
        assertTrue(verdict(40, 1).sentence(List.of()).startsWith("Mode collapse: "));
    }
}
