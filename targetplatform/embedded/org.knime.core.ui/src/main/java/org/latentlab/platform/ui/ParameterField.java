package org.latentlab.platform.ui;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.knime.node.parameters.persistence.Persist;

/**
 * A field that is a parameter: any that is not private, static or transient; those of a super-class come first, each
 * class's in the order of their declaration.
 */
record ParameterField(Field field) {

    ParameterField {
        field.setAccessible(true);
    }

    static List<ParameterField> of(final Class<?> type) {
        final Deque<Class<?>> hierarchy = new ArrayDeque<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            hierarchy.push(c);
        }
        final var result = new ArrayList<ParameterField>();
        for (final var c : hierarchy) {
            for (final var field : c.getDeclaredFields()) {
                final int modifiers = field.getModifiers();
                if (!field.isSynthetic() && !Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers)
                    && !Modifier.isTransient(modifiers)) {
                    result.add(new ParameterField(field));
                }
            }
        }
        return result;
    }

    /** @return the name of the field without a leading "m_" */
    String name() {
        return field.getName().startsWith("m_") ? field.getName().substring(2) : field.getName();
    }

    /** @return under which key the parameter is kept */
    String key() {
        final var persist = annotation(Persist.class);
        final var key = persist == null || persist.configKey().isEmpty() ? name() : persist.configKey();
        return persist != null && persist.hidden() ? key + "_Internals" : key;
    }

    <A extends Annotation> A annotation(final Class<A> type) {
        return field.getAnnotation(type);
    }

    Object get(final Object owner) {
        try {
            return field.get(owner);
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException("The parameter " + this + " cannot be read.", e);
        }
    }

    void set(final Object owner, final Object value) {
        try {
            field.set(owner, value);
        } catch (final IllegalAccessException e) {
            throw new IllegalArgumentException("The parameter " + this + " cannot be set; it must not be final.", e);
        }
    }

    @Override
    public String toString() {
        return field.getDeclaringClass().getName() + "." + field.getName();
    }
}
