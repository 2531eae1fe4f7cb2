package org.latentlab.platform.ui;

import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/** Finds how a field is kept. */
final class Codecs {

    private static final String IS_PRESENT = "_is_present";

    private Codecs() {
    }

    /** @throws IllegalArgumentException if KNIME could not keep the field */
    static Codec of(final ParameterField field) {
        check(field);
        final var persistor = field.annotation(Persistor.class);
        if (persistor != null) {
            return custom(Instances.create(persistor.value()));
        }
        final var type = field.field().getType();
        final var key = field.key();
        if (Persistable.class.isAssignableFrom(type) && !type.isEnum()) {
            return new GroupCodec(field, type, key);
        }
        if (type == Optional.class) {
            return optional(field, key);
        }
        final var element = elementType(field);
        if (element != null && Persistable.class.isAssignableFrom(element) && !element.isEnum()) {
            return new GroupArrayCodec(field, element, key);
        }
        return single(valueCodec(field, type), key);
    }

    private static void check(final ParameterField field) {
        if (Modifier.isFinal(field.field().getModifiers())) {
            throw new IllegalArgumentException("The parameter " + field + " must not be final, or be static.");
        }
        if (field.annotation(Persistor.class) != null && field.annotation(Persist.class) != null) {
            throw new IllegalArgumentException("The parameter " + field + " cannot have both @Persistor and @Persist.");
        }
        if (field.annotation(Migration.class) != null && field.annotation(Migrate.class) != null) {
            throw new IllegalArgumentException("The parameter " + field + " cannot have both @Migration and @Migrate.");
        }
    }

    private static ValueCodec<Object> valueCodec(final ParameterField field, final Class<?> type) {
        final var codec = ValueCodec.of(type);
        if (codec == null) {
            throw new IllegalArgumentException("No default persistor available for type '" + type.getName()
                + "' of the parameter " + field
                + "; use a simple type, a nested Persistable, or give it a @Persistor.");
        }
        return codec;
    }

    /** @return the type of the elements of an array or a list, null for all other fields */
    static Class<?> elementType(final ParameterField field) {
        final var type = field.field().getType();
        if (type.isArray()) {
            return type.getComponentType();
        }
        return Collection.class.isAssignableFrom(type) ? argument(field) : null;
    }

    private static Class<?> argument(final ParameterField field) {
        if (field.field().getGenericType() instanceof ParameterizedType type
            && type.getActualTypeArguments()[0] instanceof Class<?> argument) {
            return argument;
        }
        throw new IllegalArgumentException("The parameter " + field + " must say of what type its content is.");
    }

    private static Codec single(final ValueCodec<Object> codec, final String key) {
        return new Codec() {
            @Override
            public void save(final Object value, final NodeSettingsWO settings) {
                codec.writer().write(settings, key, value);
            }

            @Override
            public Object load(final NodeSettingsRO settings, final Object current)
                throws InvalidSettingsException {
                return codec.reader().read(settings, key);
            }

            @Override
            public List<List<String>> paths() {
                return List.of(List.of(key));
            }
        };
    }

    private static Codec optional(final ParameterField field, final String key) {
        final var content = valueCodec(field, argument(field));
        return new Codec() {
            @Override
            public void save(final Object value, final NodeSettingsWO settings) {
                if (value == null) {
                    throw new IllegalStateException(
                        "The optional parameter " + field + " is null; use Optional.empty().");
                }
                final var optional = (Optional<?>)value;
                content.writer().write(settings, key, optional.isPresent() ? optional.get() : content.empty());
                settings.addBoolean(key + IS_PRESENT, optional.isPresent());
            }

            @Override
            public Object load(final NodeSettingsRO settings, final Object current)
                throws InvalidSettingsException {
                return settings.getBoolean(key + IS_PRESENT, true)
                    ? Optional.ofNullable(content.reader().read(settings, key)) : Optional.empty();
            }

            @Override
            public List<List<String>> paths() {
                return List.of(List.of(key), List.of(key + IS_PRESENT));
            }
        };
    }

    /** How a persistor of the author's own keeps a parameter. */
    static Codec custom(final NodeParametersPersistor<?> persistor) {
        @SuppressWarnings("unchecked")
        final var unchecked = (NodeParametersPersistor<Object>)persistor;
        return new Codec() {
            @Override
            public void save(final Object value, final NodeSettingsWO settings) {
                unchecked.save(value, settings);
            }

            @Override
            public Object load(final NodeSettingsRO settings, final Object current)
                throws InvalidSettingsException {
                return unchecked.load(settings);
            }

            @Override
            public List<List<String>> paths() {
                return Stream.of(unchecked.getConfigPaths()).map(List::of).toList();
            }
        };
    }
}
