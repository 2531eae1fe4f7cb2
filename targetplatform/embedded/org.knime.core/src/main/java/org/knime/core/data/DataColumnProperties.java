package org.knime.core.data;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Free texts kept with a column, by key. */
public final class DataColumnProperties implements Cloneable {

    private final Map<String, String> m_properties;

    public DataColumnProperties() {
        this(Map.of());
    }

    public DataColumnProperties(final Map<String, String> properties) {
        m_properties = new LinkedHashMap<>(properties);
    }

    public boolean containsProperty(final String key) {
        return m_properties.containsKey(key);
    }

    public String getProperty(final String key, final String def) {
        return m_properties.getOrDefault(key, def);
    }

    public String getProperty(final String key) {
        return m_properties.get(key);
    }

    public int size() {
        return m_properties.size();
    }

    public Enumeration<String> properties() {
        return Collections.enumeration(m_properties.keySet());
    }

    /** @return these properties with the given ones put over them */
    public DataColumnProperties cloneAndOverwrite(final Map<String, String> properties) {
        final var all = new LinkedHashMap<>(m_properties);
        all.putAll(properties);
        return new DataColumnProperties(all);
    }

    @Override
    public String toString() {
        return m_properties.toString();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataColumnProperties properties && m_properties.equals(properties.m_properties);
    }

    @Override
    public int hashCode() {
        return m_properties.hashCode();
    }

    public void save(final ConfigWO config) {
        m_properties.forEach(config::addString);
    }

    public static DataColumnProperties load(final ConfigRO config) throws InvalidSettingsException {
        final var properties = new LinkedHashMap<String, String>();
        for (final var key : config) {
            properties.put(key, config.getString(key));
        }
        return new DataColumnProperties(properties);
    }
}
