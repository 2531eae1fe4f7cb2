package org.knime.core.data.filestore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.latentlab.platform.core.FileStoreKey;
import org.latentlab.platform.core.Internals;

/** Lets the platform make file stores and put them into port objects. */
final class Access implements Internals.FileStoreAccess {

    @Override
    public FileStore create(final Path file, final FileStoreKey key) {
        return new FileStore(file, key);
    }

    @Override
    public FileStoreKey key(final FileStore store) {
        return store.key();
    }

    @Override
    public List<FileStore> stores(final FileStorePortObject object) {
        return object.stores();
    }

    @Override
    public void flush(final FileStorePortObject object) throws IOException {
        object.flushOnce();
    }

    @Override
    public void attach(final FileStorePortObject object, final List<FileStore> stores) throws IOException {
        object.attach(stores);
    }
}
