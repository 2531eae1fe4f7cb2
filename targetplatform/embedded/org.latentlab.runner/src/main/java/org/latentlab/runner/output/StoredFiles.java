package org.latentlab.runner.output;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;

/**
 * The files behind a port object. KNIME shows an object's file stores to its sub-classes only, and to whoever saves a
 * workflow; a runner that saves results is of the second kind and asks by reflection.
 */
final class StoredFiles {

    private StoredFiles() {
    }

    /**
     * @param object a port object
     * @return its files; those of a file store that is a directory by path
     * @throws IOException if the object cannot write what it still keeps in memory, or a directory cannot be read
     */
    static List<Path> of(final FileStorePortObject object) throws IOException {
        call(object, "flushToFileStore", new Class<?>[0]);
        final int count = (Integer)call(object, "getFileStoreCount", new Class<?>[0]);
        final List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final File file = ((FileStore)call(object, "getFileStore", new Class<?>[]{int.class}, i)).getFile();
            if (file.isDirectory()) {
                try (var content = Files.walk(file.toPath())) {
                    content.filter(Files::isRegularFile).sorted().forEach(files::add);
                }
            } else if (file.isFile()) {
                files.add(file.toPath());
            }
        }
        return files;
    }

    private static Object call(final FileStorePortObject object, final String name, final Class<?>[] types,
        final Object... arguments) throws IOException {
        try {
            final Method method = FileStorePortObject.class.getDeclaredMethod(name, types);
            method.setAccessible(true);
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The files of a port object cannot be asked for: " + e, e);
        }
    }
}
