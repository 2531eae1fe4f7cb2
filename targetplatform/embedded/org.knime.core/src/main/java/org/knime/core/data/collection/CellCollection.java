package org.knime.core.data.collection;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.knime.core.data.DataCell;

/** Something that has cells as elements. */
public interface CellCollection extends Iterable<DataCell> {

    /** @return whether KNIME keeps elements outside of the table; never here */
    boolean containsBlobWrapperCells();

    default Stream<DataCell> stream() {
        return StreamSupport.stream(spliterator(), false);
    }
}
