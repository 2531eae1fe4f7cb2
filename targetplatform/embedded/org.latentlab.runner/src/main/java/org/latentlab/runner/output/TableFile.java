package org.latentlab.runner.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.ImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.NodeProgressMonitor;

/**
 * A table as CSV (RFC 4180, UTF-8, a heading, the row key first). A missing value is an empty field, an empty text a
 * pair of quotes. An image is a file of its own in a folder beside the CSV, named by the row key, and the field holds
 * its path from the CSV; with several image columns each has its own sub-folder.
 */
final class TableFile {

    private final BufferedDataTable m_table;

    private final Path m_folder;

    private final String m_folderName;

    /** File names in use, in lower case: some file systems know no other. */
    private final Set<String> m_used = new HashSet<>();

    private final boolean m_severalImageColumns;

    private boolean m_images;

    /**
     * @param table the table
     * @param folder where its images go
     * @param folderName what that folder is called beside the CSV
     */
    TableFile(final BufferedDataTable table, final Path folder, final String folderName) {
        m_table = table;
        m_folder = folder;
        m_folderName = folderName;
        final DataTableSpec spec = table.getDataTableSpec();
        m_severalImageColumns = IntStream.range(0, spec.getNumColumns())
            .filter(c -> spec.getColumnSpec(c).getType().isCompatible(ImageValue.class)).count() > 1;
    }

    /**
     * @param file where the CSV goes
     * @param monitor asked whether to stop
     * @return true if there were images, so that the folder exists
     * @throws IOException if a file cannot be written
     * @throws CanceledExecutionException if the run is cancelled
     */
    boolean write(final Path file, final NodeProgressMonitor monitor) throws IOException, CanceledExecutionException {
        final DataTableSpec spec = m_table.getDataTableSpec();
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            field(out, "Row ID");
            for (int c = 0; c < spec.getNumColumns(); c++) {
                out.write(',');
                field(out, spec.getColumnSpec(c).getName());
            }
            out.write('\n');
            for (DataRow row : m_table) {
                monitor.checkCanceled();
                final String key = row.getKey().getString();
                field(out, key);
                for (int c = 0; c < spec.getNumColumns(); c++) {
                    out.write(',');
                    cell(out, row.getCell(c), key, spec.getColumnSpec(c).getName());
                }
                out.write('\n');
            }
        }
        return m_images;
    }

    private void cell(final Writer out, final DataCell cell, final String key, final String column)
        throws IOException {
        if (cell.isMissing()) {
            return;
        }
        field(out, cell instanceof ImageValue image ? image(image, key, column) : cell.toString());
    }

    /** Writes an image and returns its path from the CSV. */
    private String image(final ImageValue image, final String key, final String column) throws IOException {
        final List<String> folders = m_severalImageColumns ? List.of(FileNames.safe(column)) : List.of();
        Path folder = m_folder;
        final StringBuilder path = new StringBuilder(m_folderName).append('/');
        for (String sub : folders) {
            folder = folder.resolve(sub);
            path.append(sub).append('/');
        }
        if (!m_images || m_severalImageColumns) {
            Files.createDirectories(folder);
        }
        m_images = true;
        final String extension = "." + image.getImageExtension();
        String name = FileNames.safe(key);
        for (int i = 2; !m_used.add((path + name).toLowerCase(Locale.ROOT)); i++) {
            name = FileNames.safe(key) + " (" + i + ")";
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + extension))) {
            image.getImageContent().save(out);
        }
        return path + name + extension;
    }

    private static void field(final Writer out, final String text) throws IOException {
        if (text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(text);
        }
    }
}
