package org.knime.node.parameters.widget.choices.util;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.NodeParametersInput;

/** Finds the columns that a parameter may name. */
public final class ColumnSelectionUtil {

    private ColumnSelectionUtil() {
    }

    /** @return all columns of the table at a port, none where nothing is connected */
    public static List<DataColumnSpec> getAllColumns(final NodeParametersInput input, final int port) {
        return input.getInTableSpec(port).map(spec -> spec.stream().toList()).orElse(List.of());
    }

    public static List<DataColumnSpec> getAllColumnsOfFirstPort(final NodeParametersInput input) {
        return getAllColumns(input, 0);
    }

    public static Optional<DataColumnSpec> getFirstColumn(final NodeParametersInput input, final int port) {
        return getAllColumns(input, port).stream().findFirst();
    }

    public static Optional<DataColumnSpec> getFirstColumnOfFirstPort(final NodeParametersInput input) {
        return getFirstColumn(input, 0);
    }

    public static List<DataColumnSpec> getFilteredColumns(final NodeParametersInput input, final int port,
        final Predicate<DataColumnSpec> filter) {
        return getAllColumns(input, port).stream().filter(filter).toList();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static List<DataColumnSpec> getCompatibleColumns(final NodeParametersInput input, final int port,
        final Class<? extends DataValue>... valueClasses) {
        return getFilteredColumns(input, port, c -> isCompatible(c, List.of(valueClasses)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static List<DataColumnSpec> getCompatibleColumnsOfFirstPort(final NodeParametersInput input,
        final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(input, 0, valueClasses);
    }

    public static List<DataColumnSpec> getStringColumns(final NodeParametersInput input, final int port) {
        return getCompatibleColumns(input, port, StringValue.class);
    }

    public static List<DataColumnSpec> getStringColumns(final DataTableSpec spec) {
        return getCompatibleColumns(spec, StringValue.class);
    }

    public static Optional<DataColumnSpec> getFirstStringColumn(final DataTableSpec spec) {
        return getStringColumns(spec).stream().findFirst();
    }

    public static List<DataColumnSpec> getStringColumnsOfFirstPort(final NodeParametersInput input) {
        return getStringColumns(input, 0);
    }

    public static List<DataColumnSpec> getDoubleColumns(final NodeParametersInput input, final int port) {
        return getCompatibleColumns(input, port, DoubleValue.class);
    }

    public static List<DataColumnSpec> getDoubleColumns(final DataTableSpec spec) {
        return getCompatibleColumns(spec, DoubleValue.class);
    }

    public static Optional<DataColumnSpec> getFirstDoubleColumn(final DataTableSpec spec) {
        return getDoubleColumns(spec).stream().findFirst();
    }

    public static List<DataColumnSpec> getDoubleColumnsOfFirstPort(final NodeParametersInput input) {
        return getDoubleColumns(input, 0);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static List<DataColumnSpec> getCompatibleColumns(final DataTableSpec spec,
        final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(spec, List.of(valueClasses));
    }

    public static List<DataColumnSpec> getCompatibleColumns(final DataTableSpec spec,
        final Collection<Class<? extends DataValue>> valueClasses) {
        return spec.stream().filter(c -> isCompatible(c, valueClasses)).toList();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static Optional<DataColumnSpec> getFirstCompatibleColumn(final DataTableSpec spec,
        final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(spec, valueClasses).stream().findFirst();
    }

    private static boolean isCompatible(final DataColumnSpec column,
        final Collection<Class<? extends DataValue>> valueClasses) {
        return valueClasses.stream().anyMatch(column.getType()::isCompatible);
    }
}
