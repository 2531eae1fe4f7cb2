package org.latentlab.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class PairMeanTest {

    private static final float[] FIVE = {1, 2, 0, 4, 0, 1, 3, 1, 2, 2, 1, 0, 5, 0, 1, 2, 1, 1, 1, 1};

    /** scikit-learn's cosine_similarity and euclidean_distances, and the jackknife by leaving out rows in NumPy. */
    @Test
    void meansAndErrorsAreThoseOfTheWholeMatrixOfPairs() {
        final PairMean cosine = PairMean.cosines(FIVE, 4);
        assertEquals(5, cosine.n());
        assertEquals(0.5877508779076418, cosine.mean(), 1e-14);
        assertEquals(0.1336186066396237, cosine.standardError(), 1e-14);
        final PairMean distance = PairMean.distances(FIVE, 4, Progress.NONE);
        assertEquals(3.8095308553278278, distance.mean(), 1e-14);
        assertEquals(0.8767876157739611, distance.standardError(), 1e-14);
    }

    @Test
    void parallelVectorsHaveCosineOneAndOrthogonalOnesNone() {
        final PairMean parallel = PairMean.cosines(new float[]{1, 2, 2, 4, 3, 6}, 2);
        assertEquals(1, parallel.mean(), 1e-15);
        assertEquals(0, parallel.standardError(), 1e-15);
        assertEquals(0, PairMean.cosines(new float[]{1, 0, 0, 0, 2, 0, 0, 0, 3}, 3).mean(), 1e-15);
        assertEquals(-1, PairMean.cosines(new float[]{1, 1, -2, -2}, 2).mean(), 1e-15);
    }

    /** E[x]·E[x'] of independent unit vectors: those of a half circle have the mean (0, 2/π), so 4/π². */
    @Test
    void theErrorIsThatOfTheMeanOverRepeatedSamples() {
        final int repeats = 400;
        final int n = 40;
        double sum = 0;
        double squares = 0;
        double errors = 0;
        for (int r = 0; r < repeats; r++) {
            final Rng rng = Rng.stream(r, "half circle");
            final float[] points = new float[2 * n];
            for (int i = 0; i < n; i++) {
                final double angle = Math.PI * rng.nextDouble();
                points[2 * i] = (float)Math.cos(angle);
                points[2 * i + 1] = (float)Math.sin(angle);
            }
            final PairMean mean = PairMean.cosines(points, 2);
            sum += mean.mean();
            squares += mean.mean() * mean.mean();
            errors += mean.standardError();
        }
        final double mean = sum / repeats;
        final double sd = Math.sqrt(squares / repeats - mean * mean);
        assertEquals(4 / Math.PI / Math.PI, mean, 4 * sd / Math.sqrt(repeats));
        assertEquals(1, errors / repeats / sd, 0.15);
    }

    @Test
    void roundingDoesNotLeadBeyondOne() {
        for (int n = 2; n < 60; n++) {
            final float[] alike = new float[2 * n];
            for (int i = 0; i < alike.length; i++) {
                alike[i] = 2 + i % 2;
            }
            assertTrue(PairMean.cosines(alike, 2).mean() <= 1, "of " + n);
        }
    }

    @Test
    void aVectorOfZerosHasNoDirection() {
        final PairMean mean = PairMean.cosines(new float[]{0, 0, 1, 0, 0, 0, 1, 1}, 2);
        assertEquals(2, mean.n());
        assertEquals(Math.sqrt(0.5), mean.mean(), 1e-15);
        assertTrue(Double.isNaN(mean.standardError()));
    }

    @Test
    void fewerThanTwoVectorsHaveNoPair() {
        assertTrue(Double.isNaN(PairMean.cosines(new float[]{1, 0}, 2).mean()));
        assertTrue(Double.isNaN(PairMean.distances(new float[0], 2, Progress.NONE).mean()));
        assertEquals(0, PairMean.distances(new float[0], 2, Progress.NONE).n());
    }

    @Test
    void whatIsNoNumberOrNoVectorIsRefused() {
        assertEquals("Image 2 (counted from 1) holds a value that is not a finite number, so it cannot be compared "
            + "with others.", assertThrows(EngineException.class,
                () -> PairMean.cosines(new float[]{1, 0, Float.NaN, 1}, 2)).getMessage());
        assertEquals("The 3 values are no whole vectors of 2 dimensions.", assertThrows(IllegalArgumentException.class,
            () -> PairMean.distances(new float[3], 2, Progress.NONE)).getMessage());
        final Progress cancelled = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                throw new AssertionError("It went on.");
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> PairMean.distances(FIVE, 4, cancelled));
    }
}
