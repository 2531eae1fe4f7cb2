package org.latentlab.runner.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.platform.ui.ParametersPersistence;
import org.latentlab.platform.ui.PortGroup;
import org.latentlab.runner.catalog.Bundle;
import org.latentlab.runner.settings.SettingsPath;
import org.latentlab.runner.settings.ValueKind;

/** A node of a workflow that is being built. Made by {@link WorkflowBuilder#node}. */
public final class NodeBuilder {

    /** A change of the node's default settings. */
    @FunctionalInterface
    private interface Change {
        void apply(NodeSettings model) throws InvalidSettingsException;
    }

    private final int m_id;

    private final String m_factory;

    private final Bundle m_bundle;

    private final NodeHandle m_handle;

    private final List<Change> m_changes = new ArrayList<>();

    private final Map<SettingsPath, String> m_bindings = new LinkedHashMap<>();

    private final Map<String, List<PortType>> m_ports = new LinkedHashMap<>();

    private int m_x;

    private int m_y;

    private String m_annotation = "";

    NodeBuilder(final int id, final String factory, final Bundle bundle, final NodeHandle handle) {
        m_id = id;
        m_factory = factory;
        m_bundle = bundle;
        m_handle = handle;
        for (PortGroup group : handle.inputGroups()) {
            addDefaultPorts(group);
        }
        for (PortGroup group : handle.outputGroups()) {
            addDefaultPorts(group);
        }
    }

    private void addDefaultPorts(final PortGroup group) {
        final List<PortType> types = new ArrayList<>();
        if (group.kind() != PortGroup.Kind.FIXED) {
            for (int i = 0; i < group.defaultCount(); i++) {
                types.add(standardType(group));
            }
        }
        m_ports.put(group.id(), types);
    }

    /**
     * @param x the node's left edge in the workflow, in pixels; nodes are about 160 apart
     * @param y its upper edge
     * @return this
     */
    public NodeBuilder at(final int x, final int y) {
        m_x = x;
        m_y = y;
        return this;
    }

    /**
     * @param text what stands below the node
     * @return this
     */
    public NodeBuilder annotate(final String text) {
        m_annotation = text;
        return this;
    }

    /**
     * Changes a setting.
     *
     * @param path where it is, relative to the node's model settings, e.g. "group/epochs"
     * @param value its value; is put in as the type that the setting has
     * @return this
     * @throws IllegalArgumentException when the workflow is written, if there is no such setting or it is of another
     *             type
     */
    public NodeBuilder set(final String path, final Object value) {
        final SettingsPath key = SettingsPath.parse(path);
        m_changes.add(model -> {
            final ConfigBase parent = key.parent(model).filter(p -> p.containsKey(key.last()))
                .orElseThrow(() -> new IllegalArgumentException(name() + " has no setting '" + path + "'. It has "
                    + SettingsPath.leaves(model)));
            ValueKind.of(parent, key.last()).orElseThrow(
                () -> new IllegalArgumentException("The setting '" + path + "' of " + name() + " is a group"))
                .put(parent, key.last(), value instanceof Enum<?> constant ? constant.name() : value.toString());
        });
        return this;
    }

    /**
     * Changes settings through the node's parameters.
     *
     * @param <P> the parameters' class
     * @param type the parameters' class
     * @param change what to do to them, starting from the defaults
     * @return this
     */
    public <P extends NodeParameters> NodeBuilder parameters(final Class<P> type, final Consumer<P> change) {
        m_changes.add(model -> {
            final P parameters = ParametersPersistence.load(model, type);
            change.accept(parameters);
            new ArrayList<>(model.keySet()).forEach(model::removeConfig);
            ParametersPersistence.save(parameters, model);
        });
        return this;
    }

    /**
     * Lets a flow variable control a setting.
     *
     * @param path where the setting is, relative to the node's model settings
     * @param variable the variable's name
     * @return this
     */
    public NodeBuilder bind(final String path, final String variable) {
        m_bindings.put(SettingsPath.parse(path), variable);
        return this;
    }

