package org.latentlab.engine.conditional;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.score.PairMean;

class CosineSumTest {

    private static double sum(final float[] images, final int values) {
        final CosineSum sum = new CosineSum(values);
        for (int i = 0; i < images.length; i += values) {
            sum.add(images, i);
        }
        return sum.mean();
    }

    private static double cosine(final float[] x, final int a, final int b, final int values) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int j = 0; j < values; j++) {
            ab += (double)x[a + j] * x[b + j];
            aa += (double)x[a + j] * x[a + j];
            bb += (double)x[b + j] * x[b + j];
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void isTheMeanOverAllPairs() {
        final Rng rng = new Rng(3);
        for (final int values : new int[]{1, 6, 49}) {
            final float[] images = new float[40 * values];
            for (int i = 0; i < images.length; i++) {
                images[i] = (float)(rng.nextDouble() - 0.3);
            }
            double pairs = 0;
            for (int a = 0; a < 40; a++) {
                for (int b = 0; b < 40; b++) {
                    pairs += a == b ? 0 : cosine(images, a * values, b * values, values) / (40 * 39);
                }
            }
            assertEquals(pairs, sum(images, values), 1e-13);
            assertEquals(PairMean.cosines(images, values).mean(), sum(images, values), 1e-13);
        }
    }

    @Test
    void imagesThatAreAlikeHaveOne() {
        assertEquals(1, sum(new float[]{1, 2, 3, 1, 2, 3, 2, 4, 6}, 3), 1e-15);
        assertEquals(-1, sum(new float[]{1, 2, -1, -2}, 2), 1e-15);
        assertEquals(0, sum(new float[]{0, 2, 1, 0}, 2), 1e-15);
    }

    @Test
    void imagesOfZerosAreNotCounted() {
        assertEquals(0.6, sum(new float[]{1, 0, 0, 0, 3, 4, 0, 0}, 2), 1e-7);
        assertEquals(1, sum(new float[]{1, 0, 0, 0}, 2));
        assertEquals(1, sum(new float[]{0, 0, 0, 0}, 2));
    }
}
