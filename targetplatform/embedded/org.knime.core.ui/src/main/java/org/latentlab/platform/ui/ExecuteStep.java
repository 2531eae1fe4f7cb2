package org.latentlab.platform.ui;

import java.util.stream.Stream;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;

/** Input and output of a node's execution. */
final class ExecuteStep implements ExecuteInput, ExecuteOutput {

    private final NodeParameters m_parameters;

    private final PortObject[] m_inObjects;

    private final PortType[] m_outTypes;

    private final ExecutionContext m_exec;

    private final PortObject[] m_outObjects;

    private String m_warning;

    ExecuteStep(final NodeParameters parameters, final PortObject[] inObjects, final PortType[] outTypes,
        final ExecutionContext exec) {
        m_parameters = parameters;
        m_inObjects = inObjects;
        m_outTypes = outTypes;
        m_exec = exec;
        m_outObjects = new PortObject[outTypes.length];
    }

    PortObject[] outObjects() {
        return m_outObjects;
    }

    String warning() {
        return m_warning;
    }

    @SuppressWarnings("unchecked")
    @Override
    public <S extends NodeParameters> S getParameters() {
        return (S)m_parameters;
    }

    @Override
    public ExecutionContext getExecutionContext() {
        return m_exec;
    }

    @Override
    public PortObject[] getInPortObjects() {
        return m_inObjects.clone();
    }

    @SuppressWarnings("unchecked")
    @Override
    public <D extends PortObject> D getInPortObject(final int port) {
        return (D)m_inObjects[port];
    }

    @Override
    public BufferedDataTable[] getInTables() {
        return Stream.of(m_inObjects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
    }

    @Override
    public BufferedDataTable getInTable(final int port) {
        return (BufferedDataTable)m_inObjects[port];
    }

    @Override
    public PortType[] getOutPortTypes() {
        return m_outTypes.clone();
    }

    @Override
    public <D extends PortObject> void setOutData(final int port, final D data) {
        PortChecks.output(port, m_outTypes.length);
        m_outObjects[port] = data;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    @Override
    public final <D extends PortObject> void setOutData(final D... data) {
        PortChecks.output(data.length - 1, m_outTypes.length);
        System.arraycopy(data, 0, m_outObjects, 0, data.length);
    }

    @SafeVarargs
    @Override
    public final <D extends PortObject> void setInternalData(final D... data) {
        for (final var d : data) {
            if (d == null) {
                throw new IllegalArgumentException("Internal data must not be null.");
            }
        }
    }

    @Override
    public void setWarningMessage(final String message) {
        m_warning = message;
    }
}
