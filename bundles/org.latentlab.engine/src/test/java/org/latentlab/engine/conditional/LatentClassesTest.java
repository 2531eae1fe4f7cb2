package org.latentlab.engine.conditional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class LatentClassesTest {

    private static final ClassSpread FULL = new ClassSpread(CovarianceType.FULL, 1);

    private static LatentClasses fit(final Matrix codes, final int[] classes, final List<String> names,
        final ClassSpread spread) {
        return LatentClasses.fit(codes, classes, names, spread, 1, Progress.NONE);
    }

    private static void assertRefused(final String part, final Matrix codes, final int[] classes,
        final List<String> names, final ClassSpread spread) {
        final EngineException e = assertThrows(EngineException.class, () -> fit(codes, classes, names, spread));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    /** By hand: class b is (0, 2), (2, 8), (4, 2): mean (2, 4), variances 8/3 and 8, covariance 0. */
    @Test
    void statisticsAreThoseOfTheCodesWithAClass() {
        final Matrix codes = Matrix.of(new double[]{1, 1}, new double[]{0, 2}, new double[]{9e9, Double.NaN},
            new double[]{2, 8}, new double[]{3, 5}, new double[]{4, 2});
        final int[] classes = {0, 1, -1, 1, 0, 1};
        final LatentClasses fitted = fit(codes, classes, List.of("a", "b"), FULL);
        assertEquals(List.of("a", "b"), fitted.names());
        assertEquals(2, fitted.size());
        assertEquals(2, fitted.dimensions());
        final LatentClass b = fitted.classes().get(1);
        assertEquals(3, b.rows());
        assertArrayEquals(new double[]{2, 4}, b.mean(), 1e-15);
        assertArrayEquals(new double[]{Math.sqrt(8.0 / 3), Math.sqrt(8)}, b.standardDeviation(), 1e-15);
        assertArrayEquals(new double[]{2, 4}, b.mixture().mean(0), 1e-15);
        assertArrayEquals(new double[]{8.0 / 3, 0, 0, 8}, b.mixture().covariance(0).data(), 1e-14);
        // a's two codes lie on a line: singular, so 1e-6 is added on the diagonal
        assertArrayEquals(new double[]{1 + 1e-6, 2, 2, 4 + 1e-6},
            fitted.classes().get(0).mixture().covariance(0).data(), 1e-12);
        final LatentClass diagonal = fit(codes, classes, List.of("a", "b"), ClassSpread.diagonal()).classes().get(0);
        assertArrayEquals(new double[]{1, 0, 0, 4}, diagonal.mixture().covariance(0).data(), 1e-14);
    }

    @Test
    void aMixtureFindsTheCloudsOfAClass() {
        final Rng rng = new Rng(4);
        final Matrix codes = Matrix.zeros(900, 2);
        final int[] classes = new int[900];
        for (int i = 0; i < 900; i++) {
            classes[i] = i % 2;
            final double centre = i % 2 == 0 ? 50 : i % 3 == 0 ? 10 : -10;
            codes.data()[2 * i] = centre + rng.nextGaussian();
            codes.data()[2 * i + 1] = 2 * rng.nextGaussian();
        }
        final ClassSpread two = new ClassSpread(CovarianceType.DIAGONAL, 2);
        final LatentClass odd = fit(codes, classes, List.of("even", "odd"), two).classes().get(1);
        final int right = odd.mixture().mean(0)[0] > 0 ? 0 : 1;
        assertEquals(10, odd.mixture().mean(right)[0], 0.3);
        assertEquals(-10, odd.mixture().mean(1 - right)[0], 0.3);
        assertEquals(1.0 / 3, odd.mixture().weights()[right], 0.01);
        assertEquals(2, odd.mixture().standardDeviations(right)[1], 0.3);
        assertEquals(-10.0 / 3, odd.mean()[0], 0.3);
        final LatentClass again = fit(codes, classes, List.of("even", "odd"), two).classes().get(1);
        assertArrayEquals(odd.mixture().means().data(), again.mixture().means().data());
    }

    @Test
    void whatCannotBeLearntFromIsRefused() {
        final Matrix codes = Matrix.of(new double[]{1}, new double[]{2}, new double[]{4}, new double[]{8});
        final List<String> names = List.of("cat", "dog");
        final ClassSpread diagonal = ClassSpread.diagonal();
        assertRefused("no latent codes with a class", codes, new int[]{-1, -1, -1, -1}, names, diagonal);
        assertRefused("no latent codes with a class", Matrix.zeros(0, 1), new int[0], names, diagonal);
        assertRefused("'dog' has no row", codes, new int[]{0, 0, 0, 0}, names, diagonal);
        assertRefused("'dog' has one row", codes, new int[]{0, 1, 0, 0}, names, diagonal);
        assertRefused("There are 5 classes, but 4 rows", codes, new int[]{0, 1, 2, 3},
            List.of("a", "b", "c", "d", "e"), diagonal);
        assertRefused("'cat' has 2 rows, but a mixture of 2 Gaussians needs at least 4", codes,
            new int[]{0, 0, 1, 1}, names, new ClassSpread(CovarianceType.DIAGONAL, 2));
        for (final double bad : new double[]{Double.NaN, Double.POSITIVE_INFINITY}) {
            final Matrix broken = Matrix.of(new double[]{1, 1}, new double[]{2, 2}, new double[]{3, bad});
            assertRefused("Row 3 has the value " + bad + " in latent dimension 2", broken, new int[]{0, 0, 0},
                List.of("cat"), diagonal);
        }
        assertThrows(IllegalArgumentException.class, () -> fit(codes, new int[]{0, 0}, names, diagonal));
        assertThrows(IllegalArgumentException.class, () -> fit(codes, new int[]{0, 0, 1, 2}, names, diagonal));
        assertThrows(IllegalArgumentException.class, () -> fit(codes, new int[]{0, 0, 1, 1}, List.of("x", "x"),
            diagonal));
    }

    @Test
    void spreadsOutOfRangeAreRefused() {
        for (final int components : new int[]{0, 51}) {
            assertThrows(IllegalArgumentException.class, () -> new ClassSpread(CovarianceType.FULL, components));
        }
        assertThrows(IllegalArgumentException.class, () -> new ClassSpread(CovarianceType.TIED, 1));
    }

    @Test
    void classesAreCounted() {
        final Matrix codes = Matrix.of(new double[]{1}, new double[]{2}, new double[]{4}, new double[]{8});
        final LatentClasses classes = fit(codes, new int[]{0, 0, 1, 1}, List.of("a", "b"), ClassSpread.diagonal());
        assertArrayEquals(new int[]{1, 2}, classes.count(new int[]{1, 0, 1}));
        for (final int bad : new int[]{-1, 2}) {
            assertThrows(IllegalArgumentException.class, () -> classes.count(new int[]{bad}));
        }
    }

    @Test
    void cancelling() {
        final Progress cancelled = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                assertTrue(fraction >= 0);
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        final int[] classes = new int[4];
        Arrays.fill(classes, 0);
        assertThrows(CancellationException.class, () -> LatentClasses.fit(Matrix.zeros(4, 2), classes, List.of("a"),
            ClassSpread.diagonal(), 1, cancelled));
    }
}
