package org.latentlab.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class ConditionalScoresTest {

    private static final ImageShape SHAPE = ImageShape.gray(2, 2);
    private static final List<String> NAMES = List.of("a", "b");

    private static Images images(final float... values) {
        return Images.ofFloats(SHAPE, values);
    }

    private static Images noise(final int n, final float spread, final long seed) {
        final Rng rng = new Rng(seed);
        final float[] values = new float[n * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.5f + spread * ((float)rng.nextDouble() - 0.5f);
        }
        return images(values);
    }

    /** scikit-learn's cosine_similarity and euclidean_distances; errors by the jackknife in NumPy. */
    @Test
    void theFiguresOfAClassAreThoseOfItsImagesAndOfTheRealOnes() {
        final Images real = images(0, 1, 0, 2, 3, 0, 3, 0, 1, 1, 2, 0, 0, 0, 1, 2, 9, 9, 9, 9);
        final ConditionalScores scores = new ConditionalScores(real, new int[]{1, 1, 1, 1, 0}, NAMES, 1);
        final Images generated = images(1, 2, 0, 4, 7, 7, 7, 0, 0, 1, 3, 1, 2, 2, 1, 0, 5, 0, 1, 2, 1, 1, 1, 1);
        final ConditionalResult r = scores.of(generated, new int[]{1, -1, 1, 1, 1, 1}, new int[]{1, 1, 0, 1, 1, 1},
            Progress.NONE);
        final ConditionalResult.ClassScore b = r.classes().get(1);
        assertEquals(5, b.images());
        assertEquals(0.8, b.accuracy());
        assertEquals(Math.sqrt(0.8 * 0.2 / 5), b.accuracyError(), 1e-15);
        assertEquals(0.5877508779076418, b.cosine().mean(), 1e-14);
        assertEquals(0.4216626212177405, b.realCosine().mean(), 1e-14);
        assertEquals(1.2403244636458581, b.diversity(), 1e-14);
        assertEquals(0.4195520092137481, b.diversityError(), 1e-14);
        assertEquals(0, r.classes().get(0).images());
        assertTrue(Double.isNaN(r.classes().get(0).accuracy()));
        assertEquals(b.cosine().mean(), r.meanCosine());
        assertEquals(b.cosine().standardError(), r.meanCosineError(), 1e-15);
        assertEquals(b.diversity(), r.meanDiversity());
        assertEquals(1, r.confusion().counts()[1][0]);
    }

    @Test
    void imagesOfHalfTheSpreadAreHalfAsDiverse() {
        final int[] zeros = new int[300];
        final Images real = noise(300, 1, 3);
        final ConditionalResult same = new ConditionalScores(real, zeros, NAMES, 1).of(real, zeros, zeros,
            Progress.NONE);
        assertEquals(1, same.classes().get(0).diversity());
        final ConditionalResult half =
            new ConditionalScores(real, zeros, NAMES, 1).of(noise(300, 0.5f, 3), zeros, zeros, Progress.NONE);
        assertEquals(0.5, half.classes().get(0).diversity(), 1e-6);
        assertTrue(half.meanCosine() > same.meanCosine());
    }

    @Test
    void distancesOfManyImagesAreTakenFromASeededSample() {
        final int n = ConditionalScores.MOST_COMPARED + 100;
        final int[] zeros = new int[n];
        final Images real = noise(n, 1, 3);
        final PairMean first = distance(real, zeros, 1);
        assertEquals(ConditionalScores.MOST_COMPARED, first.n());
        assertEquals(first, distance(real, zeros, 1));
        assertNotEquals(first, distance(real, zeros, 2));
        final PairMean all = PairMean.distances(real.toFloats(), 4, Progress.NONE);
        assertEquals(all.mean(), first.mean(), 4 * first.standardError());
    }

    private static PairMean distance(final Images images, final int[] classes, final long seed) {
        return new ConditionalScores(images, classes, NAMES, seed).of(images, classes, classes, Progress.NONE).classes()
            .get(0).distance();
    }

    @Test
    void aClassWithoutRealImagesHasNoDiversityButACosine() {
        final int[] ones = {1, 1, 1};
        final Images images = noise(3, 1, 5);
        final ConditionalResult r =
            new ConditionalScores(images, new int[3], NAMES, 1).of(images, ones, ones, Progress.NONE);
        assertTrue(Double.isNaN(r.classes().get(1).diversity()));
        assertTrue(Double.isNaN(r.classes().get(1).diversityError()));
        assertTrue(r.classes().get(1).cosine().mean() > 0);
        final Images black = images(new float[12]);
        assertTrue(Double.isNaN(new ConditionalScores(black, new int[3], NAMES, 1)
            .of(black, new int[3], new int[3], Progress.NONE).classes().get(0).diversity()));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        final Images images = noise(3, 1, 5);
        final int[] zeros = new int[3];
        assertEquals("2 classes for 3 real images.", assertThrows(IllegalArgumentException.class,
            () -> new ConditionalScores(images, new int[2], NAMES, 1)).getMessage());
        final ConditionalScores scores = new ConditionalScores(images, zeros, NAMES, 1);
        final Images larger = Images.ofFloats(ImageShape.gray(1, 3), new float[9]);
        assertEquals("The generated images are of shape 1×3, the real ones of 2×2.",
            assertThrows(IllegalArgumentException.class, () -> scores.of(larger, zeros, zeros, Progress.NONE))
                .getMessage());
        final int[] beyond = zeros.clone();
        Arrays.fill(beyond, 2);
        assertThrows(IllegalArgumentException.class, () -> scores.of(images, beyond, zeros, Progress.NONE));
    }
}
