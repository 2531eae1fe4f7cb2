package org.latentlab.runner.catalog;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.node.port.PortType;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.platform.ui.ParameterInfo;
import org.latentlab.platform.ui.PortGroup;
import org.latentlab.runner.text.HtmlText;
import org.latentlab.runner.text.Words;

/** A node's description as text for a terminal. */
public final class NodeDescription {

    private static final String INDENT = "  ";

    private static final String INDENT_2 = "      ";

    private final NodeHandle m_node;

    private final List<String> m_category;

    private final List<String> m_lines = new ArrayList<>();

    /**
     * @param node the node
     * @param category the categories it is in, outermost first
     */
    public NodeDescription(final NodeHandle node, final List<String> category) {
        m_node = node;
        m_category = category;
    }

    /**
     * @param columns most characters in a line
     * @return the description
     */
    public List<String> lines(final int columns) {
        m_lines.clear();
        m_lines.add(m_node.name());
        m_lines.add(String.join(" / ", m_category));
        m_lines.add("");
        m_lines.addAll(HtmlText.lines(m_node.fullDescription(), columns, INDENT));
        ports("Input", m_node.inputGroups(), columns);
        ports("Output", m_node.outputGroups(), columns);
        parameters(columns);
        if (!m_node.keywords().isEmpty()) {
            heading("Keywords");
            m_lines.addAll(Words.wrap(String.join(", ", m_node.keywords()), columns, INDENT));
        }
        return m_lines;
    }

    private void heading(final String text) {
        m_lines.add("");
        m_lines.add(text);
    }

    private void ports(final String heading, final List<PortGroup> groups, final int columns) {
        if (groups.isEmpty()) {
            return;
        }
        heading(heading);
        for (PortGroup group : groups) {
            final String many = switch (group.kind()) {
                case FIXED -> "";
                case OPTIONAL -> ", optional";
                case EXTENDABLE -> ", any number";
            };
            m_lines.add(INDENT + group.name() + " (" + types(group) + many + ")");
            m_lines.addAll(HtmlText.lines(group.description(), columns, INDENT_2));
        }
    }

    private static String types(final PortGroup group) {
        return group.kind() == PortGroup.Kind.FIXED ? group.type().getName()
            : String.join(" or ", group.supportedTypes().stream().map(PortType::getName).distinct().toList());
    }

    private void parameters(final int columns) {
        String section = null;
        for (ParameterInfo parameter : m_node.parameters()) {
            if (!parameter.section().equals(section)) {
                section = parameter.section();
                heading(section.isEmpty() ? "Settings" : "Settings: " + section);
            }
            m_lines.addAll(Words.wrap(parameter.title() + " (" + parameter.path() + ", " + parameter.type()
                + ", default " + (parameter.defaultValue().isEmpty() ? "empty" : parameter.defaultValue())
                + (parameter.advanced() ? ", advanced" : "") + ")", columns, INDENT));
            if (!parameter.description().isBlank()) {
                m_lines.addAll(HtmlText.lines(parameter.description(), columns, INDENT_2));
            }
            for (ParameterInfo.Choice choice : parameter.choices()) {
                m_lines.addAll(HtmlText.lines("<ul><li><b>" + choice.value() + "</b>"
                    + (choice.label().equalsIgnoreCase(choice.value()) ? "" : " – " + choice.label())
                    + (choice.description().isBlank() ? "" : ": " + choice.description()) + "</li></ul>", columns,
                    INDENT_2));
            }
        }
    }
}
