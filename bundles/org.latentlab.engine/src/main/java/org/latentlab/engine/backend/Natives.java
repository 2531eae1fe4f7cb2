package org.latentlab.engine.backend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

import org.bytedeco.javacpp.Loader;
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
     * Sets the system properties that JavaCPP and ND4J read when their classes are initialised. What the user gave on
     * the command line wins over a default, but not over a setting made explicitly.
     *
     * @param settings the settings
     */
    static void setProperties(final BackendSettings settings) {
        if (settings.nativeCache() != null || System.getProperty(CACHE_DIRECTORY) == null) {
            System.setProperty(CACHE_DIRECTORY, cacheDirectory(settings.nativeCache()).toString());
        }
        if (settings.offHeapBytes() > 0) {
            System.setProperty(MAX_BYTES, Long.toString(settings.offHeapBytes()));
            // the physical limit counts the whole process: the Java heap and its surroundings come on top
            final long process = settings.offHeapBytes() + Runtime.getRuntime().maxMemory() + (1L << 30);
            System.setProperty(MAX_PHYSICAL_BYTES, Long.toString(process));
        }
        if (System.getProperty(LOG_INITIALIZATION) == null) {
            System.setProperty(LOG_INITIALIZATION, "false");
        }
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
