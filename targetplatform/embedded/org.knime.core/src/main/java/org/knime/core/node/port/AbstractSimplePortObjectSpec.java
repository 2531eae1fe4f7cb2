package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A spec that fits into a settings tree. A sub-class is public and has a public constructor without arguments. */
public abstract class AbstractSimplePortObjectSpec implements PortObjectSpec {

    protected abstract void save(ModelContentWO model);

    protected abstract void load(ModelContentRO model) throws InvalidSettingsException;

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    private ModelContent content() {
        final var content = new ModelContent("content");
        save(content);
        return content;
    }

    @Override
    public boolean equals(final Object other) {
        return this == other || other != null && getClass() == other.getClass()
            && content().equals(((AbstractSimplePortObjectSpec)other).content());
    }

    @Override
    public int hashCode() {
        return content().keySet().hashCode();
    }

    /** Writes and reads simple specs; a spec's class has a nested public class that extends this. */
    public abstract static class AbstractSimplePortObjectSpecSerializer<T extends AbstractSimplePortObjectSpec>
        extends PortObjectSpecSerializer<T> {

        @Override
        public void savePortObjectSpec(final T spec, final PortObjectSpecZipOutputStream out) throws IOException {
            final var content = ContentXml.create(spec);
            spec.save(content.addModelContent("model"));
            ContentXml.write(content, out);
        }

        @Override
        public T loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            final var content = ContentXml.read(in);
            final var spec = ContentXml.instantiate(content, AbstractSimplePortObjectSpec.class);
            try {
                spec.load(content.getModelContent("model"));
            } catch (final InvalidSettingsException e) {
                throw new IOException("Unable to load model content into \"" + spec.getClass().getSimpleName()
                    + "\": " + e.getMessage(), e);
            }
            @SuppressWarnings("unchecked")
            final var result = (T)spec;
            return result;
        }
    }
}
