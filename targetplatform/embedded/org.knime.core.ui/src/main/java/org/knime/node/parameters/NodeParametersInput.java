package org.knime.node.parameters;

import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** What is connected to a node whose parameters are made; ports count from 0, tables among all ports. */
public interface NodeParametersInput {

    PortType[] getInPortTypes();

    PortObjectSpec[] getInPortSpecs();

    Optional<PortObjectSpec> getInPortSpec(int port);

    DataTableSpec[] getInTableSpecs();

    Optional<DataTableSpec> getInTableSpec(int port);

    PortObject[] getInPortObjects();

    Optional<PortObject> getInPortObject(int port);

    BufferedDataTable[] getInTables();

    Optional<BufferedDataTable> getInTable(int port);

    PortType[] getOutPortTypes();
}
