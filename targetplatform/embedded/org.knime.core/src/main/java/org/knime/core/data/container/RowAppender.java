package org.knime.core.data.container;

import org.knime.core.data.DataRow;

/** Takes rows, one after the other. */
public interface RowAppender {

    void addRowToTable(DataRow row);
}
