package org.latentlab.nodes.training;

import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.snapshot.Snapshot;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.TableOutput;

/** The pictures taken during a training as a table, one row a picture. */
public final class SnapshotsTable {

    /** The columns. */
    public static final DataTableSpec SPEC = new DataTableSpec(TableOutput.ints("epoch"),
        TableOutput.strings("picture"), ImageCells.newColumn(ImageColumn.DEFAULT_NAME));

    private SnapshotsTable() {
    }

    /**
     * @param snapshots the pictures; may be none
     * @param exec the execution
     * @return the table
     * @throws CanceledExecutionException if cancelled
     */
    public static BufferedDataTable write(final List<Snapshot> snapshots, final ExecutionContext exec)
        throws CanceledExecutionException {
        return TableOutput.create(SPEC, snapshots.size(), null, row -> {
            final Snapshot snapshot = snapshots.get(row);
            return new DataCell[]{new IntCell(snapshot.epoch()), new StringCell(snapshot.picture()),
                PNGImageCellFactory.create(snapshot.png())};
        }, exec, exec.createSubProgress(0));
    }
}
