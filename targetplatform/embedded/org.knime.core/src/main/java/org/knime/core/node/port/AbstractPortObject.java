package org.knime.core.node.port;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** A port object that writes and reads itself. A sub-class is public and has a public constructor without arguments. */
public abstract class AbstractPortObject implements PortObject {

    protected abstract void save(PortObjectZipOutputStream out, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    protected abstract void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    /** Writes and reads port objects of the class given as type argument; the class has a nested one extending this. */
    public abstract static class AbstractPortObjectSerializer<T extends AbstractPortObject>
        extends PortObjectSerializer<T> {

        @Override
        public void savePortObject(final T object, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
            object.save(out, exec);
        }

        @Override
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            try {
                final var type = ((ParameterizedType)getClass().getGenericSuperclass()).getActualTypeArguments()[0];
                @SuppressWarnings("unchecked")
                final var object = (T)((Class<?>)type).getConstructor().newInstance();
                object.load(in, spec, exec);
                return object;
            } catch (final ReflectiveOperationException e) {
                throw new IllegalStateException("The port object of " + getClass().getName()
                    + " must be public with a public constructor without arguments: " + e, e);
            }
        }
    }
}
