package org.knime.core.data.property;

import java.awt.Color;

import org.knime.core.data.DataCell;
import org.knime.core.node.config.ConfigWO;

/** Which colour a cell's value has. */
public interface ColorModel {

    ColorAttr getColorAttr(DataCell cell);

    void save(ConfigWO config);

    /** @return the colour as "#RRGGBB" */
    static String colorToHexString(final Color color) {
        return String.format("#%06X", color.getRGB() & 0xffffff);
    }
}
