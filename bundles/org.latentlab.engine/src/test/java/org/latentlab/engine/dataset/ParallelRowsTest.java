package org.latentlab.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.train.Progress;

class ParallelRowsTest {

    @Test
    void everyRowIsVisitedOnceByTheEnginesThreads() {
        final AtomicIntegerArray visits = new AtomicIntegerArray(5000);
        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        ParallelRows.forEach(5000, "Work", Progress.NONE, row -> {
            visits.incrementAndGet(row);
            threads.add(Thread.currentThread());
        });
        assertTrue(IntStream.range(0, 5000).allMatch(i -> visits.get(i) == 1));
        threads.remove(Thread.currentThread());
        assertTrue(threads.size() < Parallel.threads(), threads.toString());
        assertTrue(threads.stream().allMatch(t -> t.getName().startsWith("latentlab-")), threads.toString());
    }

    @Test
    void whatARowThrowsArrivesAsItIs() {
        for (final int bad : new int[]{0, 1500, 2999}) {
            assertEquals("row " + bad, assertThrows(IllegalArgumentException.class,
                () -> ParallelRows.forEach(3000, "Work", Progress.NONE, row -> {
                    if (row == bad) {
                        throw new IllegalArgumentException("row " + row);
                    }
                })).getMessage());
        }
    }

    @Test
    void progressIsToldInTheSameWordsEverywhereAndAskedAtEveryBlock() {
        final Locale before = Locale.getDefault();
        final List<String> messages = new ArrayList<>();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThrows(CancellationException.class, () -> ParallelRows.forEach(12_345, "Work", new Progress() {
                @Override
                public void update(final double fraction, final String message) {
                    messages.add(message);
                }

                @Override
                public void checkCanceled() {
                    if (messages.size() == 2) {
                        throw new CancellationException();
                    }
                }
            }, row -> {
                // nothing to do
            }));
        } finally {
            Locale.setDefault(before);
        }
        assertEquals(List.of("Work: 0 of 12,345", "Work: 1,024 of 12,345"), messages);
    }
}
