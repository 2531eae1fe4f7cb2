package org.latentlab.engine.backend;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Splits loops over the configured number of threads. The split depends on the length and on the number of threads
 * alone, so sums kept per chunk and added up in the order of the chunks have the same bits in every run. The caller
 * works too and takes over chunks nobody has begun, so calls may be nested and may come from several threads at once.
 */
public final class Parallel {

    /** The body of a parallel loop. */
    @FunctionalInterface
    public interface Body {
        /**
         * @param chunk which part this is, 0…{@link Parallel#chunks(int)}-1
         * @param from first index
         * @param to one past the last index, greater than {@code from}
         */
        void run(int chunk, int from, int to);
    }

    /** How long an idle thread looks for more work before it sleeps: waking one up takes longer than most loops do. */
    private static final int SPINS = 2000;

    private static final class Pool {
        static final int THREADS = Backend.settingsInUse().effectiveThreads();

        static final LinkedBlockingQueue<Job> QUEUE = new LinkedBlockingQueue<>();

        static {
            for (int i = 1; i < THREADS; i++) {
                final Thread thread = new Thread(Pool::work, "latentlab-" + i);
                thread.setDaemon(true);
                thread.start();
            }
        }

        private static void work() {
            while (true) {
                try {
                    next().help();
                } catch (InterruptedException e) {
                    // nobody has a reason to interrupt these threads; they end with the process
                    Thread.interrupted();
                }
            }
        }

        private static Job next() throws InterruptedException {
            for (int i = 0; i < SPINS; i++) {
                final Job job = QUEUE.poll();
                if (job != null) {
                    return job;
                }
                Thread.onSpinWait();
            }
            return QUEUE.take();
        }
    }

    private static final class Job {
        private final Body m_body;

        private final int m_length;

        private final int m_chunks;

        private final Thread m_owner = Thread.currentThread();

        private final AtomicInteger m_claimed = new AtomicInteger();

        private final AtomicInteger m_done = new AtomicInteger();

        private final AtomicReference<Throwable> m_failure = new AtomicReference<>();

        Job(final Body body, final int length, final int chunks) {
            m_body = body;
            m_length = length;
            m_chunks = chunks;
        }

        void help() {
            for (int chunk = m_claimed.getAndIncrement(); chunk < m_chunks; chunk = m_claimed.getAndIncrement()) {
                try {
                    m_body.run(chunk, bound(m_length, m_chunks, chunk), bound(m_length, m_chunks, chunk + 1));
                } catch (Throwable t) { // NOSONAR handed on to the caller
                    m_failure.compareAndSet(null, t);
                }
                if (m_done.incrementAndGet() == m_chunks) {
                    LockSupport.unpark(m_owner);
                }
            }
        }

        void finish() {
            help();
            for (int i = 0; i < SPINS && m_done.get() < m_chunks; i++) {
                Thread.onSpinWait();
            }
            boolean interrupted = false;
            while (m_done.get() < m_chunks) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            final Throwable failure = m_failure.get();
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }

    private Parallel() {
    }

    /** @return the number of threads loops are split over */
    public static int threads() {
        return Pool.THREADS;
    }

    /**
     * @param length length of a loop
     * @return the number of parts {@link #forRange} splits it into: one per thread, none empty
     */
    public static int chunks(final int length) {
        return Math.min(length, Pool.THREADS);
    }

    /**
     * Runs the body once per chunk, side by side, and returns when all are done. What a body throws is thrown here, the
     * first of them where several do.
     *
     * @param length length of the loop; 0 does nothing
     * @param body what to do with a part of it
     */
    public static void forRange(final int length, final Body body) {
        final int chunks = chunks(length);
        if (chunks == 1) {
            body.run(0, 0, length);
        } else if (chunks > 1) {
            final Job job = new Job(body, length, chunks);
            for (int i = 1; i < chunks; i++) {
                Pool.QUEUE.add(job);
            }
            job.finish();
        }
    }

    private static int bound(final int length, final int chunks, final int chunk) {
        return (int)((long)length * chunk / chunks);
    }
}
