package org.latentlab.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** The small parts of a training loop. */
class TrainingTest {

    @Test
    void theSplitPartsAllRowsAndFollowsTheSeed() {
        final ValidationSplit split = ValidationSplit.of(1000, 0.2, 3);
        assertEquals(200, split.validation().length);
        final int[] all = IntStream.concat(IntStream.of(split.training()), IntStream.of(split.validation())).sorted()
            .toArray();
        assertArrayEquals(IntStream.range(0, 1000).toArray(), all);
        assertArrayEquals(split.validation(), ValidationSplit.of(1000, 0.2, 3).validation());
        assertFalse(java.util.Arrays.equals(split.validation(), ValidationSplit.of(1000, 0.2, 4).validation()));
        final double mean = IntStream.of(split.validation()).average().orElseThrow();
        assertEquals(499.5, mean, 5 * 289 / Math.sqrt(200)); // spread over all rows
    }

    @Test
    void bothSidesOfASplitKeepARow() {
        assertEquals(1, ValidationSplit.of(2, 0.999, 1).training().length);
        assertEquals(1, ValidationSplit.of(2, 0.001, 1).validation().length);
        assertEquals(0, ValidationSplit.of(2, 0, 1).validation().length);
    }

    @Test
    void theBestEpochIsTheFirstOfTheLowestAndPatienceCountsFromIt() {
        final int[] weights = {0};
        final BestEpoch<Integer> best = new BestEpoch<>(2, () -> weights[0]);
        final double[] losses = {5, 3, 4, 3};
        for (int i = 0; i < losses.length; i++) {
            weights[0] = i + 1;
            assertEquals(i == 3, best.add(i + 1, losses[i]), "epoch " + (i + 1));
        }
        assertEquals(2, best.epoch());
        assertEquals(2, best.weights());
        final BestEpoch<Integer> patient = new BestEpoch<>(0, null);
        for (int i = 1; i < 100; i++) {
            assertFalse(patient.add(i, i));
        }
        assertEquals(1, patient.epoch());
    }

    @Test
    void theBestEpochGoesOnFromWhereItWas() {
        final BestEpoch<String> best = new BestEpoch<>(2, () -> "new");
        best.restore(3, 2.5, "old");
        assertFalse(best.isEnough(4));
        assertTrue(best.isEnough(5));
        assertFalse(best.add(4, 2.5));
        assertEquals("old", best.weights());
        assertFalse(best.add(5, 2.4));
        assertEquals(5, best.epoch());
        assertEquals("new", best.weights());
    }

    @Test
    void timeLeftIsWordedAsPeopleWould() {
        assertEquals("0 s left", TrainingClock.words(-3));
        assertEquals("12 s left", TrainingClock.words(12.3));
        assertEquals("4 min left", TrainingClock.words(245));
        assertEquals("1 h 20 min left", TrainingClock.words(4800));
        final TrainingClock clock = new TrainingClock(4, 0);
        assertEquals(0.25, clock.fraction(1));
        assertFalse(clock.isOver());
        assertTrue(new TrainingClock(4, 1e-12).isOver());
    }
}
