package org.latentlab.engine.dataset;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import org.latentlab.engine.train.Progress;

/** Work that is independent row by row, on all cores; progress and cancel stay on the caller's thread. */
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
            progress.update((double)from / count, String.format("%s: %,d of %,d", what, from, count));
            IntStream.range(from, Math.min(count, from + BLOCK)).parallel().forEach(work);
        }
        progress.update(1, String.format("%s: %,d of %,d", what, count, count));
    }
}
