package org.knime.core.data.image.png;

import java.io.IOException;
import java.io.InputStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;

/** Makes cells that hold a PNG picture. */
public class PNGImageCellFactory implements DataCellFactory.FromInputStream {

    public static final DataType TYPE = PNGImageContent.TYPE;

    public PNGImageCellFactory() {
        // for registries
    }

    @Override
    public DataType getDataType() {
        return TYPE;
    }

    @Override
    public DataCell createCell(final InputStream in) throws IOException {
        return create(in);
    }

    public static DataCell create(final InputStream in) throws IOException {
        return create(in.readAllBytes());
    }

    /** @param bytes a PNG picture; not copied */
    public static DataCell create(final byte[] bytes) {
        return new PNGImageCell(new PNGImageContent(bytes));
    }
}
