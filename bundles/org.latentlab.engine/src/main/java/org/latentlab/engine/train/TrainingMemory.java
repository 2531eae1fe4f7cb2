package org.latentlab.engine.train;

import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.Backend;
import org.latentlab.engine.backend.BackendSettings;

/** Looks whether a training fits into memory before it begins. */
public final class TrainingMemory {

    private static final int MIB = 20;

    private TrainingMemory() {
    }

    /**
     * @param needed bytes taken outside the Java heap
     * @param what what takes them, as the subject of a sentence, e.g. "Training on 28×28 images in batches of 128"
     * @param remedy what to choose instead, e.g. "a smaller batch"
     * @throws EngineException if that is more than the limit in force: the one set in the preferences, else the size of
     *             the Java heap
     */
    public static void check(final long needed, final String what, final String remedy) {
        final BackendSettings settings = Backend.settings();
        final long limit = settings.offHeapBytes() > 0 ? settings.offHeapBytes() : Runtime.getRuntime().maxMemory();
        if (needed > limit) {
            throw new EngineException(String.format(Locale.ROOT, "%s takes about %,d MiB outside the Java heap, more "
                + "than the limit of %,d MiB. Choose %s, or a higher off-heap limit in the preferences.", what,
                needed >> MIB, limit >> MIB, remedy));
        }
    }
}
