package org.latentlab.engine.backend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.latentlab.engine.EngineException;
import org.nd4j.common.config.ND4JClassLoading;

/** What has to be said to JavaCPP and ND4J before they load their native libraries, and what can be read off after. */
final class Natives {

    private static final String CACHE_DIRECTORY = "org.bytedeco.javacpp.cachedir";

    private static final String MAX_BYTES = "org.bytedeco.javacpp.maxbytes";

    private static final String MAX_PHYSICAL_BYTES = "org.bytedeco.javacpp.maxphysicalbytes";

    private static final String LOG_INITIALIZATION = "org.nd4j.log.initialization";

    private static final String VERSION_RESOURCE = "META-INF/maven/org.nd4j/nd4j-native/pom.properties";

    private Natives() {
    }

    /**
     * Tells JavaCPP and ND4J where natives are unpacked and how much memory they may take. JavaCPP reads that from
     * system properties when its classes are initialised, which this brings about; then the properties are as they
     * were, because another bundle of the same process (KNIME's columnar tables) may hold a JavaCPP of its own that
     * must not unpack into our directory. What the user gave on the command line wins over a default, but not over a
     * setting made explicitly.
     *
     * @param settings the settings
     */
    static void prepare(final BackendSettings settings) {
        if (System.getProperty(LOG_INITIALIZATION) == null) {
            System.setProperty(LOG_INITIALIZATION, "false");
        }
        final Map<String, String> former = new HashMap<>();
        if (settings.nativeCache() != null || System.getProperty(CACHE_DIRECTORY) == null) {
            replace(CACHE_DIRECTORY, cacheDirectory(settings.nativeCache()).toString(), former);
        }
        if (settings.offHeapBytes() > 0) {
            replace(MAX_BYTES, Long.toString(settings.offHeapBytes()), former);
            // the physical limit counts the whole process: the Java heap and its surroundings come on top
            final long process = settings.offHeapBytes() + Runtime.getRuntime().maxMemory() + (1L << 30);
            replace(MAX_PHYSICAL_BYTES, Long.toString(process), former);
        } else if (System.getProperty(MAX_PHYSICAL_BYTES) == null) {
            // by default twice the heap for the whole process, which others' memory outside the heap can use up
            replace(MAX_PHYSICAL_BYTES, "0", former);
        }
        try {
            Loader.getCacheDir();
            Pointer.maxBytes();
        } catch (IOException e) {
            throw new EngineException("The native libraries cannot be unpacked: " + e.getMessage()
                + ". Choose another native cache directory in the preferences.", e);
        } finally {
            former.forEach((key, value) -> {
                if (value == null) {
                    System.clearProperty(key);
                } else {
                    System.setProperty(key, value);
                }
            });
        }
    }

    private static void replace(final String key, final String value, final Map<String, String> former) {
        former.put(key, System.getProperty(key));
        System.setProperty(key, value);
    }

    /** Natives of different versions must not meet in one directory: JavaCPP tells them apart by name and time only. */
    private static Path cacheDirectory(final Path chosen) {
        final Path base = chosen != null ? chosen
            : Path.of(System.getProperty("user.home", "."), ".latentlab", "natives");
        return base.resolve("nd4j-" + version()).toAbsolutePath();
    }

    /** @return the version of ND4J, "unknown" if the library does not say */
    static String version() {
        final Properties properties = new Properties();
        try (InputStream in = ND4JClassLoading.class.getClassLoader().getResourceAsStream(VERSION_RESOURCE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            // a version that cannot be read is no reason not to compute
        }
        return properties.getProperty("version", "unknown");
    }

    /**
     * @param nativeClass a class whose native library is loaded
     * @return what its library was built for, e.g. "oneDNN AVX2", "AVX2", or "" for the plain one
     */
    static String instructionSet(final Class<?> nativeClass) {
        final String path = String.valueOf(Loader.load(nativeClass)).replace('\\', '/').toLowerCase(Locale.ROOT);
        final StringBuilder name = new StringBuilder();
        if (path.contains("-onednn")) {
            name.append("oneDNN");
        }
        for (final String set : new String[]{"avx512", "avx2"}) {
            if (path.contains("-" + set)) {
                name.append(name.isEmpty() ? "" : " ").append(set.toUpperCase(Locale.ROOT));
                break;
            }
        }
        return name.toString();
    }
}
