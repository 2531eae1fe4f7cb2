package org.latentlab.engine.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.train.Progress;

class KnnLabelerTest {

    private static final float[] LINE = {0, 1, 2, 3, 10, 11};

    private static KnnResult label(final int[] labels, final int k, final float... queries) {
        return KnnLabeler.label(LINE, labels, 3, queries, 1, k, Progress.NONE);
    }

    @Test
    void theMajorityWins() {
        final KnnResult r = label(new int[] {0, 1, 1, 0, 2, 2}, 3, 0.4f, 9);
        assertArrayEquals(new int[] {1, 2}, r.label());
        assertArrayEquals(new double[] {2 / 3.0, 2 / 3.0}, r.voteShare());
        assertArrayEquals(new int[] {0, 4}, r.nearest());
        assertEquals(0.4f, r.distance()[0]);
        assertEquals(1, r.distance()[1]);
    }

    @Test
    void betweenEqualVotesTheNearestNeighboursClassWins() {
        assertArrayEquals(new int[] {2, 0}, label(new int[] {2, 0, 1, 2, 0, 1}, 3, 0.1f, 10.1f).label());
        // neighbours 2 (class 1), 1 and 3 (class 0), 0 (class 1): two votes each, and row 2 is nearest
        assertArrayEquals(new int[] {1}, label(new int[] {1, 0, 1, 0, 2, 2}, 4, 1.9f).label());
    }

    @Test
    void ofEquallyDistantRowsTheLowerCounts() {
        final KnnResult r = label(new int[] {0, 1, 2, 0, 0, 0}, 1, 1.5f);
        assertArrayEquals(new int[] {1}, r.label());
        assertArrayEquals(new int[] {1}, r.nearest());
    }

    @Test
    void allRowsMayVoteAndNoQueriesGiveNoLabels() {
        final KnnResult r = label(new int[] {0, 0, 0, 0, 2, 2}, 6, 11);
        assertArrayEquals(new int[] {0}, r.label());
        assertEquals(4 / 6.0, r.voteShare()[0]);
        assertEquals(0, label(new int[6], 3).size());
    }

    @Test
    void badInputIsRefused() {
        assertMessage("7 nearest neighbours need at least as many reference rows, but there are 6",
            EngineException.class, () -> label(new int[6], 7, 1));
        assertMessage("At least 1 neighbour must vote, not 0", IllegalArgumentException.class,
            () -> label(new int[6], 0, 1));
        assertMessage("Reference row 3 (counted from 1) has the class index 3", IllegalArgumentException.class,
            () -> label(new int[] {0, 0, 3, 0, 0, 0}, 1, 1));
        assertMessage("5 labels need 5 reference values", IllegalArgumentException.class,
            () -> label(new int[5], 1, 1));
        assertMessage("Row 2 (counted from 1) of the unlabelled rows has the value NaN in dimension 1",
            EngineException.class, () -> label(new int[6], 1, 1, Float.NaN));
        assertMessage("of the reference rows has the value Infinity in dimension 2", EngineException.class,
            () -> KnnLabeler.label(new float[] {0, Float.POSITIVE_INFINITY}, new int[1], 1, new float[2], 2, 1,
                Progress.NONE));
        assertMessage("no whole vectors of 2", IllegalArgumentException.class,
            () -> KnnLabeler.label(new float[2], new int[1], 1, new float[3], 2, 1, Progress.NONE));
        assertMessage("need at least as many reference rows, but there are 0", EngineException.class,
            () -> KnnLabeler.label(new float[0], new int[0], 1, new float[3], 1, 1, Progress.NONE));
        assertMessage("50000 neighbours of each of 50000 rows are more than can be held", EngineException.class,
            () -> KnnLabeler.label(new float[50_000], new int[50_000], 1, new float[50_000], 1, 50_000,
                Progress.NONE));
        assertMessage("at least 1 dimension", IllegalArgumentException.class,
            () -> KnnLabeler.label(new float[0], new int[0], 1, new float[3], 0, 1, Progress.NONE));
    }

    private static void assertMessage(final String part, final Class<? extends Exception> type,
        final Runnable action) {
        final Exception e = assertThrows(type, action::run);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void cancellingStops() {
        final Progress cancelled = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                throw new AssertionError("nothing is to be done");
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class,
            () -> KnnLabeler.label(LINE, new int[6], 1, new float[] {1}, 1, 1, cancelled));
    }
}
