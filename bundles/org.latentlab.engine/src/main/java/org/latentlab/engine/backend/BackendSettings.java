package org.latentlab.engine.backend;

import java.nio.file.Path;

/**
 * What the analyst chose in the preferences: which ND4J backend and how much of the machine it may use. One backend per
 * Java process, so the choice holds until the process ends.
 *
 * @param backend which backend
 * @param threads number of threads for the arithmetic, 1…1024; 0 = all cores
 * @param offHeapBytes limit of the memory outside the Java heap, at least 64 MiB; 0 = ND4J's default, the size of the
 *            Java heap
 * @param nativeCache directory where the native libraries are unpacked to, in a sub-directory per version; null =
 *            {@code .latentlab/natives} in the user's home directory
 */
public record BackendSettings(Choice backend, int threads, long offHeapBytes, Path nativeCache) {

    /** Which backend is asked for. */
    public enum Choice {
        /** CUDA where it is installed and has a device, else the CPU. */
        AUTO,
        /** The CPU. */
        CPU,
        /** CUDA, or an error. */
        CUDA
    }

    /** The backend chosen automatically, all cores, ND4J's own limits. */
    public static final BackendSettings DEFAULT = new BackendSettings(Choice.AUTO, 0, 0, null);

    private static final int MAX_THREADS = 1024;

    private static final long MIN_OFF_HEAP = 64L << 20;

    /** Checks the values. */
    public BackendSettings {
        if (backend == null) {
            throw new IllegalArgumentException("The backend is AUTO, CPU or CUDA, not empty.");
        }
        if (threads < 0 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("The number of threads is 1 to " + MAX_THREADS
                + ", or 0 for all cores, not " + threads + ".");
        }
        if (offHeapBytes != 0 && offHeapBytes < MIN_OFF_HEAP) {
            throw new IllegalArgumentException("The off-heap limit is at least 64 MiB, or 0 for ND4J's default, not "
                + offHeapBytes + " bytes.");
        }
    }

    /** @return the number of threads meant: as set, or the number of cores this process may use */
    public int effectiveThreads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
