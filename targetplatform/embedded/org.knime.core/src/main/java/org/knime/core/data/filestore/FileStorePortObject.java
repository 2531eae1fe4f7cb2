package org.knime.core.data.filestore;

import java.io.IOException;
import java.util.List;

import org.knime.core.node.port.PortObject;

/** A port object whose content lies in file stores. */
public abstract class FileStorePortObject implements PortObject {

    private List<FileStore> m_stores;

    private boolean m_flushed;

    /** For a node that made the file stores. */
    protected FileStorePortObject(final List<FileStore> stores) {
        m_stores = List.copyOf(stores);
    }

    /** For loading; the file stores are attached afterwards, then {@link #postConstruct()} is called. */
    protected FileStorePortObject() {
        m_stores = List.of();
        m_flushed = true;
    }

    /** Called after loading, when the file stores are there. */
    protected void postConstruct() throws IOException {
        // nothing to do where a sub-class has nothing to do
    }

    /** Called before saving, for content that is not in the files yet. */
    protected void flushToFileStore() throws IOException {
        // nothing to do where the files are complete
    }

    protected int getFileStoreCount() {
        return m_stores.size();
    }

    protected FileStore getFileStore(final int index) {
        return m_stores.get(index);
    }

    List<FileStore> stores() {
        return m_stores;
    }

    void flushOnce() throws IOException {
        if (!m_flushed) {
            m_flushed = true;
            flushToFileStore();
        }
    }

    void attach(final List<FileStore> stores) throws IOException {
        if (!m_stores.isEmpty()) {
            throw new IllegalStateException("The constructor with which " + getClass().getName()
                + " is loaded must leave the file stores to the platform.");
        }
        m_stores = List.copyOf(stores);
        postConstruct();
    }

    @Override
    public String toString() {
        return m_stores.toString();
    }

    @Override
    public boolean equals(final Object other) {
        return this == other || other instanceof FileStorePortObject object && m_stores.equals(object.m_stores);
    }

    @Override
    public int hashCode() {
        return m_stores.hashCode();
    }
}
