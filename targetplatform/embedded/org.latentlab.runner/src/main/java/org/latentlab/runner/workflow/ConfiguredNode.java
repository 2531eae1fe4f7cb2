package org.latentlab.runner.workflow;

import java.util.Map;

import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.latentlab.runner.settings.FlowValue;

/**
 * What configuring a node gave.
 *
 * @param model its settings with flow variables and options put in; null to run with its defaults
 * @param outputs what its output ports will give; an element is null where that is not known before it has run
 * @param variables the flow variables that the nodes behind it get
 */
record ConfiguredNode(NodeSettings model, PortObjectSpec[] outputs, Map<String, FlowValue> variables) {
}
