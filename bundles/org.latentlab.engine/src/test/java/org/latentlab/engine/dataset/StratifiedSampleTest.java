package org.latentlab.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class StratifiedSampleTest {

    /** 60 of class 0, 30 of class 1, 10 of class 2, mixed. */
    private static final int[] LABELS =
        IntStream.range(0, 100).map(i -> i * 37 % 100).map(i -> i < 60 ? 0 : i < 90 ? 1 : 2).toArray();

    private static int[] counts(final int[] rows) {
        final int[] counts = new int[3];
        for (final int row : rows) {
            counts[LABELS[row]]++;
        }
        return counts;
    }

    @Test
    void everyClassKeepsItsShare() {
        assertArrayEquals(new int[]{12, 6, 2}, counts(StratifiedSample.rows(LABELS, 100, 20, 1)));
        // 60 % of 33 = 19.8, 9.9, 3.3: the remainders go to the first two classes
        assertArrayEquals(new int[]{20, 10, 3}, counts(StratifiedSample.rows(LABELS, 100, 33, 1)));
    }

    @Test
    void rowsAreAscendingAndDifferent() {
        final int[] rows = StratifiedSample.rows(LABELS, 100, 57, 2);
        assertEquals(57, rows.length);
        for (int i = 1; i < rows.length; i++) {
            assertTrue(rows[i - 1] < rows[i]);
        }
    }

    @Test
    void theSeedDecides() {
        final int[] rows = StratifiedSample.rows(LABELS, 100, 20, 1);
        assertArrayEquals(rows, StratifiedSample.rows(LABELS, 100, 20, 1));
        assertFalse(Arrays.equals(rows, StratifiedSample.rows(LABELS, 100, 20, 2)));
    }

    @Test
    void everyRowIsDrawnAboutEquallyOften() {
        final int[] times = new int[100];
        for (int seed = 0; seed < 2000; seed++) {
            for (final int row : StratifiedSample.rows(LABELS, 100, 20, seed)) {
                times[row]++;
            }
        }
        // Binomial(2000, 0.2): mean 400, standard deviation 17.9; five of them allowed
        for (final int t : times) {
            assertEquals(400, t, 90);
        }
    }

    @Test
    void tiesBetweenClassesAreDecidedByTheSeed() {
        final int[] labels = {0, 1, 2, 3};
        final int[] times = new int[4];
        for (int seed = 0; seed < 1000; seed++) {
            times[StratifiedSample.rows(labels, 4, 1, seed)[0]]++;
        }
        for (final int t : times) {
            assertEquals(250, t, 70); // standard deviation 13.7
        }
    }

    @Test
    void withoutALimitOrALargerOneAllRowsCome() {
        final int[] all = IntStream.range(0, 100).toArray();
        for (final int limit : new int[]{0, 100, 101, Integer.MAX_VALUE}) {
            assertArrayEquals(all, StratifiedSample.rows(LABELS, 100, limit, 1));
        }
        assertEquals(0, StratifiedSample.rows(null, 0, 10, 1).length);
    }

    @Test
    void withoutLabelsItIsASimpleSample() {
        assertEquals(10, StratifiedSample.rows(null, 50, 10, 1).length);
    }

    @Test
    void largeCountsDoNotOverflow() {
        final int[] labels = new int[70_000];
        Arrays.fill(labels, 35_000, 70_000, 1);
        final int[] rows = StratifiedSample.rows(labels, 70_000, 69_998, 1);
        assertEquals(34_999, IntStream.of(rows).filter(r -> r < 35_000).count());
    }

    @Test
    void argumentsWithoutSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> StratifiedSample.rows(null, 10, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> StratifiedSample.rows(LABELS, 10, 5, 1));
    }
}
