package org.latentlab.platform.core;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.core.node.port.PortUtil;

/**
 * Saves port objects other than tables to a directory and loads them again, by their own serializers and in KNIME's
 * layout: <code>spec/spec.zip</code>, <code>object/portobject.zip</code>, and for file stores
 * <code>object/filestore.xml</code> with the files below <code>filestore</code>.
 */
public final class PortObjectStore {

    private static final String KEYS = "filestore_keys";

    private PortObjectStore() {
    }

    /** Writes a port object, its spec and its files. */
    public static void save(final PortObject object, final Path directory)
        throws IOException, CanceledExecutionException {
        PortObjects.flush(object);
        final var port = new ModelContent("port");
        port.addString("port_object_class", object.getClass().getName());
        port.addString("port_spec_class", object.getSpec().getClass().getName());
        port.addString("port_object_summary", object.getSummary());
        Files.createDirectories(directory);
        port.saveToXML(Files.newOutputStream(directory.resolve("port.xml")));
        final var spec = Files.createDirectories(directory.resolve("spec")).resolve("spec.zip");
        try (var out = PortUtil
            .getPortObjectSpecZipOutputStream(new BufferedOutputStream(Files.newOutputStream(spec)))) {
            specSerializer(object.getSpec().getClass()).savePortObjectSpec(object.getSpec(), out);
        }
        final var zip = Files.createDirectories(directory.resolve("object")).resolve("portobject.zip");
        try (var out =
            PortUtil.getPortObjectZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip)))) {
            objectSerializer(object.getClass()).savePortObject(object, out, new ExecutionMonitor());
        }
        if (object instanceof FileStorePortObject stored) {
            saveFiles(stored, directory);
        }
    }

    private static void saveFiles(final FileStorePortObject object, final Path directory) throws IOException {
        final var content = new ModelContent("filestore");
        final var keys = content.addModelContent(KEYS);
        int i = 0;
        for (final var store : Internals.fileStores().stores(object)) {
            final var key = Internals.fileStores().key(store);
            key.save(keys.addModelContent("filestore_key_" + i++));
            copy(store.getFile().toPath(), FileStores.file(directory.resolve("filestore"), key));
        }
        content.saveToXML(Files.newOutputStream(directory.resolve("object").resolve("filestore.xml")));
    }

    private static void copy(final Path from, final Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(final Path dir, final BasicFileAttributes attributes)
                throws IOException {
                Files.createDirectories(to.resolve(from.relativize(dir).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes)
                throws IOException {
                Files.copy(file, from.equals(file) ? to : to.resolve(from.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * @param directory to which a port object was saved; its files stay there
     * @return the port object, equal in content to the one that was saved
     */
    public static PortObject load(final Path directory) throws IOException, CanceledExecutionException {
        final var port = ModelContent.loadFromXML(Files.newInputStream(directory.resolve("port.xml")));
        try {
            final var spec = loadSpec(directory,
                PortTypes.loadClass(port.getString("port_spec_class"), PortObjectSpec.class));
            final var type = PortTypes.loadClass(port.getString("port_object_class"), PortObject.class);
            final PortObject object;
            try (var in = PortUtil.getPortObjectZipInputStream(new BufferedInputStream(
                Files.newInputStream(directory.resolve("object").resolve("portobject.zip"))))) {
                object = objectSerializer(type).loadPortObject(in, spec, new ExecutionMonitor());
            }
            if (object instanceof FileStorePortObject stored) {
                Internals.fileStores().attach(stored, loadFiles(directory));
            }
            return object;
        } catch (final InvalidSettingsException e) {
            throw new IOException(directory + " holds no saved port object: " + e.getMessage(), e);
        }
    }

    private static PortObjectSpec loadSpec(final Path directory, final Class<? extends PortObjectSpec> type)
        throws IOException {
        try (var in = PortUtil.getPortObjectSpecZipInputStream(
            new BufferedInputStream(Files.newInputStream(directory.resolve("spec").resolve("spec.zip"))))) {
            return specSerializer(type).loadPortObjectSpec(in);
        }
    }

    private static List<FileStore> loadFiles(final Path directory) throws IOException, InvalidSettingsException {
        final var keys = ModelContent
            .loadFromXML(Files.newInputStream(directory.resolve("object").resolve("filestore.xml")))
            .getModelContent(KEYS);
        final var stores = new ArrayList<FileStore>();
        for (final var name : keys) {
            final var key = FileStoreKey.load(keys.getModelContent(name));
            stores.add(Internals.fileStores().create(FileStores.file(directory.resolve("filestore"), key), key));
        }
        return stores;
    }

    @SuppressWarnings("unchecked")
    private static PortObjectSerializer<PortObject> objectSerializer(final Class<? extends PortObject> type) {
        return (PortObjectSerializer<PortObject>)instantiate(type, PortTypes.registration(type).objectSerializer());
    }

    @SuppressWarnings("unchecked")
    private static PortObjectSpecSerializer<PortObjectSpec> specSerializer(final Class<?> type) {
        return (PortObjectSpecSerializer<PortObjectSpec>)instantiate(type, PortTypes.specSerializer(type));
    }

    private static Object instantiate(final Class<?> saved, final Class<?> serializer) {
        if (serializer == null) {
            throw new IllegalArgumentException("No serializer is registered for " + saved.getName() + ".");
        }
        try {
            return serializer.getConstructor().newInstance();
        } catch (final ReflectiveOperationException e) {
            throw new IllegalArgumentException("The serializer " + serializer.getName()
                + " must be public with a public constructor without arguments: " + e, e);
        }
    }
}
