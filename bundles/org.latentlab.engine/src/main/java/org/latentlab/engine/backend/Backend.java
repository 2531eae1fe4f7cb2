package org.latentlab.engine.backend;

import java.util.Optional;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.deeplearning4j.config.DL4JClassLoading;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.BackendSelector.Selection;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * The one place where ND4J and OpenBLAS are loaded. Settings are applied before; whoever computes calls {@link #load()}
 * (ND4J) or {@link #loadBlas()} (OpenBLAS alone, much quicker) first. Works inside OSGi and with a thread whose context
 * class loader is null.
 */
public final class Backend {

    private static BackendSettings settings;

    private static boolean blasLoaded;

    private static volatile BackendInfo info;

    private static boolean noticeTaken;

    private static boolean inUse;

    private Backend() {
    }

    /**
     * Chooses the backend. Has to come before the first computation.
     *
     * @param chosen the settings
     * @throws IllegalStateException if other settings are in use already: ND4J reads them once per process
     */
    public static synchronized void configure(final BackendSettings chosen) {
        if (settings != null && (inUse || blasLoaded || info != null) && !settings.equals(chosen)) {
            throw new IllegalStateException("The numerical library is loaded already with " + describe(settings)
                + "; it cannot change to " + describe(chosen) + " before a restart.");
        }
        settings = chosen;
    }

    private static String describe(final BackendSettings s) {
        return "backend " + s.backend() + ", " + s.effectiveThreads() + " threads, off-heap limit "
            + (s.offHeapBytes() == 0 ? "default" : (s.offHeapBytes() >> 20) + " MiB") + ", native cache "
            + (s.nativeCache() == null ? "default" : s.nativeCache());
    }

    /** @return the settings in force: as configured, else {@link BackendSettings#DEFAULT} */
    public static synchronized BackendSettings settings() {
        if (settings == null) {
            settings = BackendSettings.DEFAULT;
        }
        return settings;
    }

    /** @return the settings in force, which from now on stay as they are: threads have been made after them */
    static synchronized BackendSettings settingsInUse() {
        inUse = true;
        return settings();
    }

    /** @return whether ND4J is loaded */
    public static boolean isLoaded() {
        return info != null;
    }

    /**
     * Loads ND4J with the backend chosen, unless that is done already.
     *
     * @return the backend in use
     * @throws EngineException if the backend asked for is not installed or cannot be used; the message says what to
     *             install
     */
    public static BackendInfo load() {
        final BackendInfo loaded = info;
        return loaded != null ? loaded : load(BackendSelector.ofNd4j(libraryLoader()));
    }

    /**
     * @param selector where the backends are looked for
     * @return the backend in use
     */
    static synchronized BackendInfo load(final BackendSelector selector) {
        if (info == null) {
            final BackendSettings chosen = settings();
            Natives.prepare(chosen);
            final Selection selection = selector.select(chosen.backend());
            loadBlas();
            final ClassLoader loader = new BackendClassLoader(libraryLoader(), selection.backendClass());
            inLibrary(loader, () -> start(loader, chosen));
            info = describe(selection, chosen);
        }
        return info;
    }

    /** Loads OpenBLAS alone, unless that is done already: all that {@link Blas} needs. */
    static synchronized void loadBlas() {
        if (!blasLoaded) {
            Natives.prepare(settings());
            inLibrary(libraryLoader(), () -> {
                Loader.load(openblas.class);
                // products are split by Parallel's threads: OpenBLAS's would contend with them and with oneDNN's
                openblas.blas_set_num_threads(1);
            });
            blasLoaded = true;
        }
    }

    /**
     * What the analyst should be told once per process, such as that "auto" fell back to the CPU.
     *
     * @return the notice at the first call after loading, empty afterwards
     */
    public static synchronized Optional<String> takeNotice() {
        if (info == null || noticeTaken) {
            return Optional.empty();
        }
        noticeTaken = true;
        return info.notice();
    }

    private static void start(final ClassLoader loader, final BackendSettings chosen) {
        ND4JClassLoading.setNd4jClassloader(loader);
        DL4JClassLoading.setDl4jClassloader(loader);
        final Nd4jBackend backend = Nd4j.getBackend();
        if (backend == null) {
            throw new EngineException("ND4J found no backend. Install the LatentLab feature again.");
        }
        final int threads = chosen.effectiveThreads();
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        // loading ND4J sets OpenBLAS back to all cores
        openblas.blas_set_num_threads(1);
    }

    private static BackendInfo describe(final Selection selection, final BackendSettings chosen) {
        final Nd4jBackend backend = Nd4j.getBackend();
        final String device = Nd4j.getEnvironment().isCPU()
            ? Natives.instructionSet(org.nd4j.nativeblas.NativeOpsHolder.getInstance().getDeviceNativeOps().getClass())
            : String.valueOf(backend.buildInfo()).lines().findFirst().orElse("");
        return new BackendInfo(selection.name(), device, chosen.effectiveThreads(), Natives.version(),
            selection.notice());
    }

    private static ClassLoader libraryLoader() {
        return ND4JClassLoading.class.getClassLoader();
    }

    /**
     * Runs something with the library's class loader as the thread's, where ND4J and JavaCPP may look for one, and
     * turns what goes wrong while linking into a message for the analyst.
     */
    private static void inLibrary(final ClassLoader loader, final Runnable action) {
        final Thread thread = Thread.currentThread();
        final ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            action.run();
        } catch (LinkageError e) {
            Throwable cause = e;
            while (cause.getCause() != null && cause.getCause() != cause) {
                cause = cause.getCause();
            }
            throw new EngineException("The numerical library cannot be loaded (" + cause
                + "). Install the fragment org.latentlab.libs.dl4j." + BackendSelector.platform()
                + " and check that the directory " + System.getProperty("org.bytedeco.javacpp.cachedir")
                + " can be written to.", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
