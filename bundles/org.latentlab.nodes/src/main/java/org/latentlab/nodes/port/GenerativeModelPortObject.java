package org.latentlab.nodes.port;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.latentlab.engine.generate.GenerativeModel;

/**
 * A trained model that generates images or vectors from latent codes: a VAE or a GAN. A port of this type takes either;
 * its weights are a model archive in a file store, read when they are asked for.
 */
public abstract class GenerativeModelPortObject extends FilePortObject {

    /** The port type, of which those of the models are sub-types. */
    public static final PortType TYPE =
        PortTypeRegistry.getInstance().getPortType(GenerativeModelPortObject.class);

    private SoftReference<GenerativeModel> m_model = new SoftReference<>(null);

    /**
     * A new object.
     *
     * @param spec what it is
     * @param model the model that the file holds
     * @param file holds its content
     */
    GenerativeModelPortObject(final GenerativeModelPortObjectSpec spec, final GenerativeModel model,
        final FileStore file) {
        super(spec, model.summary(), file);
        m_model = new SoftReference<>(model);
    }

    /**
     * A loaded object, to which the framework attaches the file store.
     *
     * @param spec what it is
     * @param summary in words, for the analyst
     */
    GenerativeModelPortObject(final GenerativeModelPortObjectSpec spec, final String summary) {
        super(spec, summary);
    }

    // KNIME takes the class of a port's specs from what this returns
    @Override
    public GenerativeModelPortObjectSpec getSpec() {
        return (GenerativeModelPortObjectSpec)spec();
    }

    /**
     * @param file a model archive
     * @return the model
     * @throws IOException if it cannot be read
     * @throws org.latentlab.engine.EngineException if the file is no model of this kind
     */
    abstract GenerativeModel read(Path file) throws IOException;

    /**
     * @return the model, read from the file store unless it is in memory still
     * @throws IOException if it cannot be read
     * @throws org.latentlab.engine.EngineException if the file is no model of this kind
     */
    public final synchronized GenerativeModel model() throws IOException {
        GenerativeModel model = m_model.get();
        if (model == null) {
            model = read(file());
            m_model = new SoftReference<>(model);
        }
        return model;
    }

    /** KNIME knows a port type by its serializer; objects are saved and loaded by those of their own classes. */
    public static final class Serializer extends PortObjectSerializer<GenerativeModelPortObject> {

        @Override
        public void savePortObject(final GenerativeModelPortObject object, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException {
            throw new IOException("A " + object.getClass().getSimpleName() + " is saved by the serializer of its own "
                + "class.");
        }

        @Override
        public GenerativeModelPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            throw new IOException("A generative model is loaded by the serializer of its own class, not as a "
                + "generative model in general.");
        }
    }
}
