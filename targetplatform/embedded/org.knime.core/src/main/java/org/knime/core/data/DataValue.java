package org.knime.core.data;

/** What can be read from a cell; a cell implements one value interface for each view on its content. */
public interface DataValue {

    /** @return the cell itself, or one with this content */
    default DataCell materializeDataCell() {
        return (DataCell)this;
    }
}
