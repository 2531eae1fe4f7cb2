package org.knime.core.data.container;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.RowKey;
import org.knime.core.node.ExecutionMonitor;

/** Knows the specs of its columns and reports progress. */
public abstract class AbstractCellFactory implements CellFactory {

    private final DataColumnSpec[] m_columns;

    public AbstractCellFactory(final DataColumnSpec... columns) {
        m_columns = columns.clone();
    }

    @Override
    public DataColumnSpec[] getColumnSpecs() {
        return m_columns.clone();
    }

    @Override
    public void setProgress(final int row, final int rows, final RowKey lastKey, final ExecutionMonitor exec) {
        setProgress((long)row, (long)rows, lastKey, exec);
    }

    @Override
    public void setProgress(final long row, final long rows, final RowKey lastKey, final ExecutionMonitor exec) {
        exec.setProgress(row / (double)rows, () -> "Processed row " + row + "/" + rows + " (\"" + lastKey + "\")");
    }

    /** Called once all rows are done. */
    public void afterProcessing() {
        // nothing to do where a factory keeps nothing
    }
}
