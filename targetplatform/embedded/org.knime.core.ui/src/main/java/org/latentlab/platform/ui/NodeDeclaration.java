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

    /** The name; and so on, all as given. */
    public String m_name;

    public String m_icon;

    public String m_shortDescription;

    public String m_fullDescription;

    public int[] m_sinceVersion;

    public final List<PortGroup> m_inputs = new ArrayList<>();

    public final List<PortGroup> m_outputs = new ArrayList<>();

    public Class<? extends NodeParameters> m_parametersClass;

    public ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> m_configure;

    public ExecuteConsumer m_execute;

    public NodeFactory.NodeType m_type;

    public List<String> m_keywords = List.of();
}
