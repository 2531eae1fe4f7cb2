package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/** Numbers of scikit-learn 1.2.1 by {@code python3 latent_space_oracle.py}, beside this class's resources. */
class ClassOverlapTest {

    private static final List<String> FOUR = List.of("a", "b", "c", "d");

    private static final double[] FIVE_NEIGHBOURS = {0.7761904761904762, 0.11428571428571428, 0, 0.10952380952380952,
        0.08372093023255814, 0.7441860465116279, 0.06976744186046512, 0.10232558139534884, 0, 0.06046511627906977,
        0.7209302325581395, 0.2186046511627907, 0.06666666666666667, 0.06111111111111111, 0.1388888888888889,
        0.7333333333333333};

    private static final double[] TWENTY_NEIGHBOURS = {0.45476190476190476, 0.3119047619047619, 0.05714285714285714,
        0.1761904761904762, 0.21395348837209302, 0.3953488372093023, 0.21511627906976744, 0.1755813953488372,
        0.03953488372093023, 0.2058139534883721, 0.363953488372093, 0.39069767441860465, 0.08541666666666667,
        0.1111111111111111, 0.3034722222222222, 0.5};

    private static Matrix codes() {
        final double[] values = MmdTest.sines(200, 3, 2);
        for (int o = 0; o < values.length; o++) {
            values[o] = Math.rint((values[o] + o / 150) * 1e4) / 1e4;
        }
        return new Matrix(200, 3, values);
    }

    private static int[] classes() {
        final int[] classes = new int[200];
        for (int i = 0; i < 200; i++) {
            classes[i] = i % 7 == 0 ? 3 : i / 50;
        }
        return classes;
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void isThatOfScikitLearnsNeighbours(final int k) {
        final ClassOverlap found = ClassOverlap.of(codes(), classes(), FOUR, k, Progress.NONE);
        assertArrayEquals(k == 5 ? FIVE_NEIGHBOURS : TWENTY_NEIGHBOURS, found.shares().data(), 1e-12);
        assertEquals(k == 5 ? 0.2563399778516058 : 0.571483942414175, found.overall(), 1e-12);
        assertArrayEquals(new int[] {42, 43, 43, 72}, found.counts());
    }

    @Test
    void rowsSumToOneAndPairsAreSymmetric() {
        final ClassOverlap found = ClassOverlap.of(codes(), classes(), FOUR, 5, Progress.NONE);
        for (int a = 0; a < 4; a++) {
            double sum = 0;
            for (int b = 0; b < 4; b++) {
                sum += found.shares().get(a, b);
                assertEquals(found.pair(a, b), found.pair(b, a));
            }
            assertEquals(1, sum, 1e-12);
        }
        final ClassOverlap.Pair most = found.pairs().get(0);
        assertEquals(new ClassOverlap.Pair(2, 3, (0.2186046511627907 + 0.1388888888888889) / 2), most);
        assertEquals(6, found.pairs().size());
        assertEquals(0, found.pairs().get(5).overlap());
    }

    /** Clusters apart from each other share nothing; their own class is all around. */
    @Test
    void clustersApartDoNotOverlap() {
        final double[] values = MmdTest.gaussian(90, 2, 1);
        final int[] classes = new int[90];
        for (int i = 0; i < 90; i++) {
            classes[i] = i % 3;
            values[2 * i] += 100 * classes[i];
        }
        final ClassOverlap found =
            ClassOverlap.of(new Matrix(90, 2, values), classes, List.of("x", "y", "z"), 10, Progress.NONE);
        assertArrayEquals(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, found.shares().data());
        assertEquals(0, found.overall());
    }

    /** Classes that have nothing to do with the place: each row is about the shares of the classes. */
    @Test
    void classesByChanceMixAsTheirShares() {
        final int n = 3000;
        final Rng rng = new Rng(2);
        final int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            classes[i] = rng.nextInt(4) == 0 ? 1 : 0;
        }
        final ClassOverlap found =
            ClassOverlap.of(new Matrix(n, 2, MmdTest.gaussian(n, 2, 3)), classes, List.of("x", "y"), 10, Progress.NONE);
        for (int a = 0; a < 2; a++) {
            assertEquals(0.25, found.shares().get(a, 1), 0.03);
        }
        assertEquals(0.5, found.byChance(), 1e-3);
        assertEquals(found.byChance(), found.overall(), 0.02);
    }

    /** A code is no neighbour of itself, even where more codes than neighbours lie in one place. */
    @Test
    void codesInOnePlaceAreNeighboursOfEachOther() {
        final ClassOverlap found = ClassOverlap.of(new Matrix(6, 1, new double[6]), new int[] {0, 1, 1, 1, 1, 1},
            List.of("x", "y"), 2, Progress.NONE);
        // x's nearest are the first two other rows, both y; of y's nearest one is x each
        assertArrayEquals(new double[] {0, 1, 0.5, 0.5}, found.shares().data(), 1e-15);
    }

    @Test
    void codesWithoutAClassTakeNoPartAndClassesWithoutCodesHaveNoShares() {
        final ClassOverlap found = ClassOverlap.of(new Matrix(4, 1, new double[] {0, 0.1, Double.NaN, 1}),
            new int[] {0, 2, -1, 2}, List.of("x", "none", "y"), 1, Progress.NONE);
        assertArrayEquals(new double[] {0, 0, 1, Double.NaN, Double.NaN, Double.NaN, 0.5, 0, 0.5},
            found.shares().data());
        assertEquals(List.of(new ClassOverlap.Pair(0, 2, 0.75)), found.pairs());
        assertEquals(0.75, found.overall());
        assertTrue(Double.isNaN(found.pair(0, 1)));
    }

    @Test
    void refusesTooFewAndUnusableCodes() {
        final Matrix three = new Matrix(3, 1, new double[] {1, 2, Double.POSITIVE_INFINITY});
        final List<String> names = List.of("x", "y");
        final String tooFew = assertThrows(EngineException.class,
            () -> ClassOverlap.of(three, new int[] {0, 1, -1}, names, 2, Progress.NONE)).getMessage();
        assertTrue(tooFew.contains("at least 3 points, but there are 2"), tooFew);
        assertThrows(EngineException.class,
            () -> ClassOverlap.of(three, new int[] {0, 1, 1}, names, 1, Progress.NONE));
        three.data()[2] = 1e60;
        final String large = assertThrows(EngineException.class,
            () -> ClassOverlap.of(three, new int[] {0, 1, 1}, names, 1, Progress.NONE)).getMessage();
        assertTrue(large.contains("1.0E60") && large.contains("Code 3"), large);
        three.data()[2] = 1;
        assertThrows(IllegalArgumentException.class,
            () -> ClassOverlap.of(three, new int[] {0, 1, 2}, names, 1, Progress.NONE));
        assertThrows(IllegalArgumentException.class,
            () -> ClassOverlap.of(three, new int[] {0, 1}, names, 1, Progress.NONE));
        assertThrows(IllegalArgumentException.class,
            () -> ClassOverlap.of(three, new int[] {0, 1, 1}, names, 0, Progress.NONE));
    }

    @Test
    void canBeCancelled() {
        final Progress cancelled = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                // nobody reads it
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> ClassOverlap.of(codes(), classes(), FOUR, 3, cancelled));
    }
}
