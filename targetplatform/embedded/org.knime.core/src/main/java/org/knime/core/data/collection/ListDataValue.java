package org.knime.core.data.collection;

import org.knime.core.data.DataCell;

/** Of cells that hold a list of cells. */
public interface ListDataValue extends CollectionDataValue {

    DataCell get(int index);
}
