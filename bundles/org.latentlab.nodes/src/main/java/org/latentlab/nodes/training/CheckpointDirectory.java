package org.latentlab.nodes.training;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.util.pathresolve.ResolverUtil;

/** The directory of checkpoints that a setting names: a full path, or a knime:// URL that leads to a local one. */
public final class CheckpointDirectory {

    private CheckpointDirectory() {
    }

    /**
     * @param setting a full path, or a knime:// or file: URL
     * @return the directory; it need not exist
     * @throws InvalidSettingsException if that is no place for one; the message names it
     */
    public static Path resolve(final String setting) throws InvalidSettingsException {
        final String place = setting.strip();
        final Path path;
        try {
            path = isUrl(place) ? local(place) : Path.of(place);
        } catch (InvalidPathException e) {
            throw new InvalidSettingsException("Directory of checkpoints '" + place + "' is not a path: "
                + e.getReason() + ".", e);
        }
        if (!path.isAbsolute()) {
            throw new InvalidSettingsException("Directory of checkpoints '" + place + "' is no full path. Begin at the "
                + "root, or write knime://knime.workflow/" + (place.contains(":") ? "checkpoints" : place)
                + " for a directory inside the workflow.");
        }
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new InvalidSettingsException("Directory of checkpoints '" + place + "' is a file. Choose another "
                + "place.");
        }
        return path.normalize();
    }

    /**
     * Checks what can be checked before the workflow runs: a URL is looked up only then.
     *
     * @param setting a full path, or a URL
     * @throws InvalidSettingsException if it is a path, but no place for checkpoints; the message names it
     */
    public static void check(final String setting) throws InvalidSettingsException {
        if (!isUrl(setting.strip())) {
            resolve(setting);
        }
    }

    private static boolean isUrl(final String place) {
        return place.startsWith("knime:") || place.startsWith("file:");
    }

    private static Path local(final String place) throws InvalidSettingsException {
        try {
            return ResolverUtil.resolveURItoLocalFile(URI.create(place.replace(" ", "%20"))).toPath();
        } catch (InvalidPathException e) {
            throw e;
        } catch (Exception e) { // NOSONAR: the resolver reports a place it does not know in several ways
            throw new InvalidSettingsException("Directory of checkpoints '" + place + "' does not lead to a local "
                + "directory: " + e.getMessage(), e);
        }
    }
}
