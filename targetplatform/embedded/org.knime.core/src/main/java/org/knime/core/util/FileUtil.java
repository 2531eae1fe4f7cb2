package org.knime.core.util;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;

/** Makes and removes temporary files. */
public final class FileUtil {

    private FileUtil() {
    }

    /** @return a new directory, removed when the program ends */
    public static File createTempDir(final String prefix) throws IOException {
        final var directory = Files.createTempDirectory(prefix).toFile();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteRecursively(directory)));
        return directory;
    }

    /** @return a new file, removed when the program ends */
    public static File createTempFile(final String prefix, final String suffix) throws IOException {
        final var file = Files.createTempFile(prefix, suffix).toFile();
        file.deleteOnExit();
        return file;
    }

    /** @return whether the file, or the directory with all that is in it, is gone; links are not followed */
    public static boolean deleteRecursively(final File file) {
        try (var files = Files.walk(file.toPath())) {
            for (final var f : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(f);
            }
            return true;
        } catch (final IOException e) {
            return false;
        }
    }

    /** @param text a file or an address */
    public static URL toURL(final String text) throws MalformedURLException, InvalidPathException {
        try {
            return new URL(text);
        } catch (final MalformedURLException e) {
            return Path.of(text).toUri().toURL();
        }
    }

    /** @return the local file, null for an address that is none */
    public static Path resolveToPath(final URL url) throws IOException, URISyntaxException {
        return "file".equalsIgnoreCase(url.getProtocol()) ? Path.of(url.toURI()) : null;
    }
}
