package org.latentlab.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.dataset.GaussianBlobs;
import org.latentlab.engine.dataset.GaussianBlobsConfig;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.SeededPoints;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class SampleDiversityTest {

    private static Images vectors(final float[] values, final int d) {
        return Images.ofFloats(ImageShape.gray(1, d), values);
    }

    private static DiversityReference reference(final Images data, final int most) {
        return new DiversityReference(data, most, 1, Progress.NONE);
    }

    @Test
    void distancesAreSciPys() {
        final PairDistances distances = PairDistances.of(SeededPoints.clusters(70, 6, 4, 7).toFloats(), 6,
            Progress.NONE);
        assertEquals(13.577807304880366, distances.mean(), 1e-12);
        assertEquals(235.32456798678294, Arrays.stream(distances.nearest()).sum(), 1e-10);
    }

    @Test
    void nearDuplicatesAreCloserThanHalfTheMedianDistanceOfNearestImages() {
        final Images real = vectors(Arrays.copyOf(SeededPoints.clusters(70, 6, 4, 7).toFloats(), 50 * 6), 6);
        final DiversityReference reference = reference(real, 50);
        assertEquals(1.6064706516579967, reference.duplicateDistance(), 1e-12);
        final SampleDiversity d = reference.of(vectors(SeededPoints.clusters(50, 6, 3, 8).toFloats(), 6),
            Progress.NONE);
        assertEquals(50, d.samples());
        assertEquals(0.1, d.dataNearDuplicates(), 1e-12);
        assertEquals(0.22, d.nearDuplicates(), 1e-12);
        assertEquals(11.808564890584277, d.meanDistance(), 1e-12);
        assertEquals(13.354680243060777, d.dataDistance(), 1e-12);
        assertEquals(11.808564890584277 / 13.354680243060777, d.ratio(), 1e-12);
    }

    /** Even points: P(nearest below half its median) = 1 − 2^(−2⁻ᵐ), but for the border and 20 draws' chance. */
    @ParameterizedTest
    @CsvSource({"1, 0.2929", "2, 0.1591", "4, 0.0424"})
    void ofEvenPointsTheShareOfNearDuplicatesIsTheClosedForm(final int m, final double expected) {
        double share = 0;
        for (int draw = 0; draw < 20; draw++) {
            final Rng rng = new Rng(draw);
            final float[] points = new float[512 * m];
            for (int i = 0; i < points.length; i++) {
                points[i] = (float)rng.nextDouble();
            }
            share += reference(vectors(points, m), 512).nearDuplicates() / 20;
        }
        assertEquals(expected, share, 0.02);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 50})
    void collapsedBlobImagesAreNearDuplicatesAndOtherBlobImagesAreNot(final int modes) {
        final Images real = GaussianBlobs.generate(new GaussianBlobsConfig(512, 28, 10, 2, 1)).images();
        final Images others = GaussianBlobs.generate(new GaussianBlobsConfig(512, 28, 10, 2, 2)).images();
        final DiversityReference reference = reference(real, 512);
        assertEquals(0, reference.of(others, Progress.NONE).nearDuplicates(), 0.02);
        assertEquals(1, reference.of(others, Progress.NONE).ratio(), 0.02);
        final float[] values = new float[512 * 784];
        final Rng rng = new Rng(7);
        for (int i = 0; i < values.length; i++) {
            final float value = others.value(i / 784 % modes, i % 784);
            values[i] = (float)Math.min(1, Math.max(0, value + 0.05 * rng.nextGaussian()));
        }
        final SampleDiversity collapsed =
            reference.of(Images.ofFloats(real.shape(), values), Progress.NONE);
        assertTrue(collapsed.nearDuplicates() > 0.99, modes + " modes: " + collapsed.nearDuplicates());
    }

    @Test
    void noMoreSamplesThanRealImagesAreLookedAt() {
        final Images real = vectors(SeededPoints.clusters(40, 6, 4, 7).toFloats(), 6);
        assertEquals(40, reference(real, 512).count());
        assertEquals(30, reference(real, 30).count());
        final Images samples = vectors(SeededPoints.clusters(90, 6, 3, 8).toFloats(), 6);
        assertEquals(30, reference(real, 30).of(samples, Progress.NONE).samples());
        assertEquals(reference(real, 30).of(samples.select(java.util.stream.IntStream.range(0, 30).toArray()),
            Progress.NONE), reference(real, 30).of(samples, Progress.NONE));
    }

    @Test
    void imagesThatAreThereTwiceSayNothingOfWhatIsNear() {
        final float[] once = SeededPoints.clusters(40, 6, 4, 7).toFloats();
        final float[] mostlyTwice = Arrays.copyOf(once, 70 * 6);
        System.arraycopy(once, 0, mostlyTwice, 40 * 6, 30 * 6);
        final DiversityReference reference = reference(vectors(mostlyTwice, 6), 512);
        assertTrue(reference.duplicateDistance() > 0);
        assertTrue(reference.nearDuplicates() >= 60.0 / 70, "share " + reference.nearDuplicates());
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        final Images same = vectors(new float[20], 2);
        assertEquals("All 10 real images are the same, so the diversity of others cannot be held against theirs.",
            assertThrows(EngineException.class, () -> reference(same, 512)).getMessage());
        assertEquals("Distances need at least 2 images, but there is 1.",
            assertThrows(EngineException.class, () -> reference(vectors(new float[2], 2), 512)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> reference(same, 1));
        final DiversityReference two = reference(vectors(new float[]{0, 0, 1, 1}, 2), 512);
        assertThrows(IllegalArgumentException.class, () -> two.of(vectors(new float[6], 3), Progress.NONE));
    }

    /** Of 4,000 images one differs, which is hardly ever among the 50 that are drawn. */
    @Test
    void aSingleImageThatDiffersIsEnough() {
        final float[] values = new float[4000 * 4];
        values[4 * 3999] = 0.5f;
        final DiversityReference reference =
            new DiversityReference(Images.ofFloats(ImageShape.gray(2, 2), values), 50, 1, Progress.NONE);
        assertEquals(50, reference.count());
        assertEquals(0.5 * 2 / 50, reference.meanDistance(), 1e-12);
        assertEquals(0.25, reference.duplicateDistance(), 1e-12);
    }
}
