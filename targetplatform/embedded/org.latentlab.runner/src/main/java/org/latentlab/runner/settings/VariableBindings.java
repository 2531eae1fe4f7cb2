package org.latentlab.runner.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;

/** Which settings of a node flow variables control, and which become flow variables for the nodes behind it. */
public final class VariableBindings {

    private static final String USED = "used_variable";

    private static final String EXPOSED = "exposed_variable";

    /**
     * One setting's binding.
     *
     * @param path the setting, relative to the node's model settings
     * @param used the variable that controls it, or null
     * @param exposed the variable that its value becomes, or null
     */
    public record Binding(SettingsPath path, String used, String exposed) {
    }

    private final List<Binding> m_bindings = new ArrayList<>();

    private VariableBindings() {
    }

    /**
     * @param nodeSettings a node's settings.xml
     * @return the bindings in it, none where there are none
     * @throws InvalidSettingsException if they are not of KNIME's form
     */
    public static VariableBindings read(final ConfigBase nodeSettings) throws InvalidSettingsException {
        final VariableBindings bindings = new VariableBindings();
        if (nodeSettings.containsKey("variables")) {
            final ConfigBase variables = nodeSettings.getConfigBase("variables");
            // without a version the tree is the config itself: workflows of KNIME before 2.0
            bindings.collect(variables.containsKey("tree") ? variables.getConfigBase("tree") : variables, List.of());
        }
        return bindings;
    }

    private void collect(final ConfigBase config, final List<String> above) throws InvalidSettingsException {
        for (String key : config.keySet()) {
            if (config.getEntry(key) instanceof ConfigBase sub) {
                final List<String> keys = new ArrayList<>(above);
                keys.add(key);
                if (ValueKind.of(sub, USED).isPresent()) {
                    m_bindings.add(new Binding(new SettingsPath(keys), blankToNull(sub.getString(USED)),
                        blankToNull(sub.getString(EXPOSED, null))));
                } else {
                    collect(sub, keys);
                }
            }
        }
    }

    private static String blankToNull(final String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** @return the bindings in the order of the settings */
    public List<Binding> bindings() {
        return List.copyOf(m_bindings);
    }

    /**
     * Puts the values of variables in the place of the settings that they control.
     *
     * @param model the node's model settings; changed
     * @param variables the variables that reach the node
     * @param except settings that stay as they are
     * @throws InvalidSettingsException if a variable does not exist or does not fit the setting; the message names both
     */
    public void control(final ConfigBase model, final Map<String, FlowValue> variables, final Set<SettingsPath> except)
        throws InvalidSettingsException {
        for (Binding binding : m_bindings) {
            if (binding.used != null && !except.contains(binding.path)) {
                FlowVariables.control(model, binding.path, binding.used, variables);
            }
        }
    }

    /**
     * @param model the node's model settings, with everything put in
     * @return the variables that the nodes behind this one get from its settings
     */
    public Map<String, FlowValue> exposed(final ConfigBase model) {
        final Map<String, FlowValue> exposed = new LinkedHashMap<>();
        for (Binding binding : m_bindings) {
            if (binding.exposed != null) {
                binding.path.parent(model).flatMap(parent -> FlowValue.from(parent, binding.path.last()))
                    .ifPresent(value -> exposed.put(binding.exposed, value));
            }
        }
        return exposed;
    }
}
