package org.knime.core.node.config;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;

/** Cells in a settings tree: the class under "datacell", the value in a sub-tree of the class's name. */
final class CellConfig {

    private static final String CLASS = "datacell";

    private CellConfig() {
    }

    static void save(final DataCell cell, final Config config) {
        if (cell == null) {
            config.addString(CLASS, null);
            return;
        }
        final var name = cell.getClass().getName();
        config.addString(CLASS, name);
        final var value = config.addConfig(name);
        final var key = cell.getClass().getSimpleName();
        if (cell instanceof StringCell string) {
            value.addString(key, string.getStringValue());
        } else if (cell instanceof DoubleCell number) {
            value.addDouble(key, number.getDoubleValue());
        } else if (cell instanceof IntCell number) {
            value.addInt(key, number.getIntValue());
        } else if (cell instanceof LongCell number) {
            value.addLong(key, number.getLongValue());
        } else if (cell instanceof BooleanCell bool) {
            value.addBoolean(key, bool.getBooleanValue());
        } else if (!(cell instanceof MissingCell)) {
            throw new IllegalArgumentException("A cell of " + cell.getClass().getName()
                + " cannot be kept in settings; use strings, numbers, truth values or missing cells.");
        }
    }

    static DataCell load(final Config config) throws InvalidSettingsException {
        final var name = config.getString(CLASS);
        if (name == null) {
            return null;
        }
        final var value = config.getConfig(name);
        final var key = name.substring(name.lastIndexOf('.') + 1);
        return switch (key) {
            case "StringCell" -> new StringCell(value.getString(key));
            case "DoubleCell" -> new DoubleCell(value.getDouble(key));
            case "IntCell" -> new IntCell(value.getInt(key));
            case "LongCell" -> new LongCell(value.getLong(key));
            case "BooleanCell" -> BooleanCell.get(value.getBoolean(key));
            case "MissingCell" -> DataType.getMissingCell();
            default -> throw new InvalidSettingsException("A cell of class " + name + " cannot be read from settings.");
        };
    }
}
