package org.knime.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOrRearrangerConsumer;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultModel.RearrangeColumnsInput;
import org.knime.node.DefaultModel.RearrangeColumnsOutput;
import org.knime.node.parameters.NodeParameters;

/** Both steps of a node that rearranges the columns of the table at its first input. */
record RearrangeModel(ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange) {

    private ColumnRearranger rearranger(final NodeParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        final var result = new ColumnRearranger[1];
        rearrange.accept(new RearrangeColumnsInput() {
            @SuppressWarnings("unchecked")
            @Override
            public <S extends NodeParameters> S getParameters() {
                return (S)parameters;
            }

            @Override
            public DataTableSpec getDataTableSpec() {
                return spec;
            }
        }, rearranger -> result[0] = rearranger);
        if (result[0] == null) {
            throw new IllegalStateException("The node did not set how the columns are rearranged.");
        }
        return result[0];
    }

    void configure(final ConfigureInput input, final ConfigureOutput output) throws InvalidSettingsException {
        output.setOutSpec(0, rearranger(input.getParameters(), input.getInTableSpec(0)).createSpec());
    }

    void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        final var table = input.getInTable(0);
        final var exec = input.getExecutionContext();
        try {
            output.setOutData(0, exec.createColumnRearrangeTable(table,
                rearranger(input.getParameters(), table.getDataTableSpec()), exec));
        } catch (final InvalidSettingsException e) {
            throw new KNIMEException(e.getMessage(), e);
        }
    }
}
