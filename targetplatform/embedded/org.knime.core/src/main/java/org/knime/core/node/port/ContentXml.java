package org.knime.core.node.port;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.latentlab.platform.core.PortTypes;

/** The one entry, "content.xml", of a simple port object's or spec's file: version, class name and model. */
final class ContentXml {

    private static final String ENTRY = "content.xml";

    private ContentXml() {
    }

    static ModelContent create(final Object saved) {
        final var content = new ModelContent("model.xml");
        content.addInt("version", 1);
        content.addString("class_name", saved.getClass().getName());
        return content;
    }

    static void write(final ModelContent content, final ZipOutputStream out) throws IOException {
        out.putNextEntry(new ZipEntry(ENTRY));
        content.saveToXML(new FilterOutputStream(out) {
            @Override
            public void write(final byte[] bytes, final int offset, final int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() {
                // the zip goes on
            }
        });
        out.closeEntry();
    }

    static ModelContentRO read(final ZipInputStream in) throws IOException {
        final var entry = in.getNextEntry();
        if (entry == null || !ENTRY.equals(entry.getName())) {
            throw new IOException(
                "Expected zip entry " + ENTRY + ", got " + (entry == null ? "none" : entry.getName()));
        }
        return ModelContent.loadFromXML(new FilterInputStream(in) {
            @Override
            public void close() {
                // the zip goes on
            }
        });
    }

    /** @return a new object of the class named in the content, by its constructor without arguments */
    static <T> T instantiate(final ModelContentRO content, final Class<T> base) throws IOException {
        String name = null;
        try {
            name = content.getString("class_name");
            return PortTypes.loadClass(name, base).getConstructor().newInstance();
        } catch (final InvalidSettingsException e) {
            throw new IOException("Unable to load settings: " + e.getMessage(), e);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException("Failed to instantiate class \"" + name
                + "\" (it must be public with a public constructor without arguments): " + e, e);
        }
    }
}
