package org.latentlab.nodes.trainvae;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.latent.LatentDiagnostics;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.TableOutput;

/** The history of a training as a table, one row an epoch; what does not apply to a model is missing. */
final class HistoryTable {

    private HistoryTable() {
    }

    /**
     * @param latentSize number of latent dimensions
     * @return the columns
     */
    static DataTableSpec spec(final int latentSize) {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(TableOutput.ints("epoch"),
            TableOutput.doubles("loss"), TableOutput.doubles("reconstruction"), TableOutput.doubles("KL")));
        for (int i = 1; i <= latentSize; i++) {
            columns.add(TableOutput.doubles("KL " + LatentColumns.PREFIX + i));
        }
        columns.add(TableOutput.doubles("validation loss"));
        columns.addAll(List.of(TableOutput.doubles("seconds"), TableOutput.doubles("β"), TableOutput.doubles("MMD²"),
            TableOutput.doubles("neighbour penalty"), TableOutput.ints("active units"),
            TableOutput.doubles("mutual information")));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    /**
     * @param epochs the history
     * @param latentSize number of latent dimensions
     * @param exec the execution
     * @return the table; row keys are "Epoch 1" and so on
     * @throws CanceledExecutionException if cancelled
     */
    static BufferedDataTable write(final List<EpochRecord> epochs, final int latentSize, final ExecutionContext exec)
        throws CanceledExecutionException {
        final List<String> keys = epochs.stream().map(e -> "Epoch " + e.epoch()).toList();
        return TableOutput.create(spec(latentSize), epochs.size(), keys, row -> cells(epochs.get(row), latentSize),
            exec, exec.createSubProgress(0));
    }

    private static DataCell[] cells(final EpochRecord epoch, final int latentSize) {
        final List<DataCell> cells = new ArrayList<>(List.of(new IntCell(epoch.epoch()), new DoubleCell(epoch.loss()),
            new DoubleCell(epoch.reconstruction()), TableOutput.cell(epoch.kl())));
        for (int j = 0; j < latentSize; j++) { // a deterministic code has no KL
            cells.add(TableOutput.cell(j < epoch.klPerDimension().length ? epoch.klPerDimension()[j] : Double.NaN));
        }
        cells.add(TableOutput.cell(epoch.validationLoss()));
        cells.add(new DoubleCell(epoch.seconds()));
        cells.add(TableOutput.cell(epoch.beta()));
        cells.add(TableOutput.cell(epoch.mmd()));
        cells.add(TableOutput.cell(epoch.neighbourPenalty()));
        final LatentDiagnostics latent = epoch.latent();
        cells.add(latent == null ? DataType.getMissingCell() : new IntCell(latent.activeUnits()));
        cells.add(TableOutput.cell(latent == null ? Double.NaN : latent.mutualInformation()));
        return cells.toArray(DataCell[]::new);
    }
}
