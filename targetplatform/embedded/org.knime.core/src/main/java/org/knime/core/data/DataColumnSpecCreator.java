package org.knime.core.data;

import org.knime.core.data.property.ColorHandler;

/** Makes column specs. */
public final class DataColumnSpecCreator {

    private String m_name;

    private DataType m_type;

    private DataColumnDomain m_domain = new DataColumnDomain(null, null, null);

    private DataColumnProperties m_properties = new DataColumnProperties();

    private ColorHandler m_colorHandler;

    /** @param name the column's name; surrounding blanks are removed */
    public DataColumnSpecCreator(final String name, final DataType type) {
        setName(name);
        setType(type);
    }

    public DataColumnSpecCreator(final DataColumnSpec spec) {
        this(spec.getName(), spec.getType());
        m_domain = spec.getDomain();
        m_properties = spec.getProperties();
        m_colorHandler = spec.getColorHandler();
    }

    public void setName(final String name) {
        if (name == null) {
            throw new NullPointerException("Name of DataColumnSpec must not be null!");
        }
        m_name = name.trim().isEmpty() ? "<empty>" : name.trim();
    }

    public void setType(final DataType type) {
        if (type == null) {
            throw new NullPointerException("Type of DataColumnSpec must not be null!");
        }
        m_type = type;
    }

    /** @param domain null for an empty one */
    public void setDomain(final DataColumnDomain domain) {
        m_domain = domain == null ? new DataColumnDomain(null, null, null) : domain;
    }

    /** @param properties null for none */
    public void setProperties(final DataColumnProperties properties) {
        m_properties = properties == null ? new DataColumnProperties() : properties;
    }

    /** @param colorHandler null for none */
    public void setColorHandler(final ColorHandler colorHandler) {
        m_colorHandler = colorHandler;
    }

    public DataType getType() {
        return m_type;
    }

    public void removeAllHandlers() {
        m_colorHandler = null;
    }

    public DataColumnSpec createSpec() {
        return new DataColumnSpec(m_name, m_type, m_domain, m_properties, m_colorHandler);
    }
}
