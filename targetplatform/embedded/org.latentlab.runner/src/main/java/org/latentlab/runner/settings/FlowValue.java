package org.latentlab.runner.settings;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.config.base.ConfigBase;

/** The value of a flow variable. */
public sealed interface FlowValue {

    /** @param value any text */
    record Text(String value) implements FlowValue {
    }

    /** @param value any number of 32 bits */
    record Whole(int value) implements FlowValue {
    }

    /** @param value any number of 64 bits */
    record LongWhole(long value) implements FlowValue {
    }

    /** @param value any number */
    record Real(double value) implements FlowValue {
    }

    /** @param value true or false */
    record Truth(boolean value) implements FlowValue {
    }

    /** @return the value as a person writes it */
    default String text() {
        if (this instanceof Text t) {
            return t.value;
        } else if (this instanceof Whole w) {
            return Integer.toString(w.value);
        } else if (this instanceof LongWhole l) {
            return Long.toString(l.value);
        } else if (this instanceof Real r) {
            return Double.toString(r.value);
        } else {
            return Boolean.toString(((Truth)this).value);
        }
    }

    /** @return the type as KNIME stores it, e.g. INTEGER */
    default String storedType() {
        if (this instanceof Text) {
            return "STRING";
        } else if (this instanceof Whole) {
            return "INTEGER";
        } else if (this instanceof LongWhole) {
            return "LONG";
        } else if (this instanceof Real) {
            return "DOUBLE";
        } else {
            return "BOOLEAN";
        }
    }

    /**
     * @param settings one variable of a workflow: name, class, value
     * @return its value; empty if it is of a type that no single setting can have (a list, credentials)
     * @throws InvalidSettingsException if a key is missing
     */
    static Optional<FlowValue> load(final NodeSettingsRO settings) throws InvalidSettingsException {
        return Optional.ofNullable(switch (settings.getString("class")) {
            case "STRING" -> new Text(settings.getString("value"));
            case "INTEGER" -> new Whole(settings.getInt("value"));
            case "LONG" -> new LongWhole(settings.getLong("value"));
            case "DOUBLE" -> new Real(settings.getDouble("value"));
            case "BOOLEAN" -> new Truth(settings.getBoolean("value"));
            default -> null;
        });
    }

    /** @param settings where class and value are written, as KNIME does */
    default void save(final NodeSettingsWO settings) {
        settings.addString("class", storedType());
        if (this instanceof Text t) {
            settings.addString("value", t.value);
        } else if (this instanceof Whole w) {
            settings.addInt("value", w.value);
        } else if (this instanceof LongWhole l) {
            settings.addLong("value", l.value);
        } else if (this instanceof Real r) {
            settings.addDouble("value", r.value);
        } else {
            settings.addBoolean("value", ((Truth)this).value);
        }
    }

    /**
     * @param config where a value is
     * @param key its key
     * @return that value as a variable; empty if no variable holds its type
     */
    static Optional<FlowValue> from(final ConfigBase config, final String key) {
        final Optional<ValueKind> kind = ValueKind.of(config, key);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(switch (kind.get()) {
            case STRING -> new Text(config.getString(key, ""));
            case CHAR -> new Text(Character.toString(config.getChar(key, ' ')));
            case INT -> new Whole(config.getInt(key, 0));
            case SHORT -> new Whole(config.getShort(key, (short)0));
            case BYTE -> new Whole(config.getByte(key, (byte)0));
            case LONG -> new LongWhole(config.getLong(key, 0));
            case DOUBLE -> new Real(config.getDouble(key, 0));
            case FLOAT -> new Real(config.getFloat(key, 0));
            case BOOLEAN -> new Truth(config.getBoolean(key, false));
        });
    }

    /**
     * Whether KNIME lets this variable control a setting of that type: whole numbers control every number and text,
     * real numbers real numbers and text, text also truth values and characters, truth values themselves and text.
     *
     * @param kind the setting's type
     * @return true if it may
     */
    default boolean controls(final ValueKind kind) {
        if (kind == ValueKind.STRING) {
            return true;
        }
        if (this instanceof Text) {
            return kind == ValueKind.BOOLEAN || kind == ValueKind.CHAR;
        } else if (this instanceof Truth) {
            return kind == ValueKind.BOOLEAN;
        } else if (this instanceof Real) {
            return kind == ValueKind.DOUBLE || kind == ValueKind.FLOAT;
        } else if (this instanceof LongWhole) {
            return kind == ValueKind.LONG || kind == ValueKind.DOUBLE || kind == ValueKind.FLOAT;
        }
        return kind != ValueKind.BOOLEAN;
    }

    /**
     * Puts this value in the place of a setting.
     *
     * @param config where the setting is
     * @param key its key
     * @param kind its type, one that this variable {@link #controls}
     * @throws IllegalArgumentException if the value does not fit the type (300 into a byte, "maybe" into a truth value)
     */
    default void control(final ConfigBase config, final String key, final ValueKind kind) {
        if (this instanceof Whole w && kind == ValueKind.CHAR) {
            config.addChar(key, (char)w.value);
        } else {
            kind.put(config, key, text());
        }
    }
}
