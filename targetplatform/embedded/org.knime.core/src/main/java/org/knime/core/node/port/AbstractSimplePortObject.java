package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A port object that fits into a settings tree. A sub-class has a public constructor without arguments. */
public abstract class AbstractSimplePortObject implements PortObject {

    protected abstract void save(ModelContentWO model, ExecutionMonitor exec) throws CanceledExecutionException;

    protected abstract void load(ModelContentRO model, PortObjectSpec spec, ExecutionMonitor exec)
        throws InvalidSettingsException, CanceledExecutionException;

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    private ModelContent content() {
        final var content = new ModelContent("content");
        try {
            save(content, new ExecutionMonitor());
        } catch (final CanceledExecutionException e) {
            throw new IllegalStateException("Nobody can cancel this: " + e.getMessage(), e);
        }
        return content;
    }

    @Override
    public boolean equals(final Object other) {
        return this == other || other != null && getClass() == other.getClass()
            && content().equals(((AbstractSimplePortObject)other).content());
    }

    @Override
    public int hashCode() {
        return content().keySet().hashCode();
    }

    /** Writes and reads simple port objects; a port object's class has a nested public class that extends this. */
    public abstract static class AbstractSimplePortObjectSerializer<T extends AbstractSimplePortObject>
        extends PortObjectSerializer<T> {

        @Override
        public void savePortObject(final T object, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
            final var content = ContentXml.create(object);
            object.save(content.addModelContent("model"), exec);
            ContentXml.write(content, out);
        }

        @Override
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            final var content = ContentXml.read(in);
            final var object = ContentXml.instantiate(content, AbstractSimplePortObject.class);
            try {
                object.load(content.getModelContent("model"), spec, exec);
            } catch (final InvalidSettingsException e) {
                throw new IOException("Unable to load model content into \"" + object.getClass().getSimpleName()
                    + "\": " + e.getMessage(), e);
            }
            @SuppressWarnings("unchecked")
            final var result = (T)object;
            return result;
        }
    }
}
