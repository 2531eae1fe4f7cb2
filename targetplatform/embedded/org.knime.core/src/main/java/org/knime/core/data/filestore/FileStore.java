package org.knime.core.data.filestore;

import java.io.File;
import java.nio.file.Path;

import org.latentlab.platform.core.FileStoreKey;
import org.latentlab.platform.core.Internals;

/** A file that belongs to a node and is kept with the workflow. */
public final class FileStore {

    static {
        Internals.setFileStoreAccess(new Access());
    }

    private final Path m_file;

    private final FileStoreKey m_key;

    FileStore(final Path file, final FileStoreKey key) {
        m_file = file;
        m_key = key;
    }

    FileStoreKey key() {
        return m_key;
    }

    /** @return the file, which the node may write until its execution ends */
    public File getFile() {
        return m_file.toFile();
    }

    @Override
    public String toString() {
        return m_key.toString();
    }
}
