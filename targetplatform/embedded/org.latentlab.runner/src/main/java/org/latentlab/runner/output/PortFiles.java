package org.latentlab.runner.output;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.data.image.ImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.NodeProgressMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;
import org.latentlab.platform.core.PortObjects;
import org.latentlab.runner.progress.NodeLabel;

/**
 * What comes out of a port, as files: a table as CSV, an image as PNG or SVG, an object with files (a model, a report)
 * as those files, anything else as its summary in a text file.
 */
public final class PortFiles {

    private final OutputDirectory m_directory;

    private final NodeProgressMonitor m_monitor;

    /**
     * @param directory where the files go
     * @param monitor asked whether to stop
     */
    public PortFiles(final OutputDirectory directory, final NodeProgressMonitor monitor) {
        m_directory = directory;
        m_monitor = monitor;
    }

    /**
     * Writes the files into the directory's staging folder.
     *
     * @param node the node
     * @param port the port's name
     * @param object what came out of it
     * @return the names of the files and folders written, to be published
     * @throws IOException if a file cannot be written; the message names it
     * @throws CanceledExecutionException if the run is cancelled
     */
    public List<String> write(final NodeLabel node, final String port, final PortObject object)
        throws IOException, CanceledExecutionException {
        final String base = FileNames.safe(node.name() + " (#" + node.id() + ") - " + port);
        try {
            if (object instanceof BufferedDataTable table) {
                return table(base, table);
            } else if (object instanceof ImagePortObject image) {
                return image(base, image.toDataCell());
            } else if (object instanceof FileStorePortObject) {
                return files(base, files(object));
            }
            Files.writeString(m_directory.staged(base + ".txt"), object.getSummary() + "\n", StandardCharsets.UTF_8);
            return List.of(base + ".txt");
        } catch (IOException e) {
            throw new IOException("What comes out of port '" + port + "' cannot be written to "
                + m_directory.directory() + ": " + Reasons.of(e)
                + ". Free some space there, or give another directory to --out", e);
        }
    }

    private List<String> table(final String base, final BufferedDataTable table)
        throws IOException, CanceledExecutionException {
        final String folder = base + " images";
        final boolean images = new TableFile(table, m_directory.staged(folder), folder)
            .write(m_directory.staged(base + ".csv"), m_monitor);
        // the images first: a CSV never stands without them
        return images ? List.of(folder, base + ".csv") : List.of(base + ".csv");
    }

    private List<String> image(final String base, final DataCell cell) throws IOException {
        if (!(cell instanceof ImageValue image)) {
            return List.of();
        }
        final String name = base + "." + image.getImageExtension();
        try (OutputStream out = Files.newOutputStream(m_directory.staged(name))) {
            image.getImageContent().save(out);
        }
        return List.of(name);
    }

    /** An object's files; those of a file store that is a directory one by one. */
    private static List<Path> files(final PortObject object) throws IOException {
        final List<Path> files = new ArrayList<>();
        for (File file : PortObjects.files(object)) {
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

    private List<String> files(final String base, final List<Path> files) throws IOException {
        final List<String> names = new ArrayList<>();
        for (Path file : files) {
            final String own = FileNames.safe(file.getFileName().toString());
            final int dot = own.lastIndexOf('.');
            String name = files.size() == 1 && dot > 0 ? base + own.substring(dot) : base + " - " + own;
            for (int i = 2; names.contains(name); i++) {
                name = base + " - " + i + " " + own;
            }
            Files.copy(file, m_directory.staged(name));
            names.add(name);
        }
        return names;
    }
}
