package org.latentlab.nodes.trainvae;

import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.latent.LatentDiagnostics;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.TableOutput;

/** The state of the latent space after each epoch as a table, one row for each dimension. */
final class DiagnosticsTable {

    /** The columns. */
    static final DataTableSpec SPEC = new DataTableSpec(TableOutput.ints("epoch"), TableOutput.strings("dimension"),
        TableOutput.doubles("KL"), TableOutput.doubles("variance of the mean"),
        new DataColumnSpecCreator("active", BooleanCell.TYPE).createSpec(), TableOutput.doubles("aggregate mean"),
        TableOutput.doubles("aggregate variance"));

    private DiagnosticsTable() {
    }

    /**
     * @param epochs the history; epochs whose latent space was not looked at have no rows
     * @param latentSize number of latent dimensions
     * @param exec the execution
     * @return the table
     * @throws CanceledExecutionException if cancelled
     */
    static BufferedDataTable write(final List<EpochRecord> epochs, final int latentSize, final ExecutionContext exec)
        throws CanceledExecutionException {
        final List<EpochRecord> seen = epochs.stream().filter(e -> e.latent() != null).toList();
        return TableOutput.create(SPEC, Math.multiplyExact(seen.size(), latentSize), null,
            row -> cells(seen.get(row / latentSize), row % latentSize), exec, exec.createSubProgress(0));
    }

    private static DataCell[] cells(final EpochRecord epoch, final int dimension) {
        final LatentDiagnostics latent = epoch.latent();
        return new DataCell[]{new IntCell(epoch.epoch()), new StringCell(LatentColumns.PREFIX + (dimension + 1)),
            TableOutput.cell(latent.hasPosterior() ? latent.klPerDimension()[dimension] : Double.NaN),
            new DoubleCell(latent.meanVariance()[dimension]), BooleanCell.get(latent.isActive(dimension)),
            new DoubleCell(latent.aggregateMean()[dimension]), TableOutput.cell(latent.aggregateVariance(dimension))};
    }
}
