package org.latentlab.platform.ui;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Keeps an array or a list of parameter groups in a sub-tree, the elements under "0", "1", … */
record GroupArrayCodec(ParameterField field, Class<?> element, String key) implements Codec {

    private static final String IS_NULL = "is_null";

    @Override
    public void save(final Object value, final NodeSettingsWO settings) {
        final var sub = settings.addNodeSettings(key);
        if (value == null) {
            sub.addBoolean(IS_NULL, true);
            return;
        }
        final Collection<?> elements = value instanceof Collection<?> c ? c : Arrays.asList((Object[])value);
        int i = 0;
        for (final var e : elements) {
            GroupPersistence.of(element).save(e, sub.addNodeSettings(Integer.toString(i++)));
        }
    }

    @Override
    public Object load(final NodeSettingsRO settings, final Object current) throws InvalidSettingsException {
        final var sub = settings.getNodeSettings(key);
        if (sub.getBoolean(IS_NULL, false)) {
            return null;
        }
        final int size = (int)sub.keySet().stream().filter(k -> k.matches("\\d+")).count();
        final var elements = new ArrayList<Object>(size);
        for (int i = 0; i < size; i++) {
            elements.add(GroupPersistence.of(element).load(sub.getNodeSettings(Integer.toString(i))));
        }
        return field.field().getType().isArray()
            ? elements.toArray((Object[])Array.newInstance(element, 0)) : elements;
    }

    @Override
    public List<List<String>> paths() {
        return List.of(List.of(key));
    }
}
