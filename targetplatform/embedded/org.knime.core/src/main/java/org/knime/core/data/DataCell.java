package org.knime.core.data;

import java.io.Serializable;

/** One cell of a table; unmodifiable. */
public abstract class DataCell implements DataValue, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public DataCell materializeDataCell() {
        return this;
    }

    /** @return the type of the cell's class, with the element type for collections */
    public final DataType getType() {
        return DataType.of(this);
    }

    public boolean isMissing() {
        return false;
    }

    @Override
    public abstract String toString();

    /** Cells of one class are equal if their content is; all missing cells are equal. */
    @Override
    public final boolean equals(final Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof DataCell cell)) {
            return false;
        }
        if (isMissing() || cell.isMissing()) {
            return isMissing() && cell.isMissing();
        }
        return getClass() == cell.getClass() ? equalsDataCell(cell) : equalContent(cell);
    }

    /** @param cell never null, of this cell's class */
    protected abstract boolean equalsDataCell(DataCell cell);

    /** @param value never null, of another class than this cell */
    protected boolean equalContent(final DataValue value) {
        return false;
    }

    @Override
    public abstract int hashCode();
}
