package org.latentlab.platform.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

import org.knime.core.data.DataRow;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.RowAppender;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeProgressMonitor;

/**
 * What the platform does with KNIME's types beyond their public API. The types hand it over when they are initialised,
 * so that none of them declares more than KNIME's does.
 */
public final class Internals {

    /** What can be done with file stores and the port objects that hold them. */
    public interface FileStoreAccess {

        /** @return a file store of this file */
        FileStore create(Path file, FileStoreKey key);

        /** @return what identifies the file store */
        FileStoreKey key(FileStore store);

        /** @return the port object's file stores */
        List<FileStore> stores(FileStorePortObject object);

        /** Lets the port object write what is not in its files yet. */
        void flush(FileStorePortObject object) throws IOException;

        /** Gives a loaded port object its file stores. */
        void attach(FileStorePortObject object, List<FileStore> stores) throws IOException;
    }

    /** Computes the rows of rearranged tables. */
    @FunctionalInterface
    public interface RowsRearranger {

        /** Adds a row to the target for each of the given ones. */
        void rearrange(Iterable<DataRow> rows, long count, ColumnRearranger rearranger, ExecutionMonitor exec,
            RowAppender target) throws CanceledExecutionException;
    }

    private static RowsRearranger rowsRearranger;

    private static BiFunction<NodeProgressMonitor, FileStores, ExecutionContext> contextMaker;

    private static FileStoreAccess fileStoreAccess;

    private Internals() {
    }

    /** Called by the execution context's class. */
    public static void setContextMaker(final BiFunction<NodeProgressMonitor, FileStores, ExecutionContext> maker) {
        contextMaker = maker;
    }

    /** Called by the file store's class. */
    public static void setFileStoreAccess(final FileStoreAccess access) {
        fileStoreAccess = access;
    }

    /** Called by the rearranger's class. */
    public static void setRowsRearranger(final RowsRearranger rearranger) {
        rowsRearranger = rearranger;
    }

    /** @return what computes the rows of rearranged tables */
    public static RowsRearranger rowsRearranger() {
        initialise(ColumnRearranger.class);
        return rowsRearranger;
    }

    static ExecutionContext context(final NodeProgressMonitor monitor, final FileStores fileStores) {
        initialise(ExecutionContext.class);
        return contextMaker.apply(monitor, fileStores);
    }

    static FileStoreAccess fileStores() {
        initialise(FileStore.class);
        return fileStoreAccess;
    }

    private static void initialise(final Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (final ClassNotFoundException e) {
            throw new IllegalStateException("A loaded class is not found: " + type.getName(), e);
        }
    }
}
