package org.knime.core.data.property;

import java.awt.Color;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.knime.core.data.DataCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** A colour per value, for instance per class. */
public final class ColorModelNominal implements ColorModel {

    private static final String KEYS = "keys";

    private static final String PALETTE = "palette";

    private final Map<DataCell, ColorAttr> m_colors;

    private final ColorAttr[] m_palette;

    /** @param palette the colours from which values seen later get theirs, null for the default colour */
    public ColorModelNominal(final Map<DataCell, ColorAttr> colors, final ColorAttr[] palette) {
        if (colors == null) {
            throw new IllegalArgumentException("A mapping from values to colours is needed.");
        }
        m_colors = Collections.unmodifiableMap(new LinkedHashMap<>(colors));
        m_palette = palette == null ? new ColorAttr[]{ColorAttr.DEFAULT} : palette.clone();
    }

    @Override
    public ColorAttr getColorAttr(final DataCell cell) {
        return m_colors.getOrDefault(cell, ColorAttr.DEFAULT);
    }

    /** @return the values that have a colour, in their order */
    public Iterable<DataCell> getValues() {
        return m_colors.keySet();
    }

    @Override
    public void save(final ConfigWO config) {
        final var keys = config.addConfig(KEYS);
        m_colors.forEach((cell, color) -> {
            keys.addDataCell(cell.toString(), cell);
            config.addInt(cell.toString(), color.getColor().getRGB());
        });
        config.addIntArray(PALETTE, Stream.of(m_palette).mapToInt(a -> a.getColor().getRGB()).toArray());
    }

    public static ColorModelNominal load(final ConfigRO config) throws InvalidSettingsException {
        final var colors = new LinkedHashMap<DataCell, ColorAttr>();
        final var keys = config.getConfig(KEYS);
        for (final var key : keys) {
            colors.put(keys.getDataCell(key), ColorAttr.getInstance(new Color(config.getInt(key), true)));
        }
        final int[] palette = config.getIntArray(PALETTE, ColorAttr.DEFAULT.getColor().getRGB());
        return new ColorModelNominal(colors,
            IntStream.of(palette).mapToObj(c -> ColorAttr.getInstance(new Color(c, true))).toArray(ColorAttr[]::new));
    }

    @Override
    public String toString() {
        return "Nominal ColorModel";
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof ColorModelNominal model && m_colors.equals(model.m_colors);
    }

    @Override
    public int hashCode() {
        return m_colors.hashCode();
    }
}
