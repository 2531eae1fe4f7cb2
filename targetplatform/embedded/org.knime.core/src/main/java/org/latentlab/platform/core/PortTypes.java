package org.latentlab.platform.core;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;

/** What is known of port types beside their classes: names, colours, serializers. Thread safe. */
public final class PortTypes {

    /**
     * One registered port type.
     *
     * @param name shown to the analyst
     * @param color 0xRRGGBB
     * @param objectClass of the port objects
     * @param objectSerializer writes and reads them; null where they are never saved
     * @param specClass of their specs
     * @param specSerializer writes and reads those; null where they are never saved
     */
    public record Registration(String name, int color, Class<? extends PortObject> objectClass,
        Class<? extends PortObject.PortObjectSerializer<?>> objectSerializer,
        Class<? extends PortObjectSpec> specClass,
        Class<? extends PortObjectSpec.PortObjectSpecSerializer<?>> specSerializer) {
    }

    private static final Map<Class<?>, Registration> REGISTERED = new ConcurrentHashMap<>();

    private PortTypes() {
    }

    static {
        register(new Registration("Port", PortType.DEFAULT_COLOR, PortObject.class, null, PortObjectSpec.class, null));
        register(new Registration("Data", 0, BufferedDataTable.class, null, DataTableSpec.class, null));
        register(new Registration("Image", 0x41be78, ImagePortObject.class, ImagePortObject.Serializer.class,
            ImagePortObjectSpec.class, ImagePortObjectSpec.Serializer.class));
    }

    /** Adds a port type, or replaces the one of the same class. */
    public static void register(final Registration registration) {
        REGISTERED.put(registration.objectClass(), registration);
    }

    /** @return what is registered for the class; for one that is not, what can be told from the class itself */
    static Registration registration(final Class<? extends PortObject> objectClass) {
        return REGISTERED.computeIfAbsent(objectClass, PortTypes::derive);
    }

    @SuppressWarnings("unchecked")
    private static Registration derive(final Class<?> objectClass) {
        try {
            final var specClass =
                (Class<? extends PortObjectSpec>)objectClass.getMethod("getSpec").getReturnType();
            return new Registration(objectClass.getSimpleName(), PortType.DEFAULT_COLOR,
                objectClass.asSubclass(PortObject.class),
                (Class<? extends PortObject.PortObjectSerializer<?>>)serializer(objectClass,
                    PortObject.PortObjectSerializer.class),
                specClass, (Class<? extends PortObjectSpec.PortObjectSpecSerializer<?>>)serializer(specClass,
                    PortObjectSpec.PortObjectSpecSerializer.class));
        } catch (final NoSuchMethodException e) {
            throw new IllegalStateException(objectClass.getName() + " is no port object.", e);
        }
    }

    /** @return the serializer registered for the spec's class, else the one nested in it; null where there is none */
    static Class<?> specSerializer(final Class<?> specClass) {
        return REGISTERED.values().stream()
            .filter(r -> r.specClass() == specClass && r.specSerializer() != null)
            .<Class<?>> map(Registration::specSerializer).findFirst()
            .orElseGet(() -> serializer(specClass, PortObjectSpec.PortObjectSpecSerializer.class));
    }

    /** @return the class, by the loader of the registered port type that it belongs to where there is one */
    public static <T> Class<? extends T> loadClass(final String name, final Class<T> base) throws IOException {
        for (final var registration : REGISTERED.values()) {
            for (final var known : List.of(registration.objectClass(), registration.specClass())) {
                if (known.getName().equals(name)) {
                    return known.asSubclass(base);
                }
            }
        }
        final var context = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(name, true, context == null ? PortTypes.class.getClassLoader() : context)
                .asSubclass(base);
        } catch (final ClassNotFoundException | ClassCastException e) {
            throw new IOException("Unable to load class " + name, e);
        }
    }

    private static Class<?> serializer(final Class<?> owner, final Class<?> base) {
        for (final var nested : owner.getClasses()) {
            if (base.isAssignableFrom(nested) && !Modifier.isAbstract(nested.getModifiers())) {
                return nested;
            }
        }
        return null;
    }

    /** @return all registered port types */
    public static List<PortType> all() {
        return REGISTERED.values().stream()
            .map(r -> PortTypeRegistry.getInstance().getPortType(r.objectClass())).toList();
    }

    /** @return the name shown to the analyst */
    public static String name(final Class<? extends PortObject> objectClass) {
        return registration(objectClass).name();
    }

    /** @return the colour as 0xRRGGBB */
    public static int color(final Class<? extends PortObject> objectClass) {
        return registration(objectClass).color();
    }

    /** @return the class of the port objects' specs */
    public static Class<? extends PortObjectSpec> specClass(final Class<? extends PortObject> objectClass) {
        return registration(objectClass).specClass();
    }
}
