package org.knime.node.parameters.widget.choices.util;

import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;

/** Gives some columns of an input table. */
public interface FilteredInputTableColumnsProvider extends InputTableIndexHolder, ColumnChoicesProvider {

    @Override
    default List<DataColumnSpec> columnChoices(final NodeParametersInput input) {
        return ColumnSelectionUtil.getFilteredColumns(input, getInputTableIndex(), this::isIncluded);
    }

    boolean isIncluded(DataColumnSpec column);
}
