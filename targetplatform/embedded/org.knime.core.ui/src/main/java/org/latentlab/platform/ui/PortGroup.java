package org.latentlab.platform.ui;

import java.util.List;

import org.knime.core.node.port.PortType;

/**
 * A port of a node, or several that an analyst may add.
 *
 * @param id names the group in a workflow
 * @param name shown to the analyst
 * @param description what goes in or comes out
 * @param kind whether and how often there is a port
 * @param type the type of the port, or the one that a new port has; null where none is preferred
 * @param supportedTypes what a port of the group can be
 * @param defaultCount how many ports a new node has in this group
 */
public record PortGroup(String id, String name, String description, Kind kind, PortType type,
    List<PortType> supportedTypes, int defaultCount) {

    /** Whether and how often there is a port. */
    public enum Kind {
            /** Exactly one. */
            FIXED,
            /** One or none. */
            OPTIONAL,
            /** As many as the analyst adds. */
            EXTENDABLE
    }

    /** Checks id and name, which KNIME requires. */
    public PortGroup {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("A port group needs an id, but has '" + id + "'.");
        }
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("The port group '" + id + "' needs a name.");
        }
        supportedTypes = List.copyOf(supportedTypes);
    }
}
