package org.latentlab.runner.build;

import java.util.List;
import java.util.Map;

import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.core.node.port.PortType;
import org.latentlab.runner.settings.SettingsPath;

/**
 * A node's settings.xml with every key that KNIME 5.8 and later ask for, so that a load finds nothing to mend, and in
 * the order in which KNIME writes them.
 */
final class NodeFile {

    private NodeFile() {
    }

    /**
     * @param node the node
     * @param model its model settings
     * @param configured whether it could be configured
     * @return the content of its settings.xml
     */
    static NodeSettings settings(final NodeBuilder node, final NodeSettings model, final boolean configured) {
        final NodeSettings settings = new NodeSettings("settings.xml");
        settings.addString("node_file", "settings.xml");
        settings.addNodeSettings("flow_stack");
        settings.addNodeSettings("internal_node_subsettings").addString("memory_policy", "CacheSmallInMemory");
        model.copyTo((NodeSettings)settings.addNodeSettings("model"));
        bindings(settings, node.bindings());
        if (!node.annotation().isEmpty()) {
            Annotation.saveBelowNode((NodeSettings)settings.addNodeSettings("nodeAnnotation"), node.annotation());
        }
        settings.addString("customDescription", null);
        settings.addString("state", configured ? "CONFIGURED" : "IDLE");
        settings.addString("factory", node.factory());
        settings.addString("node-name", node.name());
        settings.addString("node-bundle-name", node.bundle().name());
        settings.addString("node-bundle-symbolic-name", node.bundle().symbolicName());
        settings.addString("node-bundle-vendor", node.bundle().vendor());
        settings.addString("node-bundle-version", node.bundle().version());
        // the feature is not known to a plug-in; KNIME writes the same for one that it finds none of
        settings.addString("node-feature-name", null);
        settings.addString("node-feature-symbolic-name", null);
        settings.addString("node-feature-vendor", null);
        settings.addString("node-feature-version", "0.0.0");
        settings.addNodeSettings("factory_settings");
        creationConfig((NodeSettings)settings.addNodeSettings("node_creation_config"), node.configuredPorts());
        settings.addString("name", node.name());
        settings.addBoolean("hasContent", false);
        settings.addBoolean("isInactive", false);
        ports((NodeSettings)settings.addNodeSettings("ports"), node.ports(node.handle().outputGroups()).size());
        final NodeSettings fileStores = (NodeSettings)settings.addNodeSettings("filestores");
        fileStores.addString("file_store_location", null);
        fileStores.addString("file_store_id", null);
        return settings;
    }

    private static void bindings(final NodeSettings settings, final Map<SettingsPath, String> bindings) {
        if (bindings.isEmpty()) {
            return;
        }
        final NodeSettings variables = (NodeSettings)settings.addNodeSettings("variables");
        variables.addString("version", "V_2019_09_13");
        final NodeSettings tree = (NodeSettings)variables.addNodeSettings("tree");
        bindings.forEach((path, variable) -> {
            ConfigBase config = tree;
            for (String key : path.keys()) {
                config = config.getEntry(key) instanceof ConfigBase there ? there : config.addConfigBase(key);
            }
            config.addString("used_variable", variable);
            // KNIME's dialog writes it; without it, an unchanged OK counts as a change and resets the node
            config.addBoolean("used_variable_flawed", false);
            config.addString("exposed_variable", null);
        });
    }

    /** A config per port group; in that of an optional or extendable group a config per port with its type. */
    private static void creationConfig(final NodeSettings config, final Map<String, List<PortType>> groups) {
        groups.forEach((id, types) -> {
            final NodeSettings group = (NodeSettings)config.addNodeSettings(id);
            for (int i = 0; i < types.size(); i++) {
                group.addNodeSettings("port_" + i).addString("object_class",
                    types.get(i).getPortObjectClass().getName());
            }
        });
    }

    private static void ports(final NodeSettings ports, final int count) {
        for (int i = 1; i <= count; i++) {
            final NodeSettings port = (NodeSettings)ports.addNodeSettings("port_" + i);
            port.addInt("index", i);
            port.addString("port_dir_location", null);
        }
    }
}
