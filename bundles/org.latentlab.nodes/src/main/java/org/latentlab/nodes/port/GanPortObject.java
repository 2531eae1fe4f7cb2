package org.latentlab.nodes.port;

import java.io.IOException;
import java.nio.file.Path;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanArchive;

/** A trained GAN; its weights are a model archive in a file store, read when they are asked for. */
public final class GanPortObject extends GenerativeModelPortObject {

    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(GanPortObject.class);

    private GanPortObject(final GanPortObjectSpec spec, final Gan gan, final FileStore file) {
        super(spec, gan, file);
    }

    private GanPortObject(final GanPortObjectSpec spec, final String summary) {
        super(spec, summary);
    }

    /**
     * @param gan a trained model
     * @param exec the execution that made it
     * @return its port object
     * @throws IOException if the model cannot be written
     */
    public static GanPortObject create(final Gan gan, final ExecutionContext exec) throws IOException {
        final FileStore file = exec.createFileStore("gan.model");
        GanArchive.write(gan, file.getFile().toPath());
        return new GanPortObject(
            new GanPortObjectSpec(gan.config(), gan.shape(), gan.shape().isVector(), gan.input()), gan, file);
    }

    @Override
    public GanPortObjectSpec getSpec() {
        return (GanPortObjectSpec)spec();
    }

    @Override
    Gan read(final Path file) throws IOException {
        return GanArchive.read(file);
    }

    /**
     * @return the model, read from the file store unless it is in memory still
     * @throws IOException if it cannot be read
     * @throws org.latentlab.engine.EngineException if the file is no model of this kind
     */
    public Gan gan() throws IOException {
        return (Gan)model();
    }

    /** Saves and loads the object. */
    public static final class Serializer extends PortObjectSerializer<GanPortObject> {

        @Override
        public void savePortObject(final GanPortObject object, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException {
            saveSummary(object, out);
        }

        @Override
        public GanPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            return new GanPortObject((GanPortObjectSpec)spec, loadSummary(in));
        }
    }
}
