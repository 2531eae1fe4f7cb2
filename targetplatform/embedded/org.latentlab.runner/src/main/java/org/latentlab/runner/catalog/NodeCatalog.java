package org.latentlab.runner.catalog;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.platform.core.PortTypes;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;

/** The nodes that the plug-ins on the class path declare, each plug-in a root with a plugin.xml. */
public final class NodeCatalog {

    /**
     * A node as its plug-in declares it; its classes are not loaded yet.
     *
     * @param factoryClass the class name of its factory
     * @param category the names of the categories it is in, outermost first
     * @param bundle the plug-in it comes from
     * @param hidden whether it is hidden or deprecated and so in no list
     */
    public record Entry(String factoryClass, List<String> category, Bundle bundle, boolean hidden) {
    }

    private final ClassLoader m_loader;

    private final Map<String, Entry> m_entries = new LinkedHashMap<>();

    private final List<PluginXml.PortTypeEntry> m_portTypes = new ArrayList<>();

    private NodeCatalog(final ClassLoader loader) {
        m_loader = loader;
    }

    /**
     * @param loader whose class path is searched
     * @return what its plugin.xml files declare
     * @throws RunnerException if one of them cannot be read
     */
    public static NodeCatalog load(final ClassLoader loader) throws RunnerException {
        final NodeCatalog catalog = new NodeCatalog(loader);
        final Map<URL, PluginXml> plugins = new LinkedHashMap<>();
        final Map<String, String> categories = new LinkedHashMap<>();
        try {
            for (URL url : Collections.list(loader.getResources("plugin.xml"))) {
                final PluginXml plugin = PluginXml.read(url);
                plugins.put(url, plugin);
                plugin.categories().forEach(c -> categories.put(join(c.path(), c.levelId()), c.name()));
            }
            for (Map.Entry<URL, PluginXml> plugin : plugins.entrySet()) {
                catalog.add(Bundle.read(plugin.getKey()), plugin.getValue(), categories);
            }
        } catch (IOException e) {
            throw new RunnerException(ExitCodes.LOAD, "The nodes cannot be listed: " + e.getMessage(), e);
        }
        return catalog;
    }

    private void add(final Bundle bundle, final PluginXml plugin, final Map<String, String> categories) {
        for (PluginXml.NodeEntry node : plugin.nodes()) {
            m_entries.putIfAbsent(node.factoryClass(), new Entry(node.factoryClass(),
                categoryNames(node.categoryPath(), categories), bundle, node.hidden()));
        }
        m_portTypes.addAll(plugin.portTypes());
    }

    private static String join(final String path, final String id) {
        return ("/" + path + "/" + id).replaceAll("/+", "/");
    }

    private static List<String> categoryNames(final String path, final Map<String, String> categories) {
        final List<String> names = new ArrayList<>();
        String soFar = "";
        for (String id : path.split("/")) {
            if (!id.isEmpty()) {
                soFar += "/" + id;
                names.add(categories.getOrDefault(soFar, Character.toUpperCase(id.charAt(0)) + id.substring(1)));
            }
        }
        return names;
    }

    /** @return all nodes, in the order of their plug-ins and declarations */
    public List<Entry> entries() {
        return List.copyOf(m_entries.values());
    }

    /**
     * @param factoryClass the class name of a node's factory
     * @return the node; empty if no plug-in here declares it
     */
    public Optional<Entry> find(final String factoryClass) {
        return Optional.ofNullable(m_entries.get(factoryClass));
    }

    /**
     * Loads a node's classes.
     *
     * @param entry a node of this catalog
     * @return the node
     * @throws RunnerException if its factory cannot be loaded
     */
    public NodeHandle open(final Entry entry) throws RunnerException {
        try {
            return NodeHandle.of((DefaultNodeFactory)Class.forName(entry.factoryClass(), true, m_loader)
                .getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | IllegalArgumentException | ClassCastException | LinkageError e) {
            throw new RunnerException(ExitCodes.EXECUTE, "The node factory " + entry.factoryClass() + " of plug-in '"
                + entry.bundle().symbolicName() + "' cannot be loaded: " + e + ". Build the project again.", e);
        }
    }

    /**
     * Makes the plug-ins' port types known, with their names and serializers.
     *
     * @throws RunnerException if a class of theirs cannot be loaded
     */
    public void registerPortTypes() throws RunnerException {
        for (PluginXml.PortTypeEntry type : m_portTypes) {
            try {
                PortTypes.register(new PortTypes.Registration(type.name(), color(type.color()),
                    named(type.objectClass()).asSubclass(PortObject.class), serializer(type.objectSerializer()),
                    named(type.specClass()).asSubclass(PortObjectSpec.class), specSerializer(type.specSerializer())));
            } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
                throw new RunnerException(ExitCodes.EXECUTE, "The port type '" + type.name()
                    + "' cannot be loaded: " + e + ". Build the project again.", e);
            }
        }
    }

    private static int color(final String text) {
        return text.isBlank() ? PortType.DEFAULT_COLOR : Integer.decode(text);
    }

    private Class<?> named(final String name) throws ClassNotFoundException {
        return Class.forName(name, false, m_loader);
    }

    @SuppressWarnings("unchecked")
    private Class<? extends PortObject.PortObjectSerializer<?>> serializer(final String name)
        throws ClassNotFoundException {
        return name.isBlank() ? null : (Class<? extends PortObject.PortObjectSerializer<?>>)named(name)
            .asSubclass(PortObject.PortObjectSerializer.class);
    }

    @SuppressWarnings("unchecked")
    private Class<? extends PortObjectSpec.PortObjectSpecSerializer<?>> specSerializer(final String name)
        throws ClassNotFoundException {
        return name.isBlank() ? null : (Class<? extends PortObjectSpec.PortObjectSpecSerializer<?>>)named(name)
            .asSubclass(PortObjectSpec.PortObjectSpecSerializer.class);
    }
}
