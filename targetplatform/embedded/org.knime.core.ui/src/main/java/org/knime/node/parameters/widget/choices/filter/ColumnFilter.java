package org.knime.node.parameters.widget.choices.filter;

import java.util.List;
import java.util.function.Predicate;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/** A parameter that selects columns. */
public final class ColumnFilter extends TypedStringFilter<ColumnTypeFilter> {

    public ColumnFilter() {
        this(new String[0]);
    }

    public ColumnFilter(final String[] selected) {
        super(selected, new ColumnTypeFilter());
    }

    public ColumnFilter(final List<DataColumnSpec> selected) {
        this(names(selected));
    }

    private static String[] names(final List<DataColumnSpec> columns) {
        return columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /** Leaves out columns that were not there when the parameters were set. */
    public ColumnFilter withExcludeUnknownColumns() {
        setIncludeUnknownValues(false);
        return this;
    }

    /** Takes in columns that were not there when the parameters were set. */
    public ColumnFilter withIncludeUnknownColumns() {
        setIncludeUnknownValues(true);
        return this;
    }

    /** @return the names of selected columns that are not among the choices */
    public String[] getMissingSelected(final List<DataColumnSpec> choices) {
        return getMissingSelected(names(choices));
    }

    /** @return the names of those of the choices that are selected */
    public String[] filter(final List<DataColumnSpec> choices) {
        return choices.stream().filter(getFilterPredicate()).map(DataColumnSpec::getName).toArray(String[]::new);
    }

    public Predicate<DataColumnSpec> getFilterPredicate() {
        if (m_mode == Mode.TYPE) {
            return m_typeFilter.predicate();
        }
        final var names = getStringFilterPredicate();
        return column -> names.test(column.getName());
    }

    /** @return the names of the table's columns that are selected */
    public String[] filterFromFullSpec(final DataTableSpec spec) {
        return filter(spec.stream().toList());
    }

    /** @return the names of selected columns that the table does not have */
    public String[] getMissingSelectedFromFullSpec(final DataTableSpec spec) {
        return getMissingSelected(spec.stream().toList());
    }
}
