package org.knime.core.data.property;

import org.knime.core.data.DataCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** The colours that a column gives to its rows. */
public final class ColorHandler implements PropertyHandler {

    private static final String CLASS = "color_model_class";

    private static final String MODEL = "color_model";

    private final ColorModel m_model;

    public ColorHandler(final ColorModel model) {
        if (model == null) {
            throw new IllegalArgumentException("A colour model is needed.");
        }
        m_model = model;
    }

    public ColorAttr getColorAttr(final DataCell cell) {
        return m_model.getColorAttr(cell);
    }

    public ColorModel getColorModel() {
        return m_model;
    }

    public void save(final ConfigWO config) {
        config.addString(CLASS, m_model.getClass().getName());
        m_model.save(config.addConfig(MODEL));
    }

    public static ColorHandler load(final ConfigRO config) throws InvalidSettingsException {
        final var type = config.getString(CLASS);
        if (!ColorModelNominal.class.getName().equals(type)) {
            throw new InvalidSettingsException("Unknown ColorModel class: " + type);
        }
        return new ColorHandler(ColorModelNominal.load(config.getConfig(MODEL)));
    }

    @Override
    public String toString() {
        return m_model.toString();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof ColorHandler handler && m_model.equals(handler.m_model);
    }

    @Override
    public int hashCode() {
        return m_model.hashCode();
    }
}
