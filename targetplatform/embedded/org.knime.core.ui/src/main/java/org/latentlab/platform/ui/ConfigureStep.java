package org.latentlab.platform.ui;

import java.util.stream.Stream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.parameters.NodeParameters;

/** Input and output of a node's configuration. */
final class ConfigureStep implements ConfigureInput, ConfigureOutput {

    private final NodeParameters m_parameters;

    private final PortObjectSpec[] m_inSpecs;

    private final PortType[] m_outTypes;

    private final PortObjectSpec[] m_outSpecs;

    private String m_warning;

    ConfigureStep(final NodeParameters parameters, final PortObjectSpec[] inSpecs, final PortType[] outTypes) {
        m_parameters = parameters;
        m_inSpecs = inSpecs;
        m_outTypes = outTypes;
        m_outSpecs = new PortObjectSpec[outTypes.length];
    }

    PortObjectSpec[] outSpecs() {
        return m_outSpecs;
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
    public PortObjectSpec[] getInPortSpecs() {
        return m_inSpecs.clone();
    }

    @SuppressWarnings("unchecked")
    @Override
    public <S extends PortObjectSpec> S getInPortSpec(final int port) {
        return (S)m_inSpecs[port];
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Stream.of(m_inSpecs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
    }

    @Override
    public DataTableSpec getInTableSpec(final int port) {
        return (DataTableSpec)m_inSpecs[port];
    }

    @Override
    public PortType[] getOutPortTypes() {
        return m_outTypes.clone();
    }

    @Override
    public <S extends PortObjectSpec> void setOutSpec(final int port, final S spec) {
        PortChecks.output(port, m_outTypes.length);
        m_outSpecs[port] = spec;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    @Override
    public final <S extends PortObjectSpec> void setOutSpecs(final S... specs) {
        PortChecks.output(specs.length - 1, m_outTypes.length);
        System.arraycopy(specs, 0, m_outSpecs, 0, specs.length);
    }

    @Override
    public void setWarningMessage(final String message) {
        m_warning = message;
    }
}
