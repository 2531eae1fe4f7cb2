package org.knime.node;

import org.knime.core.node.port.PortType;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.PortsAdder;

/** Makes each port a group of its own. */
final class FixedPortsAdder implements PortsAdder {

    private final DynamicPortsAdder m_groups;

    FixedPortsAdder(final DynamicPortsAdder groups) {
        m_groups = groups;
    }

    @Override
    public PortsAdder addInputPort(final String name, final String description, final PortType type) {
        m_groups.addInputPortGroup(name, p -> p.name(name).description(description).fixed(type));
        return this;
    }

    @Override
    public PortsAdder addOutputPort(final String name, final String description, final PortType type) {
        m_groups.addOutputPortGroup(name, p -> p.name(name).description(description).fixed(type));
        return this;
    }
}
