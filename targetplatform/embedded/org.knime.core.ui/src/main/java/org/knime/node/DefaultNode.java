package org.knime.node;

import java.util.List;
import java.util.function.Function;

import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.NodeFactory;
import org.latentlab.platform.ui.NodeDeclaration;

/** The definition of a node. */
public final class DefaultNode implements FluentNodeAPI {

    private final NodeDeclaration m_declaration;

    DefaultNode(final NodeDeclaration declaration) {
        m_declaration = declaration;
    }

    NodeDeclaration declaration() {
        return m_declaration;
    }

    /** Starts a definition. */
    public static RequireName create() {
        return new DefaultNodeBuilder();
    }

    /** Overrides the type that follows from the ports. */
    public DefaultNode nodeType(final NodeFactory.NodeType type) {
        m_declaration.m_type = type;
        return this;
    }

    public DefaultNode keywords(final String... keywords) {
        m_declaration.m_keywords = List.of(keywords);
        return this;
    }

    /** Adds a link to the description. */
    public DefaultNode addExternalResource(final String href, final String description) {
        m_declaration.m_links.add(href);
        m_declaration.m_links.add(description);
        return this;
    }

    /** Asks for the name. */
    public interface RequireName {

        RequireIcon name(String name);
    }

    /** Asks for the icon. */
    public interface RequireIcon {

        /** @param icon relative to the package of the factory */
        RequireShortDescription icon(String icon);
    }

    /** Asks for the one-line description. */
    public interface RequireShortDescription {

        RequireFullDescription shortDescription(String description);
    }

    /** Asks for the full description. */
    public interface RequireFullDescription {

        /** @param description HTML */
        RequireSinceVersion fullDescription(String description);
    }

    /** Asks since which version of KNIME there is the node. */
    public interface RequireSinceVersion {

        RequirePorts sinceVersion(int major, int minor, int revision);
    }

    /** Asks for what the node does. */
    public interface RequireModel {

        DefaultNode model(Function<DefaultModel.RequireModelParameters, DefaultModel> model);
    }
}
