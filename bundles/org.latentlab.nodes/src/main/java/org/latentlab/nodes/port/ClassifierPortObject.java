package org.latentlab.nodes.port;

import java.io.IOException;
import java.lang.ref.SoftReference;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.latentlab.engine.classify.ClassifierArchive;
import org.latentlab.engine.classify.ImageClassifier;

/** A trained image classifier; its weights are a model archive in a file store, read when they are asked for. */
public final class ClassifierPortObject extends FilePortObject {

    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ClassifierPortObject.class);

    private SoftReference<ImageClassifier> m_classifier = new SoftReference<>(null);

    private ClassifierPortObject(final ClassifierPortObjectSpec spec, final ImageClassifier classifier,
        final FileStore file) {
        super(spec, classifier.summary(), file);
        m_classifier = new SoftReference<>(classifier);
    }

    private ClassifierPortObject(final ClassifierPortObjectSpec spec, final String summary) {
        super(spec, summary);
    }

    /**
     * @param classifier a trained model
     * @param exec the execution that made it
     * @return its port object
     * @throws IOException if the model cannot be written
     */
    public static ClassifierPortObject create(final ImageClassifier classifier, final ExecutionContext exec)
        throws IOException {
        final FileStore file = exec.createFileStore("classifier.model");
        ClassifierArchive.write(classifier, file.getFile().toPath());
        return new ClassifierPortObject(new ClassifierPortObjectSpec(classifier.classNames(), classifier.shape()),
            classifier, file);
    }

    @Override
    public ClassifierPortObjectSpec getSpec() {
        return (ClassifierPortObjectSpec)spec();
    }

    /**
     * @return the model, read from the file store unless it is in memory still
     * @throws IOException if it cannot be read
     * @throws org.latentlab.engine.EngineException if the file is no model of this kind
     */
    public synchronized ImageClassifier classifier() throws IOException {
        ImageClassifier classifier = m_classifier.get();
        if (classifier == null) {
            classifier = ClassifierArchive.read(file());
            m_classifier = new SoftReference<>(classifier);
        }
        return classifier;
    }

    /** Saves and loads the object. */
    public static final class Serializer extends PortObjectSerializer<ClassifierPortObject> {

        @Override
        public void savePortObject(final ClassifierPortObject object, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException {
            saveSummary(object, out);
        }

        @Override
        public ClassifierPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            return new ClassifierPortObject((ClassifierPortObjectSpec)spec, loadSummary(in));
        }
    }
}
