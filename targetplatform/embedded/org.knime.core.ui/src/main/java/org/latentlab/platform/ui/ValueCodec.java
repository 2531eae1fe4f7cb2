package org.latentlab.platform.ui;

import java.lang.invoke.MethodType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.knime.core.data.DataType;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * How a single value is kept under a key.
 *
 * @param reader reads a value
 * @param writer writes a value
 * @param empty what stands in the settings for an optional value that is absent
 */
record ValueCodec<T>(Reader<T> reader, Writer<T> writer, T empty) {

    interface Reader<T> {
        T read(NodeSettingsRO settings, String key) throws InvalidSettingsException;
    }

    interface Writer<T> {
        void write(NodeSettingsWO settings, String key, T value);
    }

    private static final Map<Class<?>, ValueCodec<?>> CODECS = new HashMap<>();

    static {
        put(Integer.class, NodeSettingsRO::getInt, NodeSettingsWO::addInt, 0);
        put(Long.class, NodeSettingsRO::getLong, NodeSettingsWO::addLong, 0L);
        put(Double.class, NodeSettingsRO::getDouble, NodeSettingsWO::addDouble, 0.0);
        put(Float.class, NodeSettingsRO::getFloat, NodeSettingsWO::addFloat, 0f);
        put(Boolean.class, NodeSettingsRO::getBoolean, NodeSettingsWO::addBoolean, false);
        put(Byte.class, NodeSettingsRO::getByte, NodeSettingsWO::addByte, (byte)0);
        put(Character.class, NodeSettingsRO::getChar, NodeSettingsWO::addChar, ' ');
        put(String.class, NodeSettingsRO::getString, NodeSettingsWO::addString, null);
        put(int[].class, NodeSettingsRO::getIntArray, NodeSettingsWO::addIntArray, new int[0]);
        put(long[].class, NodeSettingsRO::getLongArray, NodeSettingsWO::addLongArray, new long[0]);
        put(double[].class, NodeSettingsRO::getDoubleArray, NodeSettingsWO::addDoubleArray, new double[0]);
        put(float[].class, NodeSettingsRO::getFloatArray, NodeSettingsWO::addFloatArray, new float[0]);
        put(boolean[].class, NodeSettingsRO::getBooleanArray, NodeSettingsWO::addBooleanArray, new boolean[0]);
        put(byte[].class, NodeSettingsRO::getByteArray, NodeSettingsWO::addByteArray, new byte[0]);
        put(String[].class, NodeSettingsRO::getStringArray, NodeSettingsWO::addStringArray, new String[0]);
        put(DataType.class, NodeSettingsRO::getDataType, NodeSettingsWO::addDataType, StringCell.TYPE);
        CODECS.put(LocalDate.class, text("date", LocalDate::parse));
        CODECS.put(LocalTime.class, text("time", LocalTime::parse));
        CODECS.put(LocalDateTime.class, text("date and time", LocalDateTime::parse));
        CODECS.put(ZoneId.class, text("time zone", ZoneId::of));
    }

    private static <T> void put(final Class<T> type, final Reader<T> reader, final Writer<T> writer, final T empty) {
        CODECS.put(type, new ValueCodec<>(reader, writer, empty));
    }

    private static <T> ValueCodec<T> text(final String what, final Function<String, T> parser) {
        return new ValueCodec<>((settings, key) -> {
            final var text = settings.getString(key);
            try {
                return text == null ? null : parser.apply(text);
            } catch (final DateTimeException e) {
                throw new InvalidSettingsException("Invalid " + what + " '" + text + "' for key \"" + key + "\".", e);
            }
        }, (settings, key, value) -> settings.addString(key, value == null ? null : value.toString()), null);
    }

    private static ValueCodec<Object> choice(final Class<?> type) {
        return new ValueCodec<>((settings, key) -> {
            final var name = settings.getString(key);
            for (final var constant : type.getEnumConstants()) {
                if (((Enum<?>)constant).name().equals(name)) {
                    return constant;
                }
            }
            throw new InvalidSettingsException("Invalid value '" + name + "'. Possible values: "
                + Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>)c).name())
                    .collect(Collectors.joining(", ")));
        }, (settings, key, value) -> settings.addString(key, value == null ? null : ((Enum<?>)value).name()), null);
    }

    /** @return how values of the type are kept, null where KNIME does not keep such values */
    @SuppressWarnings("unchecked")
    static ValueCodec<Object> of(final Class<?> type) {
        if (type.isEnum()) {
            return choice(type);
        }
        return (ValueCodec<Object>)CODECS.get(MethodType.methodType(type).wrap().returnType());
    }
}
