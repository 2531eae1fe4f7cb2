package org.latentlab.platform.ui;

import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;

import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/** The classes of parameter groups below a class, however deep. */
final class NestedGroups {

    private NestedGroups() {
    }

    static Set<Class<?>> of(final Class<?> type) {
        final var result = new LinkedHashSet<Class<?>>();
        collect(type, result);
        return result;
    }

    private static void collect(final Class<?> type, final Set<Class<?>> result) {
        for (final var field : ParameterField.of(type)) {
            final var element = Codecs.elementType(field);
            final var nested = element == null ? field.field().getType() : element;
            if (Persistable.class.isAssignableFrom(nested) && field.annotation(Persistor.class) == null
                && !nested.isEnum() && !Modifier.isAbstract(nested.getModifiers()) && result.add(nested)) {
                collect(nested, result);
            }
        }
    }
}
