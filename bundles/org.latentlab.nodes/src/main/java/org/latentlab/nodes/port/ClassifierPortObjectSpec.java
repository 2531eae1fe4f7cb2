package org.latentlab.nodes.port;

import java.util.List;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.latentlab.engine.image.ImageShape;

/** What is known of an image classifier: its classes as far as the table tells them, after training its image shape. */
public final class ClassifierPortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Saves and loads the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ClassifierPortObjectSpec> {
    }

    private static final String CLASSES = "classes";

    private List<String> m_classNames = List.of();
    private ImageShape m_shape;

    /** For the serializer. */
    public ClassifierPortObjectSpec() {
    }

    /**
     * @param classNames the classes, in the order of the outputs; empty if not known before training
     * @param shape the images it was trained on, null before training
     */
    public ClassifierPortObjectSpec(final List<String> classNames, final ImageShape shape) {
        m_classNames = List.copyOf(classNames);
        m_shape = shape;
    }

    /** @return the classes, in the order of the outputs; empty if not known before training */
    public List<String> classNames() {
        return m_classNames;
    }

    /** @return the shape of the images it was trained on; nothing before training */
    public Optional<ImageShape> shape() {
        return Optional.ofNullable(m_shape);
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addStringArray(CLASSES, m_classNames.toArray(String[]::new));
        Shapes.save(m_shape, model);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_classNames = List.of(model.getStringArray(CLASSES));
        m_shape = Shapes.load(model);
    }
}
