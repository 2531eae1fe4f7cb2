package org.latentlab.platform.ui;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;

/** Keeps parameters in settings as KNIME does. */
public final class ParametersPersistence {

    private ParametersPersistence() {
    }

    /** Writes every parameter under its key. */
    public static void save(final NodeParameters parameters, final NodeSettingsWO settings) {
        GroupPersistence.of(parameters.getClass()).save(parameters, settings);
    }

    /**
     * @return the parameters in the settings, validated
     * @throws InvalidSettingsException if one is absent and has no default for that, or does not fit
     */
    public static <P extends NodeParameters> P load(final NodeSettingsRO settings, final Class<P> parametersClass)
        throws InvalidSettingsException {
        final var parameters = parametersClass.cast(GroupPersistence.of(parametersClass).load(settings));
        parameters.validate();
        return parameters;
    }

    /**
     * @param input what is connected, null where nothing is known of it
     * @return the defaults, validated
     * @throws InvalidSettingsException if the defaults do not pass the class's own validation
     */
    public static <P extends NodeParameters> P createDefaults(final Class<P> parametersClass,
        final NodeParametersInput input) throws InvalidSettingsException {
        final var parameters =
            input == null ? Instances.create(parametersClass) : Instances.create(parametersClass, input);
        parameters.validate();
        return parameters;
    }

    /** @throws IllegalArgumentException if KNIME could not make or keep parameters of the class */
    public static void check(final Class<? extends NodeParameters> parametersClass) {
        Instances.create(parametersClass);
        GroupPersistence.of(parametersClass);
        NestedGroups.of(parametersClass).forEach(GroupPersistence::of);
    }
}
