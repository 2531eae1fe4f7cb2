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
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeArchive;

/** A trained VAE; its weights are a model archive in a file store, read when they are asked for. */
public final class VaePortObject extends GenerativeModelPortObject {

    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(VaePortObject.class);

    private VaePortObject(final VaePortObjectSpec spec, final Vae vae, final FileStore file) {
        super(spec, vae, file);
    }

    private VaePortObject(final VaePortObjectSpec spec, final String summary) {
        super(spec, summary);
    }

    /**
     * @param vae a trained model
     * @param exec the execution that made it
     * @return its port object
     * @throws IOException if the model cannot be written
     */
    public static VaePortObject create(final Vae vae, final ExecutionContext exec) throws IOException {
        final FileStore file = exec.createFileStore("vae.model");
        VaeArchive.write(vae, file.getFile().toPath());
        return new VaePortObject(
            new VaePortObjectSpec(vae.config(), vae.shape(), vae.shape().isVector(), vae.input()), vae, file);
    }

    @Override
    public VaePortObjectSpec getSpec() {
        return (VaePortObjectSpec)spec();
    }

    @Override
    Vae read(final Path file) throws IOException {
        return VaeArchive.read(file);
    }

    /**
     * @return the model, read from the file store unless it is in memory still
     * @throws IOException if it cannot be read
     * @throws org.latentlab.engine.EngineException if the file is no model of this kind
     */
    public Vae vae() throws IOException {
        return (Vae)model();
    }

    /** Saves and loads the object. */
    public static final class Serializer extends PortObjectSerializer<VaePortObject> {

        @Override
        public void savePortObject(final VaePortObject object, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException {
            saveSummary(object, out);
        }

        @Override
        public VaePortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            return new VaePortObject((VaePortObjectSpec)spec, loadSummary(in));
        }
    }
}
