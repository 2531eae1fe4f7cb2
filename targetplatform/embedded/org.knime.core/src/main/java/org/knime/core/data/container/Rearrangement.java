package org.knime.core.data.container;

import java.util.LinkedHashMap;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.latentlab.platform.core.Internals;

/** Computes the rows of a rearranged table. */
final class Rearrangement implements Internals.RowsRearranger {

    @Override
    public void rearrange(final Iterable<DataRow> rows, final long count, final ColumnRearranger rearranger,
        final ExecutionMonitor exec, final RowAppender target) throws CanceledExecutionException {
        final Map<CellFactory, DataCell[]> computed = new LinkedHashMap<>();
        rearranger.columns().stream().filter(c -> c.factory() != null).forEach(c -> computed.put(c.factory(), null));
        long index = 0;
        RowKey key = null;
        for (final var row : rows) {
            exec.checkCanceled();
            final long current = index++;
            computed.replaceAll((factory, cells) -> factory.getCells(row, current));
            key = row.getKey();
            final var cells = rearranger.columns().stream()
                .map(c -> c.factory() == null ? row.getCell(c.index()) : computed.get(c.factory())[c.index()])
                .toArray(DataCell[]::new);
            target.addRowToTable(new DefaultRow(key, cells));
            for (final var factory : computed.keySet()) {
                factory.setProgress(index, count, key, exec);
            }
        }
        for (final var factory : computed.keySet()) {
            if (factory instanceof AbstractCellFactory f) {
                f.afterProcessing();
            }
        }
    }
}
