package org.latentlab.nodes.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.latentlab.engine.image.Images;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.TableOutput;

/** The columns that Decode appends, and their cells: PNG images, numeric columns, or lists of numbers. */
final class DecodedColumns {

    private final DataColumnSpec[] m_columns;
    private final boolean m_images;

    private DecodedColumns(final boolean images, final DataColumnSpec... columns) {
        m_images = images;
        m_columns = columns;
    }

    /**
     * @param parameters how vectors are given, and the names of columns
     * @param model what is known of the model
     * @return the columns; null where their number is not known before the model is trained
     */
    static DecodedColumns of(final DecodeParameters parameters, final GenerativeModelPortObjectSpec model) {
        if (!model.vectors()) {
            return new DecodedColumns(true, ImageCells.newColumn(parameters.m_imageColumn));
        }
        if (parameters.m_vectorsAs == VectorsAs.LIST
            || parameters.m_vectorsAs == VectorsAs.AS_TRAINED && model.columns().isEmpty()) {
            return new DecodedColumns(false, new DataColumnSpecCreator(parameters.m_vectorColumn,
                ListCell.getCollectionType(DoubleCell.TYPE)).createSpec());
        }
        final List<String> names = model.columns().isEmpty() && model.shape().isPresent()
            ? IntStream.rangeClosed(1, model.shape().get().values()).mapToObj(i -> "x" + i).toList() : model.columns();
        return names.isEmpty() ? null
            : new DecodedColumns(false, names.stream().map(TableOutput::doubles).toArray(DataColumnSpec[]::new));
    }

    /** @return the columns, at least one */
    DataColumnSpec[] columns() {
        return m_columns;
    }

    /**
     * @param decoded what the model decoded
     * @return gives the cells of each, to be asked for in ascending order
     */
    TableOutput.RowCells cells(final Images decoded) {
        if (m_images) {
            final ImageCells images = new ImageCells(decoded);
            return i -> new DataCell[]{images.cell(i)};
        }
        return i -> {
            final List<DataCell> values = new ArrayList<>();
            for (int j = 0; j < decoded.shape().values(); j++) {
                values.add(new DoubleCell(decoded.value(i, j)));
            }
            return m_columns[0].getType().isCollectionType()
                ? new DataCell[]{CollectionCellFactory.createListCell(values)} : values.toArray(DataCell[]::new);
        };
    }
}
