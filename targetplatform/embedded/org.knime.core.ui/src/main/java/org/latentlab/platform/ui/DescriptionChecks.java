package org.latentlab.platform.ui;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;

import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** What KNIME needs of a node's texts and port groups to show the node at all. */
final class DescriptionChecks {

    private DescriptionChecks() {
    }

    /** @throws IllegalArgumentException with the first thing that is wrong */
    static void check(final NodeDeclaration node, final List<ParameterInfo> parameters) {
        notBlank("name", node.m_name);
        notBlank("icon", node.m_icon);
        notBlank("short description", node.m_shortDescription);
        notBlank("full description", node.m_fullDescription);
        if (node.m_sinceVersion == null || node.m_sinceVersion[0] < 1) {
            throw new IllegalArgumentException("The node needs the version of KNIME since which it is there.");
        }
        xml("short description", node.m_shortDescription);
        xml("full description", node.m_fullDescription);
        parameters.forEach(p -> xml("description of the parameter '" + p.path() + "'", p.description()));
        final var ids = new HashSet<String>();
        for (final var groups : List.of(node.m_inputs, node.m_outputs)) {
            for (final var group : groups) {
                xml("description of the port '" + group.name() + "'", group.description());
                if (!ids.add(group.id()) && !(groups == node.m_outputs && node.m_inputs.stream()
                    .anyMatch(g -> g.id().equals(group.id()) && g.kind() != PortGroup.Kind.FIXED))) {
                    throw new IllegalArgumentException(
                        "A port group with the given name already exists: '" + group.id() + "'.");
                }
            }
        }
    }

    private static void notBlank(final String what, final String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("The node has no " + what + ".");
        }
    }

    private static void xml(final String what, final String fragment) {
        try {
            SAXParserFactory.newInstance().newSAXParser()
                .parse(new InputSource(new StringReader("<a>" + fragment + "</a>")), new DefaultHandler());
        } catch (final SAXException e) {
            throw new IllegalArgumentException("The " + what + " is not well-formed XML, which KNIME requires: "
                + e.getMessage() + " In: " + fragment, e);
        } catch (final IOException | ParserConfigurationException e) {
            throw new IllegalStateException("The " + what + " cannot be checked: " + e.getMessage(), e);
        }
    }
}
