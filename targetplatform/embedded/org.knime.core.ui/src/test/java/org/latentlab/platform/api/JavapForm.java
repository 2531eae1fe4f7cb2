package org.latentlab.platform.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Public and protected declarations in the form in which javap prints them, with String and Object abbreviated. */
final class JavapForm {

    /** What belongs to a declaration; "synchronized" is a matter of the implementation. */
    private static final int MODIFIERS =
        Modifier.PUBLIC | Modifier.PROTECTED | Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL;

    private JavapForm() {
    }

    static boolean isVisible(final int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    /** @return modifiers, kind, name, type parameters and super-class; interfaces are compared on their own */
    static String header(final Class<?> type) {
        int modifiers = type.getModifiers() & (Modifier.PUBLIC | Modifier.ABSTRACT | Modifier.FINAL);
        if (type.isInterface()) {
            modifiers &= ~Modifier.ABSTRACT;
        }
        final var text = new StringBuilder(Modifier.toString(modifiers));
        text.append(type.isInterface() ? " interface " : " class ").append(type.getName());
        text.append(typeParameters(type.getTypeParameters()));
        if (!type.isInterface() && type.getGenericSuperclass() != Object.class) {
            text.append(" extends ").append(name(type.getGenericSuperclass()));
        }
        return text.toString();
    }

    static List<String> interfaces(final Class<?> type) {
        return Stream.of(type.getGenericInterfaces()).map(JavapForm::name).toList();
    }

    /** @return the members as javap prints them, without those that the compiler adds */
    static List<String> members(final Class<?> type) {
        final var result = new ArrayList<String>();
        for (final var field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
                result.add(field(field));
            }
        }
        for (final var constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic()) {
                result.add(constructor(constructor));
            }
        }
        for (final var method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers()) && !method.isSynthetic()) {
                result.add(method(method));
            }
        }
        return result;
    }

    private static String field(final Field field) {
        return Modifier.toString(field.getModifiers() & MODIFIERS) + " " + name(field.getGenericType()) + " "
            + field.getName() + ";";
    }

    private static String constructor(final Constructor<?> constructor) {
        return modifiers(constructor) + typeParametersAndBlank(constructor) + constructor.getDeclaringClass().getName()
            + parameters(constructor) + exceptions(constructor) + ";";
    }

    private static String method(final Method method) {
        final var isDefault = method.isDefault() ? "default " : "";
        return modifiers(method) + isDefault + typeParametersAndBlank(method) + name(method.getGenericReturnType())
            + " " + method.getName() + parameters(method) + exceptions(method) + ";";
    }

    private static String modifiers(final Executable executable) {
        return Modifier.toString(executable.getModifiers() & MODIFIERS) + " ";
    }

    private static String typeParametersAndBlank(final Executable executable) {
        final var text = typeParameters(executable.getTypeParameters());
        return text.isEmpty() ? "" : text + " ";
    }

    private static String typeParameters(final TypeVariable<?>[] variables) {
        return variables.length == 0 ? "" : Stream.of(variables).map(v -> {
            final var bounds = Stream.of(v.getBounds()).filter(b -> b != Object.class).map(JavapForm::name)
                .collect(Collectors.joining(" & "));
            return v.getName() + (bounds.isEmpty() ? "" : " extends " + bounds);
        }).collect(Collectors.joining(", ", "<", ">"));
    }

    private static String parameters(final Executable executable) {
        final var types = Stream.of(executable.getGenericParameterTypes()).map(JavapForm::name)
            .collect(Collectors.toCollection(ArrayList::new));
        if (executable.isVarArgs()) {
            final int last = types.size() - 1;
            types.set(last, types.get(last).replaceAll("\\[\\]$", "..."));
        }
        return "(" + String.join(", ", types) + ")";
    }

    private static String exceptions(final Executable executable) {
        final var types = executable.getGenericExceptionTypes();
        return types.length == 0 ? ""
            : " throws " + Arrays.stream(types).map(JavapForm::name).collect(Collectors.joining(", "));
    }

    static String name(final Type type) {
        if (type instanceof Class<?> c) {
            return c.isArray() ? name(c.getComponentType()) + "[]" : abbreviated(c);
        }
        if (type instanceof ParameterizedType p) {
            return Stream.of(p.getActualTypeArguments()).map(JavapForm::name)
                .collect(Collectors.joining(", ", name(p.getRawType()) + "<", ">"));
        }
        if (type instanceof GenericArrayType a) {
            return name(a.getGenericComponentType()) + "[]";
        }
        if (type instanceof WildcardType w) {
            if (w.getLowerBounds().length > 0) {
                return "? super " + name(w.getLowerBounds()[0]);
            }
            return w.getUpperBounds()[0] == Object.class ? "?" : "? extends " + name(w.getUpperBounds()[0]);
        }
        return type.getTypeName();
    }

    private static String abbreviated(final Class<?> type) {
        return type == String.class || type == Object.class ? type.getSimpleName() : type.getName();
    }
}
