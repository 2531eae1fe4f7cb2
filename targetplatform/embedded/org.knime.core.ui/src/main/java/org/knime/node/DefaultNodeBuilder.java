package org.knime.node;

import java.util.function.Consumer;
import java.util.function.Function;

import org.knime.node.DefaultNode.RequireFullDescription;
import org.knime.node.DefaultNode.RequireIcon;
import org.knime.node.DefaultNode.RequireModel;
import org.knime.node.DefaultNode.RequireName;
import org.knime.node.DefaultNode.RequireShortDescription;
import org.knime.node.DefaultNode.RequireSinceVersion;
import org.latentlab.platform.ui.NodeDeclaration;

/** Takes all steps of a definition. */
final class DefaultNodeBuilder implements RequireName, RequireIcon, RequireShortDescription, RequireFullDescription,
    RequireSinceVersion, RequirePorts, RequireModel {

    private final NodeDeclaration m_declaration = new NodeDeclaration();

    @Override
    public RequireIcon name(final String name) {
        m_declaration.m_name = name;
        return this;
    }

    @Override
    public RequireShortDescription icon(final String icon) {
        m_declaration.m_icon = icon;
        return this;
    }

    @Override
    public RequireFullDescription shortDescription(final String description) {
        m_declaration.m_shortDescription = description;
        return this;
    }

    @Override
    public RequireSinceVersion fullDescription(final String description) {
        m_declaration.m_fullDescription = description;
        return this;
    }

    @Override
    public RequirePorts sinceVersion(final int major, final int minor, final int revision) {
        m_declaration.m_sinceVersion = new int[]{major, minor, revision};
        return this;
    }

    @Override
    public RequireModel dynamicPorts(final Consumer<DynamicPortsAdder> ports) {
        ports.accept(new PortsBuilder(m_declaration));
        return this;
    }

    @Override
    public DefaultNode model(final Function<DefaultModel.RequireModelParameters, DefaultModel> model) {
        model.apply(new DefaultModel.Builder(m_declaration));
        return new DefaultNode(m_declaration);
    }
}
