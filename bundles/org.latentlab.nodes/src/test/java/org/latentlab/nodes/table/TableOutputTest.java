package org.latentlab.nodes.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.image.PngCodec;

final class TableOutputTest {

    @TempDir
    private Path m_directory;
    private ExecutionContext m_exec;

    @BeforeEach
    void createContext() {
        m_exec = TestTables.exec(m_directory);
    }

    @Test
    void appendingKeepsKeysCellsAndDomains() throws Exception {
        final BufferedDataTable table = TestTables.column(m_exec,
            ClassColumn.newColumn("class", List.of("b", "a", "never")), new StringCell("a"), new StringCell("b"));
        final BufferedDataTable appended = TableOutput.append(table,
            new DataColumnSpec[]{TableOutput.doubles("x"), ClassColumn.newColumn("class", List.of("q", "p"))},
            row -> new DataCell[]{new DoubleCell(row), new StringCell("p")}, m_exec, m_exec.createSubProgress(1));
        assertEquals(List.of("Row0", "Row1"), TestTables.keys(appended));
        assertArrayEquals(new String[]{"class", "x", "class (#1)"}, appended.getDataTableSpec().getColumnNames());
        assertEquals(List.of(new StringCell("b"), new StringCell("a"), new StringCell("never")),
            List.copyOf(appended.getDataTableSpec().getColumnSpec("class").getDomain().getValues()));
        assertEquals(List.of(new StringCell("q"), new StringCell("p")),
            List.copyOf(appended.getDataTableSpec().getColumnSpec("class (#1)").getDomain().getValues()));
        assertEquals(new StringCell("b"), TestTables.rows(appended).get(1).getCell(0));
        assertEquals(new DoubleCell(1), TestTables.rows(appended).get(1).getCell(1));
        assertArrayEquals(appended.getDataTableSpec().getColumnNames(),
            TableOutput.appended(table.getDataTableSpec(), TableOutput.doubles("x"), TableOutput.strings("class"))
                .getColumnNames());
    }

    @Test
    void keysThatOccurTwiceGetANumber() throws Exception {
        final BufferedDataTable table = TableOutput.create(new DataTableSpec(TableOutput.doubles("x")), 3,
            List.of("a", "a", "b"), row -> new DataCell[]{new DoubleCell(row)}, m_exec, m_exec);
        assertEquals(List.of("a", "a_1", "b"), TestTables.keys(table));
    }

    @Test
    void withoutKeysRowsAreNumbered() throws Exception {
        final BufferedDataTable table = TableOutput.create(new DataTableSpec(TableOutput.doubles("x")), 2,
            row -> new DataCell[]{TableOutput.cell(row == 0 ? Double.NaN : 1)}, m_exec, m_exec);
        assertEquals(List.of("Row0", "Row1"), TestTables.keys(table));
        assertTrue(TestTables.rows(table).get(0).getCell(0).isMissing());
    }

    @Test
    void imageCellsHoldTheImagesInAnyOrder() {
        final byte[] pixels = new byte[3000 * 4];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)(i / 4 * 7 + i % 4);
        }
        final ImageCells cells = new ImageCells(Images.ofBytes(ImageShape.gray(2, 2), pixels));
        for (final int image : new int[]{0, 1, 1023, 1024, 2999, 5}) {
            final byte[] png = ((PNGImageValue)cells.cell(image)).getImageContent().getByteArray();
            final byte[] decoded = new byte[4];
            PngCodec.decode(png, ImageShape.gray(2, 2), decoded, 0);
            assertArrayEquals(java.util.Arrays.copyOfRange(pixels, image * 4, image * 4 + 4), decoded);
        }
    }
}
