package org.latentlab.runner.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;

/** Puts flow variables in the place of settings, by KNIME's rules of which type controls which. */
public final class FlowVariables {

    private FlowVariables() {
    }

    /**
     * @param model a node's model settings; changed
     * @param path the setting; where it is not there, nothing happens, as in KNIME
     * @param variable the name of the variable that controls it
     * @param variables the variables that there are
     * @throws InvalidSettingsException if there is no such variable, or it does not fit the setting
     */
    public static void control(final ConfigBase model, final SettingsPath path, final String variable,
        final Map<String, FlowValue> variables) throws InvalidSettingsException {
        final Optional<ConfigBase> parent = path.parent(model);
        final String key = path.last();
        if (parent.isEmpty() || !parent.get().containsKey(key)) {
            return;
        }
        final FlowValue value = variables.get(variable);
        if (value == null) {
            throw new InvalidSettingsException("The flow variable '" + variable + "' that controls the setting '" + path
                + "' does not exist. Give it with --workflow.variable " + variable
                + ",VALUE,TYPE or declare it in the workflow.");
        }
        final Optional<ValueKind> kind = ValueKind.of(parent.get(), key);
        if (kind.isEmpty() || !value.controls(kind.get())) {
            throw new InvalidSettingsException("The flow variable '" + variable + "' is of type "
                + value.storedType().toLowerCase(Locale.ROOT) + ", but the setting '" + path + "' that it controls is "
                + kind.map(k -> "of type " + k).orElse("a group of settings")
                + ". Give the variable another type.");
        }
        try {
            value.control(parent.get(), key, kind.get());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException("The flow variable '" + variable + "' does not fit the setting '" + path
                + "' that it controls: " + e.getMessage() + ".", e);
        }
    }
}
