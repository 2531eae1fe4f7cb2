package org.knime.node;

import java.util.function.Function;

import org.knime.node.RequirePorts.ConfigurablePort;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.RequireInputPortName;
import org.knime.node.RequirePorts.RequirePortName;
import org.latentlab.platform.ui.NodeDeclaration;

/** Adds the groups to a declaration. */
final class PortsBuilder implements DynamicPortsAdder {

    private final NodeDeclaration m_declaration;

    PortsBuilder(final NodeDeclaration declaration) {
        m_declaration = declaration;
    }

    @Override
    public DynamicPortsAdder addInputPortGroup(final String id,
        final Function<RequirePortName, ConfigurablePort> group) {
        final var builder = new PortGroupBuilder(id);
        group.apply(builder);
        m_declaration.m_inputs.add(builder.build(false));
        return this;
    }

    @Override
    public DynamicPortsAdder addOutputPortGroup(final String id,
        final Function<RequirePortName, ConfigurablePort> group) {
        final var builder = new PortGroupBuilder(id);
        group.apply(builder);
        m_declaration.m_outputs.add(builder.build(false));
        return this;
    }

    @Override
    public DynamicPortsAdder addInputAndOutputPortGroup(final String id,
        final Function<RequireInputPortName, ConfigurablePort> group) {
        final var builder = new PortGroupBuilder(id);
        group.apply(builder);
        m_declaration.m_inputs.add(builder.build(false));
        m_declaration.m_outputs.add(builder.build(true));
        return this;
    }
}