    /**
     * Sets how many ports an optional or extendable group has, of its default type.
     *
     * @param group the group's id
     * @param count how many; 0 or 1 for an optional one
     * @return this
     * @throws IllegalArgumentException if there is no such group, or it is fixed
     */
    public NodeBuilder ports(final String group, final int count) {
        final PortGroup found = group(group);
        if (found.kind() == PortGroup.Kind.FIXED || found.kind() == PortGroup.Kind.OPTIONAL && count > 1 || count < 0) {
            throw new IllegalArgumentException(name() + " cannot have " + count + " ports '" + group + "'");
        }
        final List<PortType> types = m_ports.get(group);
        types.clear();
        for (int i = 0; i < count; i++) {
            types.add(standardType(found));
        }
        return this;
    }

    private static PortType standardType(final PortGroup group) {
        return group.type() == null ? group.supportedTypes().get(0) : group.type();
    }

    private PortGroup group(final String id) {
        return Stream.concat(m_handle.inputGroups().stream(), m_handle.outputGroups().stream())
            .filter(g -> g.id().equals(id)).findFirst().orElseThrow(
                () -> new IllegalArgumentException(name() + " has no ports '" + id + "'. It has " + m_ports.keySet()));
    }

    /** @return the node's number in the workflow */
    public int id() {
        return m_id;
    }

    /** @return the node's name, as its plug-in says it */
    public String name() {
        return m_handle.name();
    }

    String factory() {
        return m_factory;
    }

    Bundle bundle() {
        return m_bundle;
    }

    NodeHandle handle() {
        return m_handle;
    }

    int x() {
        return m_x;
    }

    int y() {
        return m_y;
    }

    String annotation() {
        return m_annotation;
    }

    Map<SettingsPath, String> bindings() {
        return m_bindings;
    }

    /** @return the types of the ports of each optional or extendable group; an empty list for a fixed one */
    Map<String, List<PortType>> configuredPorts() {
        return m_ports;
    }

    /** @return the ports of some groups, in order, as pairs of group and type */
    List<Map.Entry<String, PortType>> ports(final List<PortGroup> groups) {
        final List<Map.Entry<String, PortType>> ports = new ArrayList<>();
        for (PortGroup group : groups) {
            if (group.kind() == PortGroup.Kind.FIXED) {
                ports.add(Map.entry(group.id(), group.type()));
            } else {
                m_ports.get(group.id()).forEach(type -> ports.add(Map.entry(group.id(), type)));
            }
        }
        return ports;
    }

    /** The index, from 1, of the n-th port of a group. */
    int portIndex(final List<PortGroup> groups, final String group, final int n) {
        int seen = 0;
        final List<Map.Entry<String, PortType>> ports = ports(groups);
        for (int i = 0; i < ports.size(); i++) {
            if (ports.get(i).getKey().equals(group) && seen++ == n) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(name() + " has no port " + (n + 1) + " '" + group + "'. It has "
            + ports.stream().map(Map.Entry::getKey).toList());
    }

    /** The node's settings: its defaults for what comes in, with the changes; empty if it has none. */
    NodeSettings model(final PortObjectSpec[] inputs) throws InvalidSettingsException {
        final NodeSettings model = new NodeSettings("model");
        if (m_handle.parametersClass() != null) {
            m_handle.defaultSettings(inputs,
                ports(m_handle.inputGroups()).stream().map(Map.Entry::getValue).toArray(PortType[]::new)).copyTo(model);
            for (Change change : m_changes) {
                change.apply(model);
            }
            for (SettingsPath path : m_bindings.keySet()) {
                if (path.parent(model).filter(p -> p.containsKey(path.last())).isEmpty()) {
                    throw new IllegalArgumentException(name() + " has no setting '" + path
                        + "' for a flow variable to control. It has " + SettingsPath.leaves(model));
                }
            }
        } else if (!m_changes.isEmpty() || !m_bindings.isEmpty()) {
            throw new IllegalArgumentException(name() + " has no settings");
        }
        return model;
    }
}
