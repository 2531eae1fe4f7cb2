package org.latentlab.nodes.trainvae;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.TableOutput;

/** The history of a training as a table, one row an epoch. */
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
        columns.add(TableOutput.doubles("seconds"));
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
        return TableOutput.create(spec(latentSize), epochs.size(), keys, row -> cells(epochs.get(row)), exec,
            exec.createSubProgress(0));
    }

    private static DataCell[] cells(final EpochRecord epoch) {
        final List<DataCell> cells = new ArrayList<>(List.of(new IntCell(epoch.epoch()), new DoubleCell(epoch.loss()),
            new DoubleCell(epoch.reconstruction()), new DoubleCell(epoch.kl())));
        for (final double kl : epoch.klPerDimension()) {
            cells.add(new DoubleCell(kl));
        }
        cells.add(TableOutput.cell(epoch.validationLoss()));
        cells.add(new DoubleCell(epoch.seconds()));
        return cells.toArray(DataCell[]::new);
    }
}
