package org.knime.core.data.collection;

import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;

/** Of cells that hold several cells. */
public interface CollectionDataValue extends DataValue, CellCollection {

    /** @return a type that all elements comply with */
    DataType getElementType();

    int size();
}
