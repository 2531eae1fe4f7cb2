package org.latentlab.nodes.preferences;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import org.latentlab.engine.backend.BackendSettings;

/**
 * Reads the preferences: in KNIME through the Eclipse preferences service (instance, configuration and default scope,
 * so that a preferences file or a customization profile sets them), outside of OSGi from system properties named
 * {@code org.latentlab.nodes.<key>}.
 */
public final class LatentLabPreferences {

    /** The node of the preferences tree, the symbolic name of this bundle. */
    public static final String QUALIFIER = "org.latentlab.nodes";

    /** AUTO, CPU or CUDA. */
    public static final String BACKEND = "backend";

    /** Number of threads of the arithmetic; 0 for all cores. */
    public static final String THREADS = "threads";

    /** Limit of the memory outside the Java heap in MB; 0 for the library's own limit. */
    public static final String OFF_HEAP_MEGABYTES = "offHeapMegabytes";

    /** Directory where native libraries are unpacked to; blank for the default. */
    public static final String NATIVE_CACHE_DIRECTORY = "nativeCacheDirectory";

    private static final long MEGABYTE = 1L << 20;

    private final PreferenceSource m_source;

    /** @param source where the values come from */
    LatentLabPreferences(final PreferenceSource source) {
        m_source = source;
    }

    /** @return the preferences of the running application */
    public static LatentLabPreferences get() {
        return new LatentLabPreferences(isEclipseRunning() ? new EclipsePreferenceSource()
            : key -> System.getProperty(QUALIFIER + "." + key));
    }

    private static boolean isEclipseRunning() {
        try {
            return EclipsePreferenceSource.isAvailable();
        } catch (LinkageError e) { // org.eclipse.core.runtime is optional
            return false;
        }
    }

    /**
     * @param key a preference
     * @return its default, which the initializer announces to Eclipse
     * @throws IllegalArgumentException if there is no such preference
     */
    static String defaultOf(final String key) {
        return switch (key) {
            case BACKEND -> BackendSettings.Choice.AUTO.name();
            case THREADS, OFF_HEAP_MEGABYTES -> "0";
            case NATIVE_CACHE_DIRECTORY -> "";
            default -> throw new IllegalArgumentException("There is no preference '" + key + "'.");
        };
    }

    /**
     * @return the settings for the engine
     * @throws IllegalArgumentException if a preference has a value that cannot be used; the message names it
     */
    public BackendSettings backendSettings() {
        final BackendSettings.Choice backend = backend();
        final long threads = number(THREADS);
        final long megabytes = number(OFF_HEAP_MEGABYTES);
        if (threads > Integer.MAX_VALUE || megabytes > Long.MAX_VALUE / MEGABYTE) {
            throw new IllegalArgumentException("LatentLab preferences: threads = " + threads + ", " + OFF_HEAP_MEGABYTES
                + " = " + megabytes + " is more than any machine has.");
        }
        return new BackendSettings(backend, (int)threads, megabytes * MEGABYTE, nativeCache());
    }

    private BackendSettings.Choice backend() {
        final String value = value(BACKEND);
        return Arrays.stream(BackendSettings.Choice.values())
            .filter(choice -> choice.name().equals(value.toUpperCase(Locale.ROOT))).findFirst()
            .orElseThrow(() -> unusable(BACKEND, value, "AUTO, CPU and CUDA"));
    }

    private long number(final String key) {
        final String value = value(key);
        try {
            final long number = Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw unusable(key, value, "0 (the default) and whole numbers above");
        }
        throw unusable(key, value, "0 (the default) and whole numbers above");
    }

    private Path nativeCache() {
        final String value = value(NATIVE_CACHE_DIRECTORY);
        try {
            return value.isEmpty() ? null : Path.of(value);
        } catch (InvalidPathException e) {
            throw unusable(NATIVE_CACHE_DIRECTORY, value, "paths of directories, and blank for the default");
        }
    }

    private String value(final String key) {
        final String value = m_source.get(key);
        return value == null || value.isBlank() ? defaultOf(key) : value.strip();
    }

    private static IllegalArgumentException unusable(final String key, final String value, final String allowed) {
        return new IllegalArgumentException("LatentLab preference '" + QUALIFIER + "/" + key + "' is '" + value
            + "'; allowed are " + allowed + ".");
    }
}
