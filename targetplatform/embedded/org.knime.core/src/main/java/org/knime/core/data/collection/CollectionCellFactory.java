package org.knime.core.data.collection;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;

/** Makes cells that hold several cells. */
public final class CollectionCellFactory {

    private CollectionCellFactory() {
    }

    public static ListCell createListCell(final Collection<? extends DataCell> cells) {
        return new ListCell(List.copyOf(cells));
    }

    /** @return the cells of these columns of a row */
    public static ListCell createListCell(final DataRow row, final int[] columns) {
        return new ListCell(IntStream.of(columns).mapToObj(row::getCell).toList());
    }
}
