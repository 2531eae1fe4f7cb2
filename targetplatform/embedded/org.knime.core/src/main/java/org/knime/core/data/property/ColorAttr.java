package org.knime.core.data.property;

import java.awt.Color;

/** The colour of a row. */
public final class ColorAttr {

    public static final ColorAttr DEFAULT = new ColorAttr(Color.DARK_GRAY);

    private final Color m_color;

    private ColorAttr(final Color color) {
        m_color = color;
    }

    public static ColorAttr getInstance(final Color color) {
        if (color == null) {
            throw new NullPointerException("A colour is needed.");
        }
        return new ColorAttr(color);
    }

    public Color getColor() {
        return m_color;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof ColorAttr attr && m_color.equals(attr.m_color);
    }

    @Override
    public int hashCode() {
        return m_color.hashCode();
    }

    @Override
    public String toString() {
        return ColorModel.colorToHexString(m_color);
    }
}
