package org.latentlab.runner.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One plugin.xml: the extensions that the runner serves. Everything else in it is passed over. */
final class PluginXml {

    /** A node: its factory's class name and the category it is in, e.g. /community/latentlab. */
    record NodeEntry(String factoryClass, String categoryPath, boolean hidden) {
    }

    /** A category: where it is, its id there and what it is called. */
    record CategoryEntry(String path, String levelId, String name) {
    }

    /** A port type, by the names of its classes. */
    record PortTypeEntry(String name, String color, String objectClass, String objectSerializer, String specClass,
        String specSerializer) {
    }

    private final List<NodeEntry> m_nodes = new ArrayList<>();

    private final List<CategoryEntry> m_categories = new ArrayList<>();

    private final List<PortTypeEntry> m_portTypes = new ArrayList<>();

    private PluginXml() {
    }

    /**
     * @param url where the file is
     * @return what it holds
     * @throws IOException if it cannot be read or is no XML
     */
    static PluginXml read(final URL url) throws IOException {
        final PluginXml plugin = new PluginXml();
        final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        final URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            final XMLStreamReader reader = factory.createXMLStreamReader(in);
            String point = "";
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    if (reader.getLocalName().equals("extension")) {
                        point = attribute(reader, "point");
                    } else {
                        plugin.add(point, reader);
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("The file " + url + " is no valid plugin.xml: " + e.getMessage(), e);
        }
        return plugin;
    }

    private void add(final String point, final XMLStreamReader reader) {
        switch (point + "/" + reader.getLocalName()) {
            case "org.knime.workbench.repository.nodes/node" -> m_nodes.add(
                new NodeEntry(attribute(reader, "factory-class"), attribute(reader, "category-path"),
                    Boolean.parseBoolean(attribute(reader, "hidden"))
                        || Boolean.parseBoolean(attribute(reader, "deprecated"))));
            case "org.knime.workbench.repository.categories/category" -> m_categories.add(
                new CategoryEntry(attribute(reader, "path"), attribute(reader, "level-id"), attribute(reader, "name")));
            case "org.knime.core.PortType/portType" -> m_portTypes.add(new PortTypeEntry(attribute(reader, "name"),
                attribute(reader, "color"), attribute(reader, "objectClass"), attribute(reader, "objectSerializer"),
                attribute(reader, "specClass"), attribute(reader, "specSerializer")));
            default -> {
                // of no use to the runner
            }
        }
    }

    private static String attribute(final XMLStreamReader reader, final String name) {
        final String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    List<NodeEntry> nodes() {
        return m_nodes;
    }

    List<CategoryEntry> categories() {
        return m_categories;
    }

    List<PortTypeEntry> portTypes() {
        return m_portTypes;
    }
}
