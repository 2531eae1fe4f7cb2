package org.knime.core.data.container;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;

/** Computes the cell of one new column; implements one of the two ways to get it. */
public abstract class SingleCellFactory extends AbstractCellFactory {

    public SingleCellFactory(final DataColumnSpec column) {
        super(column);
    }

    @Override
    public DataCell[] getCells(final DataRow row, final long index) {
        return new DataCell[]{getCell(row, index)};
    }

    public DataCell getCell(final DataRow row) {
        throw new IllegalStateException(getClass().getName() + " must implement getCell.");
    }

    /** @param index of the row, from 0 */
    public DataCell getCell(final DataRow row, final long index) {
        return getCell(row);
    }
}
