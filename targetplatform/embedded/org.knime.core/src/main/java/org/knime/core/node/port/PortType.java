package org.knime.core.node.port;

import org.latentlab.platform.core.PortTypes;

/** What a port accepts: port objects of a class. */
public final class PortType {

    public static final int DEFAULT_COLOR = 0x9b9b9b;

    private final Class<? extends PortObject> m_objectClass;

    private final boolean m_optional;

    PortType(final Class<? extends PortObject> objectClass, final boolean optional) {
        m_objectClass = objectClass;
        m_optional = optional;
    }

    public String getName() {
        return PortTypes.name(m_objectClass);
    }

    /** @return 0xRRGGBB */
    public int getColor() {
        return PortTypes.color(m_objectClass);
    }

    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        return PortTypes.specClass(m_objectClass);
    }

    public Class<? extends PortObject> getPortObjectClass() {
        return m_objectClass;
    }

    public boolean isOptional() {
        return m_optional;
    }

    public boolean isHidden() {
        return false;
    }

    /** @return whether everything that fits a port of the other type fits one of this type */
    public boolean isSuperTypeOf(final PortType type) {
        return m_objectClass.isAssignableFrom(type.m_objectClass);
    }

    public boolean acceptsPortObjectSpec(final PortObjectSpec spec) {
        return getPortObjectSpecClass().isInstance(spec);
    }

    public boolean acceptsPortObjectClass(final Class<? extends PortObject> objectClass) {
        return m_objectClass.isAssignableFrom(objectClass);
    }

    public boolean acceptsPortObject(final PortObject object) {
        return m_objectClass.isInstance(object);
    }

    @Override
    public String toString() {
        return "PortType(" + m_objectClass.getName() + (m_optional ? ", optional)" : ")");
    }

    @Override
    public int hashCode() {
        return m_objectClass.hashCode();
    }

    /** Optional or not, types of one class are equal. */
    @Override
    public boolean equals(final Object other) {
        return other instanceof PortType type && m_objectClass == type.m_objectClass;
    }
}
