package org.latentlab.engine.latent;

import java.util.concurrent.atomic.AtomicInteger;

import org.latentlab.engine.backend.Parallel;

/**
 * Splits rows into chunks that depend on their number alone, never on the number of threads, so that sums made chunk by
 * chunk and added up in the chunks' order have the same bits on every machine.
 */
final class Chunks {

    private static final int ROWS = 2048;

    private final int m_rows;
    private final int m_count;

    private Chunks(final int rows, final int count) {
        m_rows = rows;
        m_count = count;
    }

    /** What is done with the rows from…to-1 of a chunk. */
    interface Work {

        /** Does it. */
        void run(int chunk, int from, int to);
    }

    /**
     * @param rows how many rows there are
     * @param most the most chunks wanted, at least 1
     * @return the split
     */
    static Chunks of(final int rows, final int most) {
        return new Chunks(rows, Math.max(1, Math.min(most, (rows + ROWS - 1) / ROWS)));
    }

    /** @return the number of chunks, at least 1 */
    int count() {
        return m_count;
    }

    /** Runs the work on all chunks, several at a time. */
    void forEach(final Work work) {
        final AtomicInteger next = new AtomicInteger();
        Parallel.forRange(m_count, (thread, first, last) -> {
            for (int c = next.getAndIncrement(); c < m_count; c = next.getAndIncrement()) {
                work.run(c, begin(c), begin(c + 1));
            }
        });
    }

    private int begin(final int chunk) {
        return (int)((long)m_rows * chunk / m_count);
    }
}
