package org.knime.core.data;

import java.util.Objects;

import org.knime.core.data.property.ColorHandler;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Name, type, domain, properties and colours of a column; unmodifiable. */
public final class DataColumnSpec {

    private static final String NAME = "column_name";

    private static final String TYPE = "column_type";

    private static final String DOMAIN = "column_domain";

    private static final String PROPERTIES = "column_properties";

    private static final String COLORS = "color_handler";

    private final String m_name;

    private final DataType m_type;

    private final DataColumnDomain m_domain;

    private final DataColumnProperties m_properties;

    private final ColorHandler m_colorHandler;

    DataColumnSpec(final String name, final DataType type, final DataColumnDomain domain,
        final DataColumnProperties properties, final ColorHandler colorHandler) {
        m_name = name;
        m_type = type;
        m_domain = domain;
        m_properties = properties;
        m_colorHandler = colorHandler;
    }

    public String getName() {
        return m_name;
    }

    public DataType getType() {
        return m_type;
    }

    public DataColumnDomain getDomain() {
        return m_domain;
    }

    public DataColumnProperties getProperties() {
        return m_properties;
    }

    /** @return what colours this column gives to rows, null where it gives none */
    public ColorHandler getColorHandler() {
        return m_colorHandler;
    }

    /** @return whether this column's cells may stand in the other one: same name, and a type that complies with its */
    public boolean isCompatibleWith(final DataColumnSpec other) {
        return other != null && m_name.equals(other.m_name) && other.m_type.isASuperTypeOf(m_type);
    }

    /** @return whether name and type are the same */
    public boolean equalStructure(final DataColumnSpec other) {
        return other != null && m_name.equals(other.m_name) && m_type.equals(other.m_type);
    }

    @Override
    public boolean equals(final Object other) {
        return this == other || other instanceof DataColumnSpec spec && equalStructure(spec)
            && m_domain.equals(spec.m_domain) && m_properties.equals(spec.m_properties)
            && Objects.equals(m_colorHandler, spec.m_colorHandler);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_name, m_type);
    }

    @Override
    public String toString() {
        return m_name + " (" + m_type + ")";
    }

    public void save(final ConfigWO config) {
        config.addString(NAME, m_name);
        m_type.save(config.addConfig(TYPE));
        m_domain.save(config.addConfig(DOMAIN));
        m_properties.save(config.addConfig(PROPERTIES));
        if (m_colorHandler != null) {
            m_colorHandler.save(config.addConfig(COLORS));
        }
        config.addConfig("meta_data");
    }

    public static DataColumnSpec load(final ConfigRO config) throws InvalidSettingsException {
        return new DataColumnSpec(config.getString(NAME), DataType.load(config.getConfig(TYPE)),
            DataColumnDomain.load(config.getConfig(DOMAIN)), DataColumnProperties.load(config.getConfig(PROPERTIES)),
            config.containsKey(COLORS) ? ColorHandler.load(config.getConfig(COLORS)) : null);
    }
}
