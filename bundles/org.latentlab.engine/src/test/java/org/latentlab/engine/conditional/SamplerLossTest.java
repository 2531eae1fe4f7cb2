package org.latentlab.engine.conditional;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Rng;

class SamplerLossTest {

    private static final int VALUES = 6;

    private static final int[] LABELS = {0, 1, 0, 1, 0, 2, 1};

    private static double[] images() {
        final Rng rng = new Rng(1);
        final double[] images = new double[LABELS.length * VALUES];
        Arrays.setAll(images, i -> rng.nextDouble());
        Arrays.fill(images, 3 * VALUES, 4 * VALUES, 0); // an image of zeros
        return images;
    }

    private static double cosine(final double[] x, final int a, final int b) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int j = 0; j < VALUES; j++) {
            product += x[a * VALUES + j] * x[b * VALUES + j];
            first += x[a * VALUES + j] * x[a * VALUES + j];
            second += x[b * VALUES + j] * x[b * VALUES + j];
        }
        return product / Math.sqrt(first * second);
    }

    /** Class 0 has three pairs, class 1 one without the image of zeros, class 2 none. */
    @Test
    void theCosineIsThatOfAllPairs() {
        final double[] x = images();
        final double expected =
            0.5 * ((cosine(x, 0, 2) + cosine(x, 0, 4) + cosine(x, 2, 4)) / 3 + cosine(x, 1, 6));
        assertEquals(expected, SamplerLoss.cosine(x, VALUES, LABELS, 3, 1, null), 1e-12);
        assertEquals(0, SamplerLoss.cosine(x, VALUES, new int[]{0, 1, 2, 3, 4, 5, 6}, 7, 1, null));
    }

    @Test
    void theCosinesGradientAgreesWithFiniteDifferences() {
        final double[] x = images();
        final double[] gradient = new double[x.length];
        Arrays.fill(gradient, 7); // is added to
        SamplerLoss.cosine(x, VALUES, LABELS, 3, 2.5, gradient);
        for (int i = 0; i < x.length; i++) {
            if (i / VALUES == 3) {
                assertEquals(7, gradient[i]);
                continue;
            }
            final double[] up = x.clone();
            up[i] += 1e-6;
            final double[] down = x.clone();
            down[i] -= 1e-6;
            final double difference = SamplerLoss.cosine(up, VALUES, LABELS, 3, 1, null)
                - SamplerLoss.cosine(down, VALUES, LABELS, 3, 1, null);
            assertEquals(7 + 2.5 * difference / 2e-6, gradient[i], 1e-8);
        }
    }

    /** √((9 + 16)/2) and √((1 + 1)/2); nothing where the deviation is 0. */
    @Test
    void theSpreadIsTheRootOfTheMeanSquareAndItsGradientAgreesWithFiniteDifferences() {
        final double[] u = {3, 4, 1, -1, 0, 0};
        final double[] gradient = new double[6];
        assertEquals((Math.sqrt(12.5) + 1) / 3, SamplerLoss.spread(u, 2, 3, -2, gradient), 1e-12);
        for (int i = 0; i < 4; i++) {
            final double[] up = u.clone();
            up[i] += 1e-6;
            final double[] down = u.clone();
            down[i] -= 1e-6;
            final double difference = SamplerLoss.spread(up, 2, 3, 0, new double[6])
                - SamplerLoss.spread(down, 2, 3, 0, new double[6]);
            assertEquals(-2 * difference / 2e-6, gradient[i], 1e-8);
        }
        assertEquals(0, gradient[4]);
    }
}
