package org.knime.node.parameters.widget.choices.util;

import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;

/** Gives all columns of an input table. */
public class AllColumnsProvider implements ColumnChoicesProvider, InputTableIndexHolder {

    public AllColumnsProvider() {
        // used by its class
    }

    @Override
    public List<DataColumnSpec> columnChoices(final NodeParametersInput input) {
        return ColumnSelectionUtil.getAllColumns(input, getInputTableIndex());
    }
}
