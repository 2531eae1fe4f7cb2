package org.latentlab.platform.core;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** What the platform does with port objects. */
public final class PortObjects {

    private PortObjects() {
    }

    /** @return the port type of the object's class */
    public static PortType type(final PortObject object) {
        return PortTypeRegistry.getInstance().getPortType(object.getClass());
    }

    /** Lets a port object with file stores write what is not in its files yet; does nothing for all others. */
    public static void flush(final PortObject object) {
        if (object instanceof FileStorePortObject stored) {
            try {
                Internals.fileStores().flush(stored);
            } catch (final IOException e) {
                throw new UncheckedIOException(
                    "The files of '" + object.getSummary() + "' cannot be written: " + e.getMessage(), e);
            }
        }
    }

    /** @return the files of a port object with file stores, in the order of the stores; empty for all others */
    public static List<File> files(final PortObject object) {
        return object instanceof FileStorePortObject stored
            ? Internals.fileStores().stores(stored).stream().map(FileStore::getFile).toList() : List.of();
    }
}
