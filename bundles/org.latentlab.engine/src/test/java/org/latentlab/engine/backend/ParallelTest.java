package org.latentlab.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ParallelTest {

    @Test
    void everyIndexIsVisitedOnceWhateverTheLength() {
        for (int n = 0; n < 40; n++) {
            final int[] visits = new int[n];
            final int chunks = Parallel.chunks(n);
            final AtomicInteger seen = new AtomicInteger();
            Parallel.forRange(n, (chunk, from, to) -> {
                seen.incrementAndGet();
                for (int i = from; i < to; i++) {
                    visits[i]++;
                }
            });
            assertEquals(n, Arrays.stream(visits).filter(v -> v == 1).count());
            assertEquals(chunks, seen.get());
        }
    }

    @Test
    void nestedLoopsAndLoopsOfSeveralThreadsAllFinish() {
        final AtomicInteger total = new AtomicInteger();
        IntStream.range(0, 16).parallel().forEach(i -> Parallel.forRange(10,
            (c, from, to) -> Parallel.forRange(to - from, (d, f, t) -> total.addAndGet(t - f))));
        assertEquals(160, total.get());
    }

    @Test
    void anExceptionOfTheBodyReachesTheCallerAndTheNextLoopWorks() {
        for (int bad = 0; bad < Parallel.chunks(8); bad++) {
            final int where = bad;
            assertThrows(ArithmeticException.class, () -> Parallel.forRange(8, (chunk, from, to) -> {
                if (chunk == where) {
                    throw new ArithmeticException();
                }
            }));
        }
        final AtomicInteger total = new AtomicInteger();
        Parallel.forRange(8, (chunk, from, to) -> total.addAndGet(to - from));
        assertEquals(8, total.get());
    }
}
