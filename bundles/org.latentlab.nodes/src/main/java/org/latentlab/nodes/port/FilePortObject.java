package org.latentlab.nodes.port;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;

/**
 * A port object whose content is one file in a file store; beside it only the summary is saved, so that showing the
 * summary reads no weights.
 */
abstract class FilePortObject extends FileStorePortObject {

    private static final String SUMMARY_ENTRY = "summary.txt";

    private final PortObjectSpec m_spec;
    private final String m_summary;

    /**
     * A new object.
     *
     * @param spec what it is
     * @param summary in words, for the analyst
     * @param file holds its content
     */
    FilePortObject(final PortObjectSpec spec, final String summary, final FileStore file) {
        super(List.of(file));
        m_spec = spec;
        m_summary = summary;
    }

    /**
     * A loaded object, to which the framework attaches the file store.
     *
     * @param spec what it is
     * @param summary in words, for the analyst
     */
    FilePortObject(final PortObjectSpec spec, final String summary) {
        m_spec = spec;
        m_summary = summary;
    }

    @Override
    public final String getSummary() {
        return m_summary;
    }

    /** @return what it is */
    final PortObjectSpec spec() {
        return m_spec;
    }

    @Override
    public final JComponent[] getViews() {
        return null; // NOSONAR: KNIME's way to say that there is no view
    }

    /**
     * @return the file with the content
     * @throws IOException if it is gone
     */
    public final Path file() throws IOException {
        final Path file = getFileStore(0).getFile().toPath();
        if (!Files.isReadable(file)) {
            throw new IOException("The file '" + file + "' with the content of \"" + m_summary + "\" is missing or "
                + "cannot be read. Reset and execute the node that made it.");
        }
        return file;
    }

    /**
     * @param object what to save
     * @param out where to
     * @throws IOException if that fails
     */
    static void saveSummary(final FilePortObject object, final PortObjectZipOutputStream out) throws IOException {
        out.putNextEntry(new ZipEntry(SUMMARY_ENTRY));
        out.write(object.m_summary.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    /**
     * @param in what {@link #saveSummary} wrote
     * @return the summary
     * @throws IOException if it is not there
     */
    static String loadSummary(final PortObjectZipInputStream in) throws IOException {
        final ZipEntry entry = in.getNextEntry();
        if (entry == null || !SUMMARY_ENTRY.equals(entry.getName())) {
            throw new IOException("The saved port object begins with "
                + (entry == null ? "nothing" : "'" + entry.getName() + "'") + " instead of '" + SUMMARY_ENTRY + "'.");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
