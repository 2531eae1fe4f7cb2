package org.latentlab.runner.workflow;

import org.knime.core.node.port.PortType;

/**
 * A port that a node of a workflow really has.
 *
 * @param group the id of its port group
 * @param name what it is called
 * @param type what may pass through it
 */
public record Port(String group, String name, PortType type) {
}
