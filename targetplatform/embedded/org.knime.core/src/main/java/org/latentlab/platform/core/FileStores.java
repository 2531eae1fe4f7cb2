package org.latentlab.platform.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.knime.core.data.filestore.FileStore;

/** The file stores that one run of a node makes: files under a directory, as KNIME lays them out. Thread safe. */
public final class FileStores {

    private final Path m_directory;

    private final UUID m_id = UUID.randomUUID();

    private final Set<String> m_names = new HashSet<>();

    /** @param directory made when the first file store is */
    public FileStores(final Path directory) {
        m_directory = directory;
    }

    /**
     * @param name unique in the run and usable as a file name
     * @return a file store whose file does not exist yet and whose directory does
     */
    public synchronized FileStore create(final String name) throws IOException {
        if (name == null || name.isBlank() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            throw new IOException("'" + name + "' cannot be the name of a file store; use a plain file name.");
        }
        if (!m_names.add(name)) {
            throw new IOException("Duplicate file store name, file \"" + name + "\" already exists");
        }
        final var key = new FileStoreKey(m_id, m_names.size() - 1, name);
        final var file = file(m_directory, key);
        Files.createDirectories(file.getParent());
        return Internals.fileStores().create(file, key);
    }

    static Path file(final Path directory, final FileStoreKey key) {
        final int folder = key.index() / 1000;
        return directory.resolve(String.format("%03d", folder / 1000)).resolve(String.format("%03d", folder % 1000))
            .resolve(key.name());
    }
}
