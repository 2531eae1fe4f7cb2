package org.latentlab.bench;

import java.util.Locale;

import org.latentlab.engine.backend.Backend;
import org.latentlab.engine.backend.BackendInfo;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Seconds from the first touch of the numerical library to its first product, once per process. To reach: 2 s with the
 * natives unpacked already, that is, from the second run on.
 */
public final class StartBench {

    private StartBench() {
    }

    /** Prints the seconds. */
    public static void main(final String[] arguments) {
        final long begin = System.nanoTime();
        final BackendInfo info = Backend.load();
        final long loaded = System.nanoTime();
        final float value = Nd4j.ones(64, 64).mmul(Nd4j.ones(64, 64)).getFloat(0);
        System.out.printf(Locale.ROOT, "First product (%.0f) of %s after %.2f s, of which loading %.2f s%n", value,
            info.summary(), (System.nanoTime() - begin) / 1e9, (loaded - begin) / 1e9);
    }
}
