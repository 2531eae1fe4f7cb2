package org.latentlab.engine.dataset;

import java.util.Locale;
import java.util.function.IntConsumer;

import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.train.Progress;

/** Work that is independent row by row, on the engine's threads; progress and cancel stay on the caller's thread. */
final class ParallelRows {

    private static final int BLOCK = 1024;

    private ParallelRows() {
    }

    /**
     * @param count the number of rows
     * @param what the work, e.g. "Reading images"
     * @param progress updated and asked at every block of rows
     * @param work called once for each row 0…count-1, from any thread; its failure ends the work
     */
    static void forEach(final int count, final String what, final Progress progress, final IntConsumer work) {
        for (int from = 0; from < count; from += BLOCK) {
            progress.checkCanceled();
            progress.update((double)from / count, String.format(Locale.ROOT, "%s: %,d of %,d", what, from, count));
            final int block = from;
            Parallel.forRange(Math.min(BLOCK, count - from), (chunk, first, last) -> {
                for (int row = block + first; row < block + last; row++) {
                    work.accept(row);
                }
            });
        }
        progress.update(1, String.format(Locale.ROOT, "%s: %,d of %,d", what, count, count));
    }
}
