package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.port.PortType;
import org.knime.node.RequirePorts.ConfigurablePort.ExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;
import org.knime.node.RequirePorts.RequireConfigurablePortMode;
import org.knime.node.RequirePorts.RequireInputPortDescription;
import org.knime.node.RequirePorts.RequireInputPortName;
import org.knime.node.RequirePorts.RequireOutputPortDescription;
import org.knime.node.RequirePorts.RequireOutputPortName;
import org.knime.node.RequirePorts.RequirePortDescription;
import org.knime.node.RequirePorts.RequirePortName;
import org.knime.node.RequirePorts.RequireSupportedTypes;
import org.latentlab.platform.core.PortTypes;
import org.latentlab.platform.ui.PortGroup;
import org.latentlab.platform.ui.PortGroup.Kind;

/** Takes all steps of a group's definition. */
final class PortGroupBuilder implements RequirePortName, RequirePortDescription, RequireInputPortName,
    RequireInputPortDescription, RequireOutputPortName, RequireOutputPortDescription, RequireConfigurablePortMode,
    OptionalConfigurablePort, ExtendableConfigurablePort {

    private final String m_id;

    private String m_name;

    private String m_description;

    private String m_outputName;

    private String m_outputDescription;

    private Kind m_kind;

    private PortType m_type;

    private List<PortType> m_supported = List.of();

    private final List<PortType> m_initial = new ArrayList<>();

    PortGroupBuilder(final String id) {
        m_id = id;
    }

    PortGroup build(final boolean output) {
        if (m_kind == null) {
            throw new IllegalArgumentException(
                "The port group '" + m_id + "' must be fixed, optional, extendable or exchangable.");
        }
        return new PortGroup(m_id, output ? m_outputName : m_name, output ? m_outputDescription : m_description,
            m_kind, m_type, m_supported, m_initial.size());
    }

    @Override
    public RequirePortDescription name(final String name) {
        m_name = name;
        return this;
    }

    @Override
    public RequireConfigurablePortMode description(final String description) {
        m_description = description;
        return this;
    }

    @Override
    public RequireInputPortDescription inputName(final String name) {
        m_name = name;
        return this;
    }

    @Override
    public RequireOutputPortName inputDescription(final String description) {
        m_description = description;
        return this;
    }

    @Override
    public RequireOutputPortDescription outputName(final String name) {
        m_outputName = name;
        return this;
    }

    @Override
    public RequireConfigurablePortMode outputDescription(final String description) {
        m_outputDescription = description;
        return this;
    }

    @Override
    public FinalConfigurablePort fixed(final PortType type) {
        m_kind = Kind.FIXED;
        m_type = type;
        m_supported = List.of(type);
        m_initial.add(type);
        return new FinalConfigurablePort();
    }

    private <T> RequireSupportedTypes<T> supported(final Function<PortGroupBuilder, T> next) {
        return new RequireSupportedTypes<>() {
            @Override
            public T supportedTypes(final PortType... types) {
                m_supported = List.of(types);
                if (m_type == null && m_supported.size() == 1) {
                    m_type = types[0];
                }
                return next.apply(PortGroupBuilder.this);
            }

            @Override
            public T supportedTypes(final Predicate<PortType> types) {
                return supportedTypes(PortTypes.all().stream().filter(types).toArray(PortType[]::new));
            }
        };
    }

    @Override
    public RequireSupportedTypes<OptionalConfigurablePort> optional() {
        m_kind = Kind.OPTIONAL;
        return supported(builder -> builder);
    }

    @Override
    public RequireSupportedTypes<ExtendableConfigurablePort> extendable() {
        m_kind = Kind.EXTENDABLE;
        return supported(builder -> builder);
    }

    @Override
    public RequireSupportedTypes<FinalConfigurablePort> exchangable(final PortType defaultType) {
        m_kind = Kind.FIXED;
        m_type = defaultType;
        m_initial.add(defaultType);
        return supported(builder -> new FinalConfigurablePort());
    }

    @Override
    public FinalConfigurablePort defaultPortType(final PortType type) {
        m_type = type;
        m_initial.add(type);
        return new FinalConfigurablePort();
    }

    @Override
    public ExtendableConfigurablePort defaultNonFixedTypes(final PortType... types) {
        m_initial.addAll(List.of(types));
        return this;
    }
}
