package org.latentlab.nodes.training;

import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.nn.LayerSummary;
import org.latentlab.nodes.table.TableOutput;

/** Every layer of a model as a table, and a last row with the totals. */
public final class LayersTable {

    /** The columns. */
    public static final DataTableSpec SPEC = new DataTableSpec(TableOutput.strings("part"),
        TableOutput.strings("layer"), TableOutput.strings("output shape"), TableOutput.longs("parameters"),
        TableOutput.longs("not trained"));

    private LayersTable() {
    }

    /**
     * @param layers the layers of a model
     * @param exec the execution
     * @return the table
     * @throws CanceledExecutionException if cancelled
     */
    public static BufferedDataTable write(final List<LayerSummary> layers, final ExecutionContext exec)
        throws CanceledExecutionException {
        return TableOutput.create(SPEC, layers.size() + 1, null,
            row -> row < layers.size() ? cells(layers.get(row)) : total(layers), exec, exec.createSubProgress(0));
    }

    private static DataCell[] cells(final LayerSummary layer) {
        return new DataCell[]{new StringCell(layer.part()), new StringCell(layer.layer()),
            new StringCell(layer.output().toString()), new LongCell(layer.parameters()), new LongCell(layer.state())};
    }

    private static DataCell[] total(final List<LayerSummary> layers) {
        return new DataCell[]{new StringCell("total"), DataType.getMissingCell(), DataType.getMissingCell(),
            new LongCell(layers.stream().mapToLong(LayerSummary::parameters).sum()),
            new LongCell(layers.stream().mapToLong(LayerSummary::state).sum())};
    }
}
