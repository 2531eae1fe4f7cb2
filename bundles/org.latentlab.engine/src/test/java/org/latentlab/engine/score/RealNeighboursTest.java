package org.latentlab.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.score.RealNeighbours.Nearness;
import org.latentlab.engine.train.Progress;

class RealNeighboursTest {

    /** Images of one row of three values. */
    private static Images points(final float... values) {
        return Images.ofFloats(ImageShape.gray(1, 3), values);
    }

    private static Nearness of(final Images real, final Images samples) {
        return new RealNeighbours(real, Progress.NONE).of(samples, Progress.NONE);
    }

    @Test
    void distancesAreOverThoseOfRealImages() {
        // nearest others: 1, 1, 3, so the median is 1
        final Images real = points(0, 0, 0, 0, 0, 1, 0, 0, 4);
        // distances 0.2, 0.6 and 2
        final Nearness some = of(real, points(0, 0.2f, 0, 0, 0.6f, 1, 0, 2, 4));
        assertEquals(0.6, some.ratio(), 1e-6);
        assertEquals(1 / 3.0, some.nearCopies(), 1e-12);
        assertEquals(new Nearness(0, 1), of(real, real));
        assertEquals(2, of(real, points(2, 0, 0, 0, 2, 1)).ratio(), 1e-6);
    }

    /** Every distance by all values at once. */
    @Test
    void nearestIsFoundAmongAll() {
        final Rng rng = new Rng(4);
        final float[] real = new float[40 * 200];
        final float[] samples = new float[30 * 200];
        for (final float[] values : new float[][]{real, samples}) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)rng.nextDouble();
            }
        }
        final ImageShape shape = ImageShape.gray(10, 20);
        final double expected = median(nearest(samples, real, false)) / median(nearest(real, real, true));
        assertEquals(expected, of(Images.ofFloats(shape, real), Images.ofFloats(shape, samples)).ratio(), 1e-9);
    }

    private static double[] nearest(final float[] from, final float[] to, final boolean others) {
        return IntStream.range(0, from.length / 200).mapToDouble(i -> IntStream.range(0, to.length / 200)
            .filter(j -> !others || i != j)
            .mapToDouble(j -> Math.sqrt(IntStream.range(0, 200)
                .mapToDouble(v -> Math.pow((double)from[i * 200 + v] - to[j * 200 + v], 2)).sum()))
            .min().orElseThrow()).sorted().toArray();
    }

    private static double median(final double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Other images of the same kind are as far as the real ones are; copies with noise are not. */
    @Test
    void copiesWithALittleNoiseAreNearerThanOtherDigits() {
        final Images digits = SyntheticDigits.generate(SyntheticDigitsConfig.of(600, 1), Progress.NONE).images();
        final Images real = digits.select(IntStream.range(0, 400).toArray());
        final Nearness others = of(real, digits.select(IntStream.range(400, 600).toArray()));
        assertEquals(1, others.ratio(), 0.1);
        assertTrue(others.nearCopies() < 0.05, others.toString());
        final Rng rng = new Rng(1);
        final float[] noisy = Arrays.copyOf(real.toFloats(), 100 * 784);
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = (float)Math.max(0, Math.min(1, noisy[i] + 0.03 * rng.nextGaussian()));
        }
        final Nearness copies = of(real, Images.ofFloats(digits.shape(), noisy));
        assertTrue(copies.ratio() < 0.4, copies.toString());
        assertTrue(copies.nearCopies() > 0.9, copies.toString());
    }

    @Test
    void imagesThatAreAllTheSameHaveNoScale() {
        final Images same = points(1, 1, 1, 1, 1, 1);
        final Nearness nearness = of(same, points(1, 1, 1, 0, 0, 0));
        assertTrue(Double.isNaN(nearness.ratio()));
        assertEquals(0.5, nearness.nearCopies(), "the same is a copy, whatever the scale");
    }

    @Test
    void tooFewOrOthersAreRefused() {
        final Images two = points(1, 1, 1, 0, 0, 0);
        assertThrows(EngineException.class, () -> new RealNeighbours(points(1, 1, 1), Progress.NONE));
        assertThrows(EngineException.class, () -> of(two, points()));
        assertThrows(IllegalArgumentException.class,
            () -> of(two, Images.ofFloats(ImageShape.gray(1, 2), new float[2])));
    }
}
