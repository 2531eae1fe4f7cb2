package org.knime.core.data.container;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;
import org.knime.core.node.ExecutionMonitor;

/** Computes the cells of new columns from a row; implements one of the two ways to get them. */
public interface CellFactory {

    default DataCell[] getCells(final DataRow row) {
        throw new IllegalStateException(getClass().getName() + " must implement getCells.");
    }

    /** @param index of the row, from 0 */
    default DataCell[] getCells(final DataRow row, final long index) {
        return getCells(row);
    }

    DataColumnSpec[] getColumnSpecs();

    void setProgress(int row, int rows, RowKey lastKey, ExecutionMonitor exec);

    default void setProgress(final long row, final long rows, final RowKey lastKey, final ExecutionMonitor exec) {
        setProgress((int)row, (int)rows, lastKey, exec);
    }
}
