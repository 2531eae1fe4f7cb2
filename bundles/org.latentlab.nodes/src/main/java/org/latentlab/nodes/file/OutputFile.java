package org.latentlab.nodes.file;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.util.pathresolve.ResolverUtil;

/**
 * A file that a node writes at a place the analyst names: a full path, or a knime:// URL that leads to a local file. It
 * is written beside its place and moved there when whole, so that nothing half-written ever stands there. Folders that
 * are missing inside the workflow, or whatever else a knime:// URL begins at, are made; any others are the analyst's.
 */
public final class OutputFile {

    private final String m_location;
    private final Path m_path;

    private OutputFile(final String location, final Path path) {
        m_location = location;
        m_path = path;
    }

    /**
     * @param location a setting, may be blank
     * @param endings the endings the name may have, e.g. ".html"
     * @throws InvalidSettingsException if the name has none of them; a blank one passes
     */
    public static void checkEnding(final String location, final String... endings) throws InvalidSettingsException {
        if (location == null || location.isBlank()) {
            return;
        }
        final String name = location.strip().toLowerCase(Locale.ROOT);
        if (Arrays.stream(endings).noneMatch(name::endsWith)) {
            throw new InvalidSettingsException("The file '" + location.strip() + "' must end in "
                + String.join(" or ", endings) + ".");
        }
    }

    /**
     * @param location a full path, or a knime:// or file: URL
     * @return the file there
     * @throws InvalidSettingsException if that is no place for a file: not a path or URL, relative, without a folder,
     * in a folder that cannot be written to, or a folder itself; nothing is made yet
     */
    public static OutputFile at(final String location) throws InvalidSettingsException {
        final String place = location.strip();
        return at(place, resolve(place));
    }

    /**
     * As {@link #at(String)}, where a file need not be written.
     *
     * @param location a setting; blank where no file is wanted
     * @throws InvalidSettingsException if that is no place for a file; a blank one passes
     */
    public static void check(final String location) throws InvalidSettingsException {
        if (!location.isBlank()) {
            at(location);
        }
    }

    /**
     * As {@link #at(String)} and {@link #probe()}, where a file need not be written.
     *
     * @param location a setting; blank where no file is wanted
     * @return the file there, null where none is wanted
     * @throws InvalidSettingsException if that is no place for a file, or none can be made there
     */
    public static OutputFile probed(final String location) throws InvalidSettingsException {
        if (location.isBlank()) {
            return null;
        }
        final OutputFile file = at(location);
        file.probe();
        return file;
    }

    /** As {@link #at(String)}, where it is known what the location leads to. */
    static OutputFile at(final String place, final Path path) throws InvalidSettingsException {
        final OutputFile file = new OutputFile(place, path);
        final Path root = root(place, path);
        Path folder = path.getParent();
        while (root != null && !folder.equals(root) && Files.notExists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new InvalidSettingsException("The folder of the file '" + place + "' does not exist"
                + (folder == null ? "" : " (" + folder + ")") + ". Create it first or choose another.");
        }
        if (Files.isDirectory(file.m_path)) {
            throw new InvalidSettingsException("'" + place + "' is a folder, not a file. Add a file name.");
        }
        if (!Files.isWritable(folder)) {
            throw file.notWritable(folder, null);
        }
        return file;
    }

    /** @return the folder that a knime:// URL begins at; null where it is no such URL, or leads out of that folder */
    private static Path root(final String place, final Path path) {
        final String inside = place.startsWith("knime://") ? uri(place).getPath() : null;
        if (inside == null || inside.length() < 2) {
            return null;
        }
        final Path relative = Path.of(inside.substring(1));
        if (relative.isAbsolute() || !relative.equals(relative.normalize()) || !path.endsWith(relative)
            || path.getNameCount() <= relative.getNameCount()) {
            return null;
        }
        Path root = path;
        for (int i = 0; i < relative.getNameCount(); i++) {
            root = root.getParent();
        }
        return root;
    }

    private static URI uri(final String place) {
        return URI.create(place.replace(" ", "%20"));
    }

    private static Path resolve(final String place) throws InvalidSettingsException {
        final Path path;
        try {
            if (place.startsWith("knime:") || place.startsWith("file:")) {
                path = local(place);
            } else {
                path = Path.of(place);
            }
        } catch (InvalidPathException e) {
            throw new InvalidSettingsException("'" + place + "' is not a path: " + e.getReason() + ".", e);
        }
        if (!path.isAbsolute()) {
            throw new InvalidSettingsException("The file '" + place + "' has no full path. Begin at the root, or write "
                + "knime://knime.workflow/" + place + " for a file inside the workflow.");
        }
        return path.normalize();
    }

    private static Path local(final String place) throws InvalidSettingsException {
        try {
            return ResolverUtil.resolveURItoLocalFile(uri(place)).toPath();
        } catch (InvalidPathException e) {
            throw e;
        } catch (Exception e) { // NOSONAR: the resolver reports a place it does not know in several ways
            throw new InvalidSettingsException("'" + place + "' does not lead to a local file: " + e.getMessage(), e);
        }
    }

    /** @return the place on disk */
    public Path path() {
        return m_path;
    }

    /**
     * Tries whether a file can be made in the folder, so that long work does not end in vain. Leaves nothing behind but
     * the folder, where it was missing inside the workflow.
     *
     * @throws InvalidSettingsException if it cannot
     */
    public void probe() throws InvalidSettingsException {
        try {
            makeFolder();
            Files.delete(Files.createFile(beside()));
        } catch (IOException e) {
            throw notWritable(m_path.getParent(), e);
        }
    }

    /**
     * @param content the whole file
     * @throws IOException if it cannot be written, naming it; what stood there before then still does
     */
    public void write(final byte[] content) throws IOException {
        Path temporary = null;
        try {
            makeFolder();
            temporary = Files.createFile(beside());
            Files.write(temporary, content);
            try {
                Files.move(temporary, m_path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, m_path, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
            throw new IOException("The file '" + m_location + "' could not be written: " + reason(e)
                + ". Check that the disk has room and that you may write to " + m_path.getParent() + ".", e);
        }
    }

    private void makeFolder() throws IOException {
        if (root(m_location, m_path) != null) {
            Files.createDirectories(m_path.getParent());
        }
    }

    /** A new file in the same folder. It gets the folder's permissions; a temporary file could be read by nobody else. */
    private Path beside() {
        return m_path.resolveSibling(".latentlab-" + UUID.randomUUID() + ".tmp");
    }

    private InvalidSettingsException notWritable(final Path folder, final IOException cause) {
        return new InvalidSettingsException("The file '" + m_location + "' cannot be written: the folder " + folder
            + " is not writable" + (cause == null ? "" : " (" + reason(cause) + ")") + ". Choose another folder.",
            cause);
    }

    private static String reason(final IOException e) {
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason()
            : e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }
}
