package org.latentlab.platform.ui;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

import org.knime.node.parameters.NodeParametersInput;

/** Makes objects of a node author's classes, whatever their visibility. */
final class Instances {

    private Instances() {
    }

    /** @throws IllegalArgumentException if the class has no constructor without arguments */
    static <T> T create(final Class<T> type) {
        try {
            return create(type.getDeclaredConstructor());
        } catch (final NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName()
                + " needs a constructor without arguments" + (type.getEnclosingClass() != null ? " and must be static."
                    : "."), e);
        }
    }

    /** By the constructor that takes what is connected where there is one, else by the one without arguments. */
    static <T> T create(final Class<T> type, final NodeParametersInput input) {
        final Constructor<T> constructor;
        try {
            constructor = type.getDeclaredConstructor(NodeParametersInput.class);
        } catch (final NoSuchMethodException e) {
            return create(type);
        }
        return create(constructor, input);
    }

    private static <T> T create(final Constructor<T> constructor, final Object... arguments) {
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(arguments);
        } catch (final InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalArgumentException(
                "Failed to instantiate " + constructor.getDeclaringClass().getName() + ": " + e.getCause(), e);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                "Failed to instantiate " + constructor.getDeclaringClass().getName() + ": " + e.getMessage(), e);
        }
    }
}
