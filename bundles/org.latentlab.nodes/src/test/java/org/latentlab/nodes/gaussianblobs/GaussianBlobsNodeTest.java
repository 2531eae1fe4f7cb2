package org.latentlab.nodes.gaussianblobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.TestTables;

final class GaussianBlobsNodeTest {

    @TempDir
    private Path m_directory;

    @Test
    void thePixelsAreTheGaussianAtTheCentreGiven() throws Exception {
        final GaussianBlobsParameters parameters = new GaussianBlobsParameters();
        parameters.m_count = 5;
        parameters.m_size = 16;
        parameters.m_width = 3;
        final NodeRun node = new NodeRun(new GaussianBlobsNodeFactory(), m_directory);
        final BufferedDataTable table = node.table(parameters);
        assertArrayEquals(new String[]{"image", "x1", "y1"}, table.getDataTableSpec().getColumnNames());
        final ImageRows rows = ImageColumn.choose(table.getDataTableSpec(), "", "Images").read(table, node.exec());
        for (int i = 0; i < 5; i++) {
            final var row = TestTables.rows(table).get(i);
            final double x = ((DoubleValue)row.getCell(1)).getDoubleValue();
            final double y = ((DoubleValue)row.getCell(2)).getDoubleValue();
            for (int p = 0; p < 256; p++) {
                final double squared = Math.pow(p % 16 - x, 2) + Math.pow(p / 16 - y, 2);
                assertEquals(255 * Math.exp(-squared / 18), rows.images().byteValue(i, p), 0.5001);
            }
        }
    }

    @Test
    void configureTellsTheColumnsOfManyBlobs() throws Exception {
        final GaussianBlobsParameters parameters = new GaussianBlobsParameters();
        parameters.m_count = 2;
        parameters.m_blobs = 11;
        final NodeRun node = new NodeRun(new GaussianBlobsNodeFactory(), m_directory);
        final DataTableSpec before = (DataTableSpec)node.configure(parameters).outSpecs()[0];
        assertEquals(23, before.getNumColumns());
        assertArrayEquals(before.getColumnNames(), node.table(parameters).getDataTableSpec().getColumnNames());
    }

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        final GaussianBlobsParameters parameters = new GaussianBlobsParameters();
        parameters.m_width = 0;
        final NodeRun node = new NodeRun(new GaussianBlobsNodeFactory(), m_directory);
        assertEquals("Blob width is 0.0; it must be greater than 0.",
            assertThrows(InvalidSettingsException.class, () -> node.configure(parameters)).getMessage());
        parameters.m_width = 1;
        parameters.m_size = 100_000;
        assertEquals("The size of the blob images is 100000 pixels; it must lie between 2 and 1024.",
            assertThrows(InvalidSettingsException.class, () -> node.configure(parameters)).getMessage());
    }

    @Test
    void aClassGridAddsTheClassColumnWithItsPossibleValues() throws Exception {
        final GaussianBlobsParameters parameters = new GaussianBlobsParameters();
        parameters.m_count = 40;
        parameters.m_classGrid = 2;
        final NodeRun node = new NodeRun(new GaussianBlobsNodeFactory(), m_directory);
        final DataTableSpec before = (DataTableSpec)node.configure(parameters).outSpecs()[0];
        assertArrayEquals(new String[]{"image", "class", "x1", "y1"}, before.getColumnNames());
        assertEquals(4, before.getColumnSpec("class").getDomain().getValues().size());
        for (final var row : TestTables.rows(node.table(parameters))) {
            final boolean right = ((DoubleValue)row.getCell(2)).getDoubleValue() >= 13.5;
            final boolean below = ((DoubleValue)row.getCell(3)).getDoubleValue() >= 13.5;
            assertEquals("row " + (below ? 2 : 1) + ", column " + (right ? 2 : 1), row.getCell(1).toString());
        }
        parameters.m_classGrid = 11;
        assertThrows(InvalidSettingsException.class, () -> node.configure(parameters));
    }
}
