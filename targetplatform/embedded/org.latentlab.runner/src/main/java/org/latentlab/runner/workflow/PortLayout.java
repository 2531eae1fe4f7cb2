package org.latentlab.runner.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.core.node.port.PortType;
import org.latentlab.platform.core.PortTypes;
import org.latentlab.platform.ui.PortGroup;

/**
 * Which ports a node of a workflow has: those of its fixed groups, and those of its optional and extendable groups
 * that the workflow's node_creation_config lists ({@code group/port_0/object_class} and so on), of types that a group
 * supports or of sub-types of these.
 */
final class PortLayout {

    static final String CONFIG = "node_creation_config";

    private PortLayout() {
    }

    /**
     * @param groups a node's groups of input ports, or of output ports
     * @param nodeSettings the node's settings.xml
     * @return the ports, in order
     * @throws InvalidSettingsException if the settings list a port that the node does not take
     */
    static List<Port> ports(final List<PortGroup> groups, final ConfigBase nodeSettings)
        throws InvalidSettingsException {
        final ConfigBase config =
            nodeSettings.containsKey(CONFIG) ? nodeSettings.getConfigBase(CONFIG) : null;
        final List<Port> ports = new ArrayList<>();
        for (PortGroup group : groups) {
            if (group.kind() == PortGroup.Kind.FIXED) {
                ports.add(new Port(group.id(), group.name(), group.type()));
            } else if (config != null && config.containsKey(group.id())) {
                for (PortType type : configured(group, config.getConfigBase(group.id()))) {
                    ports.add(new Port(group.id(), group.name(), type));
                }
            } else {
                final PortType type = group.type() == null ? group.supportedTypes().get(0) : group.type();
                ports.addAll(Collections.nCopies(group.defaultCount(), new Port(group.id(), group.name(), type)));
            }
        }
        return ports;
    }

    private static List<PortType> configured(final PortGroup group, final ConfigBase config)
        throws InvalidSettingsException {
        final List<PortType> types = new ArrayList<>();
        for (String key : config.keySet()) {
            final String objectClass = config.getConfigBase(key).getString("object_class");
            types.add(Stream.concat(group.supportedTypes().stream(), PortTypes.all().stream())
                .filter(type -> type.getPortObjectClass().getName().equals(objectClass))
                .filter(type -> group.supportedTypes().stream().anyMatch(taken -> taken.isSuperTypeOf(type)))
                .findFirst()
                .orElseThrow(() -> new InvalidSettingsException("the port group '" + group.id() + "' lists a port of "
                    + objectClass + ", which the node does not take")));
        }
        if (group.kind() == PortGroup.Kind.OPTIONAL && types.size() > 1) {
            throw new InvalidSettingsException("the optional port '" + group.id() + "' is listed " + types.size()
                + " times");
        }
        return types;
    }
}
