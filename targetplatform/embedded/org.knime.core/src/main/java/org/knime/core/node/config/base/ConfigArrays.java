package org.knime.core.node.config.base;

import java.lang.reflect.Array;

import org.knime.core.node.InvalidSettingsException;

/** Arrays in a settings tree: a sub-tree with "array-size" and the elements under "0", "1", …; null is an empty one. */
final class ConfigArrays {

    private static final String SIZE = "array-size";

    private ConfigArrays() {
    }

    static void add(final ConfigBase config, final String key, final Object array) {
        final var sub = config.addConfigBase(key);
        if (array == null) {
            return;
        }
        final int size = Array.getLength(array);
        sub.addInt(SIZE, size);
        final var type = typeOf(array.getClass().getComponentType());
        for (int i = 0; i < size; i++) {
            final var value = Array.get(array, i);
            sub.addEntry(new ValueEntry(type, Integer.toString(i), value == null ? null : value.toString()));
        }
    }

    static <T> T get(final ConfigBase config, final String key, final Class<T> arrayClass)
        throws InvalidSettingsException {
        final var sub = config.getConfigBase(key);
        final int size = sub.getInt(SIZE, -1);
        if (size < 0) {
            return null;
        }
        final var array = Array.newInstance(arrayClass.getComponentType(), size);
        for (int i = 0; i < size; i++) {
            Array.set(array, i, element(sub, Integer.toString(i), arrayClass.getComponentType()));
        }
        return arrayClass.cast(array);
    }

    static <T> T getOr(final ConfigBase config, final String key, final Class<T> arrayClass, final T def) {
        try {
            return get(config, key, arrayClass);
        } catch (final InvalidSettingsException e) {
            return def;
        }
    }

    private static Object element(final ConfigBase sub, final String key, final Class<?> type)
        throws InvalidSettingsException {
        return switch (typeOf(type)) {
            case xint -> sub.getInt(key);
            case xdouble -> sub.getDouble(key);
            case xfloat -> sub.getFloat(key);
            case xlong -> sub.getLong(key);
            case xbyte -> sub.getByte(key);
            case xboolean -> sub.getBoolean(key);
            default -> sub.getString(key);
        };
    }

    private static EntryType typeOf(final Class<?> component) {
        return EntryType.valueOf("x" + component.getSimpleName().toLowerCase(java.util.Locale.ROOT));
    }
}
