package org.latentlab.engine.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class NeighbourSearchTest {

    private static float[] normal(final int values, final double offset, final long seed) {
        final Rng rng = new Rng(seed);
        final float[] x = new float[values];
        for (int i = 0; i < values; i++) {
            x[i] = (float)(offset + rng.nextGaussian());
        }
        return x;
    }

    private static double squared(final float[] x, final int i, final float[] q, final int j, final int d) {
        double sum = 0;
        for (int c = 0; c < d; c++) {
            final double difference = (double)x[i * d + c] - q[j * d + c];
            sum += difference * difference;
        }
        return sum;
    }

    /** All distances in double precision, sorted by distance and then by row. */
    private static void assertExact(final float[] x, final float[] q, final int d, final int k,
        final Neighbours found) {
        for (int j = 0; j < q.length / d; j++) {
            final int query = j;
            final double[] distance =
                IntStream.range(0, x.length / d).mapToDouble(i -> squared(x, i, q, query, d)).toArray();
            final int[] order = IntStream.range(0, distance.length).boxed()
                .sorted(Comparator.comparingDouble((final Integer i) -> distance[i]).thenComparing(i -> i)).limit(k)
                .mapToInt(i -> i).toArray();
            assertArrayEquals(order, Arrays.copyOfRange(found.rows(), j * k, (j + 1) * k), "query " + j);
            for (int r = 0; r < k; r++) {
                assertEquals(distance[order[r]], found.squaredDistance(j, r));
            }
        }
    }

    @ParameterizedTest(name = "{0} rows, {1} queries, {2} dimensions, k = {3}, about {4}")
    @CsvSource({"50, 20, 3, 1, 0", "5000, 300, 2, 3, 0", "4097, 257, 17, 5, 0", "2048, 256, 1, 3, 0",
        "3000, 40, 100, 3, 10000", "7, 5, 4, 7, 0", "3000, 40, 3, 2500, 0", "1, 3, 2, 1, 0"})
    void theNeighboursAreThoseOfAllDistancesInDoublePrecision(final int n, final int q, final int d, final int k,
        final double offset) {
        final float[] x = normal(n * d, offset, 1);
        final float[] queries = normal(q * d, offset, 2);
        assertExact(x, queries, d, k, new NeighbourSearch(x, d, k).nearest(queries, Progress.NONE));
    }

    @Test
    void manyRowsAtTheSameDistanceAreTakenInTheirOrder() {
        final Rng rng = new Rng(8);
        final float[] x = new float[4500 * 2];
        for (int i = 0; i < x.length; i++) {
            x[i] = rng.nextInt(5); // 25 different points, 180 times each
        }
        final float[] queries = new float[60];
        for (int i = 0; i < queries.length; i++) {
            queries[i] = 0.5f * rng.nextInt(10);
        }
        assertExact(x, queries, 2, 5, new NeighbourSearch(x, 2, 5).nearest(queries, Progress.NONE));
    }

    @Test
    void valuesWhoseSquaresOverflowFloatsAreStillCompared() {
        final float[] x = {1e30f, 0, 2e30f, 0, -3e30f, 1, 0, 0, 5, 5};
        final float[] queries = {1.9e30f, 0, -1e30f, 0, 4, 4};
        assertExact(x, queries, 2, 2, new NeighbourSearch(x, 2, 2).nearest(queries, Progress.NONE));
    }

    /** A row's product with the query overflows where those of a full set of candidates do not. */
    @Test
    void aRowWhoseProductOverflowsIsStillFoundBesideManyThatDoNot() {
        final float[] x = new float[2 * 40];
        for (int i = 0; i < 40; i++) {
            x[2 * i] = i < 20 ? 1e17f * (i + 1) : -1e17f * (i - 19); // their mean is 0
        }
        x[0] = 1.9e19f;
        x[40] = -1.9e19f;
        final float[] queries = {1.3e19f, 0, -1.3e19f, 0, 1.9e19f, 0};
        assertExact(x, queries, 2, 3, new NeighbourSearch(x, 2, 3).nearest(queries, Progress.NONE));
    }

    @Test
    void anOverflowAmongAsManyRowsAsCandidatesLosesNone() {
        final float[] x = {1.9e19f, -1.9e19f, 1e17f, -1e17f, 2e17f, -2e17f};
        final float[] queries = {1.9e19f};
        assertExact(x, queries, 1, 1, new NeighbourSearch(x, 1, 1).nearest(queries, Progress.NONE));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-18, 1e-24, 1e-38, 1e-44})
    void valuesWhoseSquaresVanishInFloatsAreStillCompared(final double scale) {
        final float[] x = normal(200 * 3, 0, 3);
        final float[] queries = normal(20 * 3, 0, 4);
        for (int i = 0; i < x.length; i++) {
            x[i] *= (float)scale;
        }
        for (int i = 0; i < queries.length; i++) {
            queries[i] *= (float)scale;
        }
        assertExact(x, queries, 3, 3, new NeighbourSearch(x, 3, 3).nearest(queries, Progress.NONE));
    }

    @Test
    void manyNeighboursAreSearchedInSmallerBatches() {
        // a query takes one value, but its candidates take 508
        final float[] x = normal(600, 0, 1);
        final float[] queries = normal(600, 0, 2);
        final List<String> messages = new ArrayList<>();
        assertExact(x, queries, 1, 500, new NeighbourSearch(x, 1, 500, 256 * 508).nearest(queries, new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                messages.add(message);
            }

            @Override
            public void checkCanceled() {
                // goes on
            }
        }));
        assertEquals(List.of("Compared 256 rows with 600 of 600", "Compared 256 rows with 600 of 600",
            "Compared 88 rows with 600 of 600"), messages);
    }

    @Test
    void batchesOfQueriesGiveTheSameAndProgressRises() {
        final float[] x = normal(5000 * 4, 0, 1);
        final float[] queries = normal(1000 * 4, 0, 2);
        final List<Double> fractions = new ArrayList<>();
        final Neighbours whole = new NeighbourSearch(x, 4, 3).nearest(queries, Progress.NONE);
        final Neighbours parts = new NeighbourSearch(x, 4, 3, 1).nearest(queries, new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                fractions.add(fraction);
                assertTrue(message.startsWith("Compared "), message);
            }

            @Override
            public void checkCanceled() {
                // goes on
            }
        });
        assertArrayEquals(whole.rows(), parts.rows());
        assertArrayEquals(whole.squaredDistances(), parts.squaredDistances());
        assertEquals(4 * 3, fractions.size());
        for (int i = 1; i < 12; i++) {
            assertTrue(fractions.get(i) > fractions.get(i - 1));
        }
        assertEquals(1, fractions.get(11));
    }
}
