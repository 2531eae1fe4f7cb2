package org.latentlab.nodes.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.image.PngCodec;
import org.latentlab.platform.core.EmbeddedProgressMonitor;
import org.latentlab.platform.core.ExecutionContexts;

/** Small tables for tests. */
public final class TestTables {

    private TestTables() {
    }

    /** @return an execution that nobody watches; its file stores go below the directory */
    public static ExecutionContext exec(final Path directory) {
        return ExecutionContexts.create(directory, new EmbeddedProgressMonitor());
    }

    /** @return a table whose row keys are Row0, Row1, … */
    public static BufferedDataTable table(final ExecutionContext exec, final DataTableSpec spec,
        final DataCell[]... rows) {
        final var container = exec.createDataContainer(spec, true);
        for (int i = 0; i < rows.length; i++) {
            container.addRowToTable(new DefaultRow("Row" + i, rows[i]));
        }
        container.close();
        return container.getTable();
    }

    /** @return a table with one column of these cells */
    public static BufferedDataTable column(final ExecutionContext exec, final DataColumnSpec column,
        final DataCell... cells) {
        final DataCell[][] rows = new DataCell[cells.length][];
        for (int i = 0; i < cells.length; i++) {
            rows[i] = new DataCell[]{cells[i]};
        }
        return table(exec, new DataTableSpec(column), rows);
    }

    /** @return a PNG cell of a gray image, pixel i being start + i modulo 256 */
    public static DataCell png(final int height, final int width, final int start) {
        return PNGImageCellFactory.create(pngBytes(ImageShape.gray(height, width), start));
    }

    /** @return a PNG file of an image, value i being start + i modulo 256 */
    public static byte[] pngBytes(final ImageShape shape, final int start) {
        final byte[] pixels = new byte[shape.values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)(start + i);
        }
        return PngCodec.encode(Images.ofBytes(shape, pixels), 0);
    }

    /** @return a list cell of these numbers, NaN becoming a missing element */
    public static DataCell list(final double... values) {
        return CollectionCellFactory.createListCell(DoubleStream.of(values)
            .mapToObj(v -> Double.isNaN(v) ? DataType.getMissingCell() : new DoubleCell(v)).toList());
    }

    /** @return a missing cell */
    public static DataCell missing() {
        return DataType.getMissingCell();
    }

    /** @return all rows of a table */
    public static List<DataRow> rows(final BufferedDataTable table) {
        final List<DataRow> rows = new ArrayList<>();
        table.iterator().forEachRemaining(rows::add);
        return rows;
    }

    /** @return the row keys of a table */
    public static List<String> keys(final BufferedDataTable table) {
        return rows(table).stream().map(row -> row.getKey().getString()).toList();
    }
}
