package org.latentlab.runner.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;

/** Where a value is in a tree of settings: keys from the root down, written with slashes ("group/items/0/label"). */
public record SettingsPath(List<String> keys) {

    /** Checks that there is a key. */
    public SettingsPath {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("'" + String.join("/", keys) + "' is no key of a setting");
        }
    }

    /**
     * @param text keys with slashes between, e.g. "group/nestedText"
     * @return the path
     */
    public static SettingsPath parse(final String text) {
        return new SettingsPath(List.of(text.strip().split("/")));
    }

    /** @return the last key, the value's own */
    public String last() {
        return keys.get(keys.size() - 1);
    }

    /**
     * @param root where the path begins
     * @return the tree that holds the value, whether or not the value is there; empty if a sub-tree on the way is not
     */
    public Optional<ConfigBase> parent(final ConfigBase root) {
        ConfigBase config = root;
        for (String key : keys.subList(0, keys.size() - 1)) {
            try {
                config = config.getConfigBase(key);
            } catch (InvalidSettingsException e) {
                return Optional.empty();
            }
        }
        return Optional.of(config);
    }

    /**
     * @param root a tree of settings
     * @return the paths of all single values in it, in the order of the tree
     */
    public static List<SettingsPath> leaves(final ConfigBase root) {
        final List<SettingsPath> leaves = new ArrayList<>();
        collect(root, List.of(), leaves);
        return leaves;
    }

    private static void collect(final ConfigBase config, final List<String> above, final List<SettingsPath> leaves) {
        for (String key : config.keySet()) {
            final List<String> keys = new ArrayList<>(above);
            keys.add(key);
            if (config.getEntry(key) instanceof ConfigBase sub) {
                collect(sub, keys, leaves);
            } else {
                leaves.add(new SettingsPath(keys));
            }
        }
    }

    /** @return the keys with slashes between */
    @Override
    public String toString() {
        return String.join("/", keys);
    }
}
