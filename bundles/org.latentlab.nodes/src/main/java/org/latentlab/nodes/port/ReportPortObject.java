package org.latentlab.nodes.port;

import java.io.IOException;
import java.nio.file.Files;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A report: one self-contained HTML page in a file store. */
public final class ReportPortObject extends FilePortObject {

    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ReportPortObject.class);

    /** The name of the file. */
    public static final String FILE_NAME = "report.html";

    private ReportPortObject(final ReportPortObjectSpec spec, final String summary, final FileStore file) {
        super(spec, summary, file);
    }

    private ReportPortObject(final ReportPortObjectSpec spec, final String summary) {
        super(spec, summary);
    }

    /**
     * @param title of the page
     * @param summary what the page reports, in a few words
     * @param html the page
     * @param exec the execution that made it
     * @return its port object
     * @throws IOException if the page cannot be written
     */
    public static ReportPortObject create(final String title, final String summary, final String html,
        final ExecutionContext exec) throws IOException {
        final FileStore file = exec.createFileStore(FILE_NAME);
        Files.writeString(file.getFile().toPath(), html);
        return new ReportPortObject(new ReportPortObjectSpec(title), summary, file);
    }

    @Override
    public ReportPortObjectSpec getSpec() {
        return (ReportPortObjectSpec)spec();
    }

    /**
     * @return the page
     * @throws IOException if it cannot be read
     */
    public String html() throws IOException {
        return Files.readString(file());
    }

    /** Saves and loads the object. */
    public static final class Serializer extends PortObjectSerializer<ReportPortObject> {

        @Override
        public void savePortObject(final ReportPortObject object, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException {
            saveSummary(object, out);
        }

        @Override
        public ReportPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            return new ReportPortObject((ReportPortObjectSpec)spec, loadSummary(in));
        }
    }
}
