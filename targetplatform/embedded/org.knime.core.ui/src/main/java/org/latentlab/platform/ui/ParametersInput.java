package org.latentlab.platform.ui;

import java.util.Optional;
import java.util.stream.Stream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;

/** What is connected to a node that has not run: types and specs of its inputs, an entry null where none is known. */
record ParametersInput(PortType[] inTypes, PortObjectSpec[] inSpecs, PortType[] outTypes)
    implements NodeParametersInput {

    @Override
    public PortType[] getInPortTypes() {
        return inTypes.clone();
    }

    @Override
    public PortObjectSpec[] getInPortSpecs() {
        return inSpecs.clone();
    }

    @Override
    public Optional<PortObjectSpec> getInPortSpec(final int port) {
        return Optional.ofNullable(inSpecs[port]);
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Stream.of(inSpecs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
    }

    @Override
    public Optional<DataTableSpec> getInTableSpec(final int port) {
        return getInPortSpec(port).map(DataTableSpec.class::cast);
    }

    @Override
    public PortObject[] getInPortObjects() {
        return new PortObject[inSpecs.length];
    }

    @Override
    public Optional<PortObject> getInPortObject(final int port) {
        return Optional.empty();
    }

    @Override
    public BufferedDataTable[] getInTables() {
        return new BufferedDataTable[inSpecs.length];
    }

    @Override
    public Optional<BufferedDataTable> getInTable(final int port) {
        return Optional.empty();
    }

    @Override
    public PortType[] getOutPortTypes() {
        return outTypes.clone();
    }
}
