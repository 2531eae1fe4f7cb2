package org.latentlab.nodes.vaecomparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.latentlab.engine.snapshot.Snapshot;
import org.latentlab.nodes.table.Warnings;

/**
 * The columns of a table of snapshots, as Train VAE makes it.
 *
 * @param epoch index of the column with the epoch
 * @param picture index of the column that says which picture it is
 * @param image index of the first column of images
 */
record SnapshotColumns(int epoch, int picture, int image) {

    private static final int CANCEL_EVERY = 50;

    /**
     * @param spec any table
     * @return its columns; null if it is no table of snapshots
     */
    static SnapshotColumns find(final DataTableSpec spec) {
        int image = -1;
        for (int c = spec.getNumColumns() - 1; c >= 0; c--) {
            image = isCompatible(spec, c, PNGImageValue.class) ? c : image;
        }
        final int epoch = spec.findColumnIndex("epoch");
        final int picture = spec.findColumnIndex("picture");
        return image >= 0 && isCompatible(spec, epoch, IntValue.class) && isCompatible(spec, picture, StringValue.class)
            ? new SnapshotColumns(epoch, picture, image) : null;
    }

    private static boolean isCompatible(final DataTableSpec spec, final int column,
        final Class<? extends DataValue> value) {
        return column >= 0 && spec.getColumnSpec(column).getType().isCompatible(value);
    }

    /**
     * @param table a table with these columns
     * @param port its input, for the warning
     * @param warnings told of rows that lack a cell
     * @param exec asked for cancellation
     * @return the snapshots, in the order of the epochs
     * @throws CanceledExecutionException if cancelled
     */
    List<Snapshot> read(final BufferedDataTable table, final String port, final Warnings warnings,
        final ExecutionMonitor exec) throws CanceledExecutionException {
        final List<Snapshot> snapshots = new ArrayList<>();
        int row = 0;
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                if (row++ % CANCEL_EVERY == 0) {
                    exec.checkCanceled();
                }
                final DataRow next = rows.next();
                final DataCell at = next.getCell(epoch);
                final DataCell which = next.getCell(picture);
                final DataCell png = next.getCell(image);
                if (!at.isMissing() && !which.isMissing() && !png.isMissing()) {
                    snapshots.add(new Snapshot(((IntValue)at).getIntValue(), ((StringValue)which).getStringValue(),
                        ((PNGImageValue)png).getImageContent().getByteArray()));
                }
            }
        }
        if (snapshots.size() < row) {
            warnings.add(String.format(Locale.ROOT,
                "%,d of %,d rows of input '%s' have a missing cell and are not shown.",
                row - snapshots.size(), row, port));
        }
        snapshots.sort((a, b) -> Integer.compare(a.epoch(), b.epoch()));
        return snapshots;
    }
}
