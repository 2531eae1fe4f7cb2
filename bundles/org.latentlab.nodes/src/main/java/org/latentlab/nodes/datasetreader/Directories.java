package org.latentlab.nodes.datasetreader;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.knime.core.util.pathresolve.ResolverUtil;

/** Finds the directory that a setting means: a path, a file URL, or a KNIME URL. */
final class Directories {

    private Directories() {
    }

    /**
     * @param setting a path, or a file: or knime: URL
     * @return the directory
     * @throws IOException if there is no such directory; the message names it
     */
    static Path resolve(final String setting) throws IOException {
        final Path directory = isUrl(setting) ? resolveUrl(setting.strip()) : path(setting.strip());
        if (!Files.exists(directory)) {
            throw new IOException("Directory '" + setting.strip() + "' does not exist"
                + (directory.toString().equals(setting.strip()) ? "." : " (looked for " + directory + ").")
                + " Correct it, or leave it blank for synthetic digits.");
        }
        if (!Files.isDirectory(directory)) {
            throw new IOException("'" + setting.strip() + "' is a file. Give the directory that holds the files of "
                + "the data set.");
        }
        return directory;
    }

    private static boolean isUrl(final String setting) {
        return setting.strip().startsWith("knime:") || setting.strip().startsWith("file:");
    }

    private static Path resolveUrl(final String url) throws IOException {
        final URI uri;
        try {
            uri = new URI(url.replace(" ", "%20"));
        } catch (URISyntaxException e) {
            throw new IOException("Directory '" + url + "' is not a valid URL: " + e.getMessage() + ".", e);
        }
        if ("file".equals(uri.getScheme())) {
            try {
                return Path.of(uri);
            } catch (IllegalArgumentException e) {
                throw new IOException("Directory '" + url + "' is not a valid file URL: " + e.getMessage() + ".", e);
            }
        }
        final File file = ResolverUtil.resolveURItoLocalOrTempFile(uri);
        if (file == null) {
            throw new IOException("Directory '" + url + "' cannot be found from here. Use a URL relative to the "
                + "workflow (knime://knime.workflow/…) or a path on this machine.");
        }
        return file.toPath();
    }

    private static Path path(final String setting) throws IOException {
        try {
            return Path.of(setting);
        } catch (InvalidPathException e) {
            throw new IOException("Directory '" + setting + "' is not a valid path: " + e.getMessage() + ".", e);
        }
    }
}
