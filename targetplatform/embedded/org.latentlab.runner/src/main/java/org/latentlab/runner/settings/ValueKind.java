package org.latentlab.runner.settings;

import java.util.Locale;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;

/** The types that a single value in settings can have, each with its reading and its writing. */
public enum ValueKind {
        /** A text; may be null. */
        STRING("String") {
            @Override
            void read(final ConfigBase config, final String key) throws InvalidSettingsException {
                config.getString(key);
            }

            @Override
            void write(final ConfigBase config, final String key, final String text) {
                config.addString(key, text);
            }
        },
        /** A whole number of 32 bits. */
        INT("int") {
            @Override
            void read(final ConfigBase config, final String key) throws InvalidSettingsException {
                config.getInt(key);
            }

            @Override
            void write(final ConfigBase config, final String key, final String text) {
                config.addInt(key, Integer.parseInt(text));
            }
        },
        /** A whole number of 64 bits. */
        LONG("long") {
            @Override
            void read(final ConfigBase config, final String key) throws InvalidSettingsException {
                config.getLong(key);
            }

            @Override
            void write(final ConfigBase config, final String key, final String text) {
                config.addLong(key, Long.parseLong(text));
            }
        },
        /** A floating point number of 64 bits. */
        DOUBLE("double") {
            @Override
            void read(final ConfigBase config, final String key) throws InvalidSettingsException {
                config.getDouble(key);
            }

            @Override
            void write(final ConfigBase config, final String key, final String text) {
                config.addDouble(key, Double.parseDouble(text));
            }
        },
        /** A floating point number of 32 bits. */
        FLOAT("float") {
            @Override
            void read(final ConfigBase config, final String key) throws InvalidSettingsException {
                config.getFloat(key);
            }

            @Override
            void write(final ConfigBase config, final String key, final String text) {
                config.addFloat(key, Float.parseFloat(text));
            }
        },
        /** True or false. */
        BOOLEAN("boolean") {
            @Override
            void read(final ConfigBase config, final String key) throws InvalidSettingsException {
                config.getBoolean(key);
            }

            @Override
            void write(final ConfigBase config, final String key, final String text) {
                if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                    throw new IllegalArgumentException("neither true nor false");
                }
                config.addBoolean(key, Boolean.parseBoolean(text));
            }
        },
        /** One character. */
        CHAR("char") {
            @Override
            void read(final ConfigBase config, final String key) throws InvalidSettingsException {
                config.getChar(key);
            }

            @Override
            void write(final ConfigBase config, final String key, final String text) {
                if (text.length() != 1) {
                    throw new IllegalArgumentException("not one character");
                }
                config.addChar(key, text.charAt(0));
            }
        },
        /** A whole number of 16 bits. */
        SHORT("short") {
            @Override
            void read(final ConfigBase config, final String key) throws InvalidSettingsException {
                config.getShort(key);
            }

            @Override
            void write(final ConfigBase config, final String key, final String text) {
                config.addShort(key, Short.parseShort(text));
            }
        },
        /** A whole number of 8 bits. */
        BYTE("byte") {
            @Override
            void read(final ConfigBase config, final String key) throws InvalidSettingsException {
                config.getByte(key);
            }

            @Override
            void write(final ConfigBase config, final String key, final String text) {
                config.addByte(key, Byte.parseByte(text));
            }
        };

    private final String m_text;

    ValueKind(final String text) {
        m_text = text;
    }

    abstract void read(ConfigBase config, String key) throws InvalidSettingsException;

    abstract void write(ConfigBase config, String key, String text);

    /**
     * @param config where the value is
     * @param key its key there
     * @return its type; empty if there is no such key or it holds a sub-tree, or a password
     */
    public static Optional<ValueKind> of(final ConfigBase config, final String key) {
        for (ValueKind kind : values()) {
            try {
                kind.read(config, key);
                return Optional.of(kind);
            } catch (InvalidSettingsException e) {
                // another type
            }
        }
        return Optional.empty();
    }

    /**
     * @param name a type as KNIME's batch executor names it: int, long, short, byte, boolean, char, float, double,
     *            String, StringCell, DoubleCell, IntCell or LongCell
     * @return the type; empty if it is none of these
     */
    public static Optional<ValueKind> named(final String name) {
        final String plain = name.strip().replaceFirst("Cell$", "").toLowerCase(Locale.ROOT);
        for (ValueKind kind : values()) {
            if (kind.m_text.toLowerCase(Locale.ROOT).equals(plain)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /**
     * Puts a value in the place of the one that is there, or adds it.
     *
     * @param config where to
     * @param key its key there
     * @param text the value as a person writes it
     * @throws IllegalArgumentException if the text is no value of this type; the message is without its context
     */
    public void put(final ConfigBase config, final String key, final String text) {
        try {
            write(config, key, this == STRING || this == CHAR ? text : text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no " + this, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no " + this + ": it is " + e.getMessage(), e);
        }
    }

    /** @return the type as the batch executor names it, e.g. "int" */
    @Override
    public String toString() {
        return m_text;
    }
}
