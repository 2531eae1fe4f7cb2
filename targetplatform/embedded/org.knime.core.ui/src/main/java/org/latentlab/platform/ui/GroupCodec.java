package org.latentlab.platform.ui;

import java.lang.reflect.Modifier;
import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Keeps a group of parameters in a sub-tree. */
record GroupCodec(ParameterField field, Class<?> type, String key) implements Codec {

    @Override
    public void save(final Object value, final NodeSettingsWO settings) {
        if (value == null) {
            throw new IllegalStateException("The parameter group " + field + " is null; give it a value.");
        }
        GroupPersistence.of(value.getClass()).save(value, settings.addNodeSettings(key));
    }

    @Override
    public Object load(final NodeSettingsRO settings, final Object current) throws InvalidSettingsException {
        // where the declared type is a type variable's bound, the class is that of the owner's default
        final var concrete =
            current != null && Modifier.isAbstract(type.getModifiers()) ? current.getClass() : type;
        return GroupPersistence.of(concrete).load(settings.getNodeSettings(key));
    }

    @Override
    public List<List<String>> paths() {
        return List.of(List.of(key));
    }
}
