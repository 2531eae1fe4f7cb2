package org.knime.core.data;

import java.io.IOException;
import java.io.InputStream;

/** Makes cells of one type. */
public interface DataCellFactory {

    DataType getDataType();

    /** Makes cells from bytes. */
    interface FromInputStream extends DataCellFactory {

        DataCell createCell(InputStream in) throws IOException;
    }
}
