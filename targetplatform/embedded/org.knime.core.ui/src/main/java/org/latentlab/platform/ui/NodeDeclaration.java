package org.latentlab.platform.ui;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.node.NodeFactory;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOrRearrangerConsumer;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteConsumer;
import org.knime.node.parameters.NodeParameters;

/** What a node's author has said, collected while the fluent definition is written. */
public final class NodeDeclaration {

    /** What the node is called. */
    public String m_name;

    /** The icon's file, relative to the factory's package. */
    public String m_icon;

    /** One line of HTML. */
    public String m_shortDescription;

    /** HTML. */
    public String m_fullDescription;

    /** Major, minor and revision of the KNIME since which the node is there. */
    public int[] m_sinceVersion;

    /** The input ports, in their order. */
    public final List<PortGroup> m_inputs = new ArrayList<>();

    /** The output ports, in their order. */
    public final List<PortGroup> m_outputs = new ArrayList<>();

    /** The class of the parameters, null where there are none. */
    public Class<? extends NodeParameters> m_parametersClass;

    /** What happens before execution. */
    public ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> m_configure;

    /** The execution. */
    public ExecuteConsumer m_execute;

    /** The given type, null where it follows from the ports. */
    public NodeFactory.NodeType m_type;

    /** Words by which the node is found. */
    public List<String> m_keywords = List.of();

    /** Links for the description: address and text, one after the other. */
    public final List<String> m_links = new ArrayList<>();
}
