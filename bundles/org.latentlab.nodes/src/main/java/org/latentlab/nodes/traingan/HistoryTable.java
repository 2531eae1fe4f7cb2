package org.latentlab.nodes.traingan;

import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.gan.GanEpochRecord;
import org.latentlab.nodes.table.TableOutput;

/** The history of a training as a table, one row an epoch; what does not apply to a GAN is missing. */
final class HistoryTable {

    /** The columns. */
    static final DataTableSpec SPEC = new DataTableSpec(TableOutput.ints("epoch"),
        TableOutput.longs("generator updates"), TableOutput.doubles("generator loss"),
        TableOutput.doubles("critic loss"), TableOutput.doubles("D(real)"), TableOutput.doubles("D(fake)"),
        TableOutput.doubles("generator gradient norm"), TableOutput.doubles("critic gradient norm"),
        TableOutput.doubles("gradient penalty"), TableOutput.doubles("latent error"),
        TableOutput.doubles("cluster loss"), TableOutput.doubles("images per second"), TableOutput.doubles("seconds"));

    private HistoryTable() {
    }

    /**
     * @param epochs the history
     * @param exec the execution
     * @return the table; row keys are "Epoch 1" and so on
     * @throws CanceledExecutionException if cancelled
     */
    static BufferedDataTable write(final List<GanEpochRecord> epochs, final ExecutionContext exec)
        throws CanceledExecutionException {
        final List<String> keys = epochs.stream().map(e -> "Epoch " + e.epoch()).toList();
        return TableOutput.create(SPEC, epochs.size(), keys, row -> cells(epochs.get(row)), exec,
            exec.createSubProgress(0));
    }

    private static DataCell[] cells(final GanEpochRecord epoch) {
        return new DataCell[]{new IntCell(epoch.epoch()), new LongCell(epoch.updates()),
            TableOutput.cell(epoch.generatorLoss()), TableOutput.cell(epoch.criticLoss()),
            TableOutput.cell(epoch.realScore()), TableOutput.cell(epoch.fakeScore()),
            TableOutput.cell(epoch.generatorGradient()), TableOutput.cell(epoch.criticGradient()),
            TableOutput.cell(epoch.penalty()), TableOutput.cell(epoch.latentError()),
            TableOutput.cell(epoch.clusterLoss()), TableOutput.cell(epoch.imagesPerSecond()),
            TableOutput.cell(epoch.seconds())};
    }
}
