package org.latentlab.nodes.port;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Locale;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.FittedSamplerArchive;
import org.latentlab.engine.conditional.SamplerScore;

/**
 * A fitted class-conditional sampler with the samplers on its curve of accuracy against cosine; an archive in a file
 * store, read when it is asked for.
 */
public final class ConditionalSamplerPortObject extends FilePortObject {

    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ConditionalSamplerPortObject.class);

    private SoftReference<FittedSampler> m_sampler = new SoftReference<>(null);

    private ConditionalSamplerPortObject(final ConditionalSamplerPortObjectSpec spec, final FittedSampler sampler,
        final FileStore file) {
        super(spec, summary(sampler), file);
        m_sampler = new SoftReference<>(sampler);
    }

    private ConditionalSamplerPortObject(final ConditionalSamplerPortObjectSpec spec, final String summary) {
        super(spec, summary);
    }

    /**
     * @param sampler a fitted sampler
     * @param columns the names of its latent dimensions, e.g. z1, z2
     * @param exec the execution that made it
     * @return its port object
     * @throws IOException if the sampler cannot be written
     */
    public static ConditionalSamplerPortObject create(final FittedSampler sampler, final List<String> columns,
        final ExecutionContext exec) throws IOException {
        if (columns.size() != sampler.classes().dimensions()) {
            throw new IllegalArgumentException("A sampler of " + sampler.classes().dimensions() + " latent dimensions "
                + "needs as many names of columns, not " + columns.size() + ".");
        }
        final FileStore file = exec.createFileStore("conditional.sampler");
        FittedSamplerArchive.write(sampler, file.getFile().toPath());
        return new ConditionalSamplerPortObject(
            new ConditionalSamplerPortObjectSpec(columns, sampler.classes().names(), sampler.strength()), sampler,
            file);
    }

    private static String summary(final FittedSampler sampler) {
        final SamplerScore score = sampler.fresh().get(sampler.chosen());
        return String.format(Locale.ROOT, "Class-conditional sampler, %s: %,d %s in %,d dimensions; %s; accuracy %.3f "
            + "at a cosine of %.3f; %,d on the curve; %s, %,d of at most %,d samplers scored, seed %d",
            sampler.strength(), sampler.classes().size(), sampler.classes().size() == 1 ? "class" : "classes",
            sampler.classes().dimensions(), sampler.sampler().summary(), score.accuracy(), score.cosine(),
            sampler.curve().size(), sampler.origin().method(), sampler.origin().evaluations(),
            sampler.origin().budget(), sampler.origin().seed());
    }

    @Override
    public ConditionalSamplerPortObjectSpec getSpec() {
        return (ConditionalSamplerPortObjectSpec)spec();
    }

    /**
     * @return the sampler, read from the file store unless it is in memory still
     * @throws IOException if it cannot be read
     * @throws org.latentlab.engine.EngineException if the file is no sampler
     */
    public synchronized FittedSampler sampler() throws IOException {
        FittedSampler sampler = m_sampler.get();
        if (sampler == null) {
            sampler = FittedSamplerArchive.read(file());
            m_sampler = new SoftReference<>(sampler);
        }
        return sampler;
    }

    /** Saves and loads the object. */
    public static final class Serializer extends PortObjectSerializer<ConditionalSamplerPortObject> {

        @Override
        public void savePortObject(final ConditionalSamplerPortObject object, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException {
            saveSummary(object, out);
        }

        @Override
        public ConditionalSamplerPortObject loadPortObject(final PortObjectZipInputStream in,
            final PortObjectSpec spec, final ExecutionMonitor exec) throws IOException {
            return new ConditionalSamplerPortObject((ConditionalSamplerPortObjectSpec)spec, loadSummary(in));
        }
    }
}
