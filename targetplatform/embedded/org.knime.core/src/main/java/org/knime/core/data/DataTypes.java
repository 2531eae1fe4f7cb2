package org.knime.core.data;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;

/** What KNIME reads from its registry of types: names and orders. */
final class DataTypes {

    private static final Map<String, String> NAMES = Map.of("DoubleValue", "Number (Float)", "IntValue",
        "Number (Integer)", "LongValue", "Number (Long Integer)", "StringValue", "String", "BooleanValue", "Boolean",
        "PNGImageValue", "Image (PNG)", "ListDataValue", "List", "SetDataValue", "Set");

    private DataTypes() {
    }

    static String name(final DataType type) {
        if (type.getCellClass() == null) {
            return "?";
        }
        final var value = type.getPreferredValueClass().getSimpleName();
        return Optional.ofNullable(NAMES.get(value)).orElse(type.getCellClass().getSimpleName());
    }

    static DataValueComparator comparator(final DataType type) {
        if (type.isCompatible(LongValue.class)) {
            return by(Comparator.comparingLong(v -> ((LongValue)v).getLongValue()));
        }
        if (type.isCompatible(DoubleValue.class)) {
            return by(Comparator.comparingDouble(v -> ((DoubleValue)v).getDoubleValue()));
        }
        return by(Comparator.comparing(Object::toString));
    }

    private static DataValueComparator by(final Comparator<DataValue> order) {
        return new DataValueComparator() {
            @Override
            protected int compareDataValues(final DataValue a, final DataValue b) {
                return order.compare(a, b);
            }
        };
    }

    static <T> Class<? extends T> loadClass(final String name, final Class<T> base) throws InvalidSettingsException {
        try {
            return Class.forName(name).asSubclass(base);
        } catch (final ClassNotFoundException | ClassCastException e) {
            throw new InvalidSettingsException("Data cell implementation '" + name + "' not found.", e);
        }
    }
}
