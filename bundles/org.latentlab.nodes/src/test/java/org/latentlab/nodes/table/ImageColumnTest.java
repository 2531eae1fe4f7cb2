package org.latentlab.nodes.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.platform.core.EmbeddedProgressMonitor;
import org.latentlab.platform.core.ExecutionContexts;

final class ImageColumnTest {

    private static final DataColumnSpec PNG = ImageCells.newColumn("image");
    private static final DataColumnSpec LIST =
        new DataColumnSpecCreator("pixels", ListCell.getCollectionType(DoubleCell.TYPE)).createSpec();

    @TempDir
    private Path m_directory;
    private ExecutionContext m_exec;

    @BeforeEach
    void createContext() {
        m_exec = TestTables.exec(m_directory);
    }

    private ImageRows read(final DataColumnSpec column, final DataCell... cells) throws Exception {
        final BufferedDataTable table = TestTables.column(m_exec, column, cells);
        return ImageColumn.choose(table.getDataTableSpec(), "", "Images").read(table, m_exec);
    }

    @Test
    void readsPngImagesWithTheirRowKeys() throws Exception {
        final ImageRows rows = read(PNG, TestTables.png(2, 3, 10), TestTables.png(2, 3, 250));
        assertEquals(ImageShape.gray(2, 3), rows.images().shape());
        assertArrayEquals(new String[]{"Row0", "Row1"}, rows.rowKeys());
        assertEquals(10, rows.images().byteValue(0, 0));
        assertEquals(15, rows.images().byteValue(0, 5));
        assertEquals(255, rows.images().byteValue(1, 5));
        assertTrue(rows.problems().isEmpty());
    }

    @Test
    void readsAsManyRowsAsSeveralChunksHold() throws Exception {
        final DataCell[] cells = new DataCell[5000];
        Arrays.setAll(cells, i -> i % 1000 == 999 ? TestTables.missing() : TestTables.png(2, 2, i % 256));
        final ImageRows rows = read(PNG, cells);
        assertEquals(4995, rows.size());
        assertEquals(5, rows.problems().size());
        for (int i = 0; i < rows.size(); i++) {
            assertEquals("Row" + rows.tableRows()[i], rows.rowKeys()[i]);
            assertEquals(rows.tableRows()[i] % 256, rows.images().byteValue(i, 0));
            assertEquals(i, rows.imageOfRow()[rows.tableRows()[i]]);
        }
    }

    @Test
    void countsAndNamesRowsWithoutAUsableImage() throws Exception {
        final byte[] whole = TestTables.pngBytes(ImageShape.gray(28, 28), 3);
        final DataCell truncated = PNGImageCellFactory.create(Arrays.copyOf(whole, whole.length / 2));
        final ImageRows rows = read(PNG, TestTables.missing(), TestTables.png(28, 28, 1), truncated,
            TestTables.png(28, 28, 2));
        assertEquals(2, rows.size());
        assertArrayEquals(new int[]{-1, 0, -1, 1}, rows.imageOfRow());
        assertEquals("Row0: missing", rows.problems().get(0).toString());
        assertEquals("Row2", rows.problems().get(1).rowKey());
        final Warnings warnings = new Warnings();
        rows.warn(warnings, "were left out");
        assertTrue(warnings.toString().startsWith("2 of 4 rows have no usable image (Row0: missing, Row2: "),
            warnings.toString());
        assertTrue(warnings.toString().endsWith("and were left out."), warnings.toString());
    }

    @Test
    void mixedSizesAreAnErrorNamingColumnRowAndBothShapes() {
        final EngineException e = assertThrows(EngineException.class,
            () -> read(PNG, TestTables.png(28, 28, 0), TestTables.png(20, 30, 0)));
        assertEquals("Column 'image' holds a 20×30 image in row 'Row1', but the first image (row 'Row0') is 28×28. "
            + "All images of a table must have one size: resize them first.", e.getMessage());
    }

    @Test
    void anotherShapeThanTheModelsIsAnErrorSayingBoth() {
        final BufferedDataTable table = TestTables.column(m_exec, PNG, TestTables.png(28, 28, 0));
        final EngineException e = assertThrows(EngineException.class,
            () -> ImageColumn.choose(table.getDataTableSpec(), "image", "Images").read(table, ImageShape.rgb(32, 32),
                "the model was trained on", m_exec));
        assertEquals("Column 'image' holds a 28×28 image in row 'Row0', but the model was trained on 32×32×3. Choose "
            + "another column or resize the images first.", e.getMessage());
    }

    @Test
    void withAnExpectedShapeATableMayHoldNoImageAtAll() throws Exception {
        final BufferedDataTable table = TestTables.column(m_exec, PNG, TestTables.missing(), TestTables.missing());
        final ImageRows rows = ImageColumn.choose(table.getDataTableSpec(), "image", "Images").read(table,
            ImageShape.gray(4, 4), "the model was trained on", m_exec);
        assertEquals(0, rows.size());
        assertEquals(2, rows.problems().size());
    }

    @Test
    void anEmptyTableAndOneOfMissingImagesAreErrors() {
        assertEquals("The input table is empty: there are no images in it. Check the filter or reader before.",
            assertThrows(EngineException.class, () -> read(PNG)).getMessage());
        assertEquals("Column 'image' holds no images: 1 of 1 row has no usable image (Row0: missing).",
            assertThrows(EngineException.class, () -> read(PNG, TestTables.missing())).getMessage());
    }

    @Test
    void readsCollectionsOfNumbersUpToOneAsTheyStand() throws Exception {
        final ImageRows rows = read(LIST, TestTables.list(0, 0.25, 0.5, 1));
        assertEquals(ImageShape.gray(2, 2), rows.images().shape());
        assertEquals(0.25f, rows.images().value(0, 1));
        assertEquals(1f, rows.images().value(0, 3));
    }

    @Test
    void readsNumbersAboveOneAsBytes() throws Exception {
        final ImageRows whole = read(LIST, TestTables.list(0, 1, 128, 255));
        assertTrue(whole.images().areBytes());
        assertEquals(128, whole.images().byteValue(0, 2));
        final ImageRows fractions = read(LIST, TestTables.list(0, 0.5, 127.5, 255));
        assertFalse(fractions.images().areBytes());
        assertEquals(0.5f, fractions.images().value(0, 2), 1e-6f);
    }

    @Test
    void readsThreeTimesASquareAsRgb() throws Exception {
        assertEquals(ImageShape.rgb(2, 2), read(LIST, TestTables.list(new double[12])).images().shape());
    }

    @Test
    void aListThatIsNoSquareIsAnErrorSayingWhatIsAllowed() {
        final EngineException e = assertThrows(EngineException.class, () -> read(LIST, TestTables.list(0, 1, 0, 1, 0)));
        assertTrue(e.getMessage().startsWith("Column 'pixels' holds 5 values in row 'Row0', which is neither a square"),
            e.getMessage());
    }

    @Test
    void numbersThatAreNoPixelsMakeTheRowUnusable() throws Exception {
        final ImageRows rows = read(LIST, TestTables.list(0, 1, 0, 1), TestTables.list(0, Double.NaN, 0, 1),
            TestTables.list(0, 0, -3, 1), TestTables.list(0, 0, 0, Double.POSITIVE_INFINITY), TestTables.missing());
        assertEquals(1, rows.size());
        assertEquals("Row1: value 2 is missing or not a number", rows.problems().get(0).toString());
        assertEquals("Row2: value 3 is -3.0, outside 0…255", rows.problems().get(1).toString());
        assertEquals("Row3: value 4 is Infinity, outside 0…255", rows.problems().get(2).toString());
        assertEquals("Row4: missing", rows.problems().get(3).toString());
    }

    @Test
    void readsNumericColumnsInTheOrderOfTheTable() throws Exception {
        final DataTableSpec spec = new DataTableSpec(TableOutput.doubles("b"), TableOutput.strings("name"),
            TableOutput.doubles("a"), TableOutput.doubles("d"), TableOutput.doubles("c"));
        final BufferedDataTable table = TestTables.table(m_exec, spec, new DataCell[]{new DoubleCell(0.1),
            TableOutput.cell("x"), new DoubleCell(0.2), new DoubleCell(0.3), new DoubleCell(0.4)});
        final ImageRows rows = ImageColumn.choose(spec, ImageSource.NUMERIC_COLUMNS, "",
            new ColumnFilter(new String[]{"a", "b", "c", "d"}), "Images").read(table, m_exec);
        assertArrayEquals(new float[]{0.1f, 0.2f, 0.3f, 0.4f}, rows.images().toFloats(), 1e-7f);
    }

    @Test
    void aBlankSettingTakesTheFirstPngColumnBeforeAnyCollection() throws Exception {
        final DataTableSpec spec = new DataTableSpec(TableOutput.strings("name"), LIST, PNG);
        assertEquals("Column 'image'", ImageColumn.choose(spec, "", "Images").label());
        assertEquals("Column 'pixels'", ImageColumn.choose(spec, "pixels", "Images").label());
    }

    @Test
    void columnsThatAreAbsentOrNoImagesAreNamed() {
        final DataTableSpec spec = new DataTableSpec(TableOutput.strings("name"), TableOutput.doubles("x"));
        assertEquals("Input 'Images' has no image column: a column of PNG images or of collections of numbers. Columns "
            + "found: 'name', 'x'.", assertThrows(InvalidSettingsException.class,
                () -> ImageColumn.choose(spec, "", "Images")).getMessage());
        assertEquals("Image column 'picture' is not in the table. Columns found: 'name', 'x'.",
            assertThrows(InvalidSettingsException.class, () -> ImageColumn.choose(spec, "picture", "Images"))
                .getMessage());
        assertTrue(assertThrows(InvalidSettingsException.class, () -> ImageColumn.choose(spec, "x", "Images"))
            .getMessage().startsWith("Image column 'x' holds "));
    }

    private ImageRows readVectors(final DataCell... cells) throws Exception {
        final BufferedDataTable table = TestTables.column(m_exec, LIST, cells);
        return ImageColumn.choose(table.getDataTableSpec(), "", "Images").read(table, NumbersAs.VECTORS, m_exec);
    }

    @Test
    void vectorsMayHaveAnyLengthAndAnyFiniteValues() throws Exception {
        final ImageRows rows = readVectors(TestTables.list(-3, 1e6, 0.25, 256, 7), TestTables.list(0, 0, 0, 0, 0));
        assertTrue(rows.areVectors());
        assertEquals(ImageShape.gray(1, 5), rows.images().shape());
        assertArrayEquals(new float[]{-3, 1e6f, 0.25f, 256, 7, 0, 0, 0, 0, 0}, rows.images().toFloats());
    }

    @Test
    void vectorsOfFourValuesAreNoImages() throws Exception {
        assertEquals(ImageShape.gray(1, 4), readVectors(TestTables.list(1, 2, 3, 4)).images().shape());
        assertEquals(ImageShape.gray(2, 2), read(LIST, TestTables.list(1, 2, 3, 4)).images().shape());
    }

    @Test
    void numbersThatNoVectorHoldsMakeTheRowUnusable() throws Exception {
        final ImageRows rows = readVectors(TestTables.list(0, 1), TestTables.list(Double.NaN, 1),
            TestTables.list(0, Double.NEGATIVE_INFINITY), TestTables.list(1e39, 0), TestTables.missing());
        assertEquals(1, rows.size());
        assertEquals("Row1: value 1 is missing or not a number", rows.problems().get(0).toString());
        assertEquals("Row2: value 2 is -Infinity", rows.problems().get(1).toString());
        assertEquals("Row3: value 1 is 1.0E39, too large", rows.problems().get(2).toString());
        assertEquals("Row4: missing", rows.problems().get(3).toString());
        final Warnings warnings = new Warnings();
        rows.warn(warnings, "were left out");
        assertTrue(warnings.toString().startsWith("4 of 5 rows have no usable vector (Row1: "), warnings.toString());
    }

    @Test
    void vectorsOfTwoLengthsAreAnErrorNamingBoth() {
        assertEquals("Column 'pixels' holds 3 values in row 'Row1', but the first vector (row 'Row0') has 2. All "
            + "vectors of a table must have one length.", assertThrows(EngineException.class,
                () -> readVectors(TestTables.list(0, 1), TestTables.list(0, 1, 2))).getMessage());
        assertEquals("Column 'pixels' holds no values in row 'Row0'. Choose another column.",
            assertThrows(EngineException.class, () -> readVectors(TestTables.list())).getMessage());
        assertEquals("The input table is empty: there are no vectors in it. Check the filter or reader before.",
            assertThrows(EngineException.class, this::readVectors).getMessage());
    }

    @Test
    void aModelOfVectorsReadsNumbersAsThemAndRefusesPngImages() throws Exception {
        final ExpectedImages four = new ExpectedImages(ImageShape.gray(1, 4), false, "the model was trained on");
        final BufferedDataTable lists = TestTables.column(m_exec, LIST, TestTables.list(300, -1, 0, 0.5));
        final ImageColumn column = ImageColumn.choose(lists.getDataTableSpec(), "", "Images");
        assertArrayEquals(new float[]{300, -1, 0, 0.5f}, column.read(lists, four, m_exec).images().toFloats());
        final BufferedDataTable five = TestTables.column(m_exec, LIST, TestTables.list(0, 0, 0, 0, 0));
        assertEquals("Column 'pixels' holds 5 values in row 'Row0', but the model was trained on vectors of 4 values. "
            + "Choose another column.",
            assertThrows(EngineException.class, () -> column.read(five, four, m_exec)).getMessage());
        final BufferedDataTable images = TestTables.column(m_exec, PNG, TestTables.png(2, 2, 0));
        final ImageColumn png = ImageColumn.choose(images.getDataTableSpec(), "", "Images");
        assertEquals("Column 'image' holds a 2×2 image in row 'Row0', but the model was trained on vectors of 4 "
            + "values. Choose another column.",
            assertThrows(EngineException.class, () -> png.read(images, four, m_exec)).getMessage());
    }

    private static DataCell rgb(final int height, final int width) {
        return PNGImageCellFactory.create(TestTables.pngBytes(ImageShape.rgb(height, width), 3));
    }

    @Test
    void aModelThatTurnsColourGrayTakesEitherButNotBothAtOnce() throws Exception {
        final ExpectedImages gray = new ExpectedImages(ImageShape.gray(4, 4), true, "the model was trained on");
        final ImageColumn column = ImageColumn.choose(new DataTableSpec(PNG), "", "Images");
        assertEquals(ImageShape.rgb(4, 4),
            column.read(TestTables.column(m_exec, PNG, rgb(4, 4)), gray, m_exec).images().shape());
        assertEquals(ImageShape.gray(4, 4),
            column.read(TestTables.column(m_exec, PNG, TestTables.png(4, 4, 0)), gray, m_exec).images().shape());
        final BufferedDataTable mixed = TestTables.column(m_exec, PNG, rgb(4, 4), TestTables.png(4, 4, 0));
        assertTrue(assertThrows(EngineException.class, () -> column.read(mixed, gray, m_exec)).getMessage()
            .contains("the first image (row 'Row0') is 4×4×3"));
        final ExpectedImages onlyGray = new ExpectedImages(ImageShape.gray(4, 4), false, "the model was trained on");
        assertEquals("Column 'image' holds a 4×4×3 image in row 'Row0', but the model was trained on 4×4. Choose "
            + "another column or convert the images to gray first.", assertThrows(EngineException.class,
                () -> column.read(TestTables.column(m_exec, PNG, rgb(4, 4)), onlyGray, m_exec)).getMessage());
        final ExpectedImages colour = new ExpectedImages(ImageShape.rgb(4, 4), false, "the model was trained on");
        assertEquals("Column 'image' holds a 4×4 image in row 'Row0', but the model was trained on 4×4×3. Choose "
            + "another column or convert the images to RGB first.", assertThrows(EngineException.class, () -> column
                .read(TestTables.column(m_exec, PNG, TestTables.png(4, 4, 0)), colour, m_exec)).getMessage());
        final BufferedDataTable larger = TestTables.column(m_exec, PNG, rgb(8, 8));
        assertEquals("Column 'image' holds an 8×8×3 image in row 'Row0', but the model was trained on 4×4. Choose "
            + "another column or resize the images first.",
            assertThrows(EngineException.class, () -> column.read(larger, gray, m_exec)).getMessage());
    }

    @Test
    void colourAfterAChunkWithoutAnyImageIsReadWhole() throws Exception {
        final DataCell[] cells = new DataCell[2050];
        Arrays.fill(cells, TestTables.missing());
        cells[2049] = rgb(4, 4);
        final ImageRows rows = ImageColumn.choose(new DataTableSpec(PNG), "", "Images").read(
            TestTables.column(m_exec, PNG, cells),
            new ExpectedImages(ImageShape.gray(4, 4), true, "the model was trained on"), m_exec);
        assertEquals(3 + 47, rows.images().byteValue(0, 47));
    }

    @Test
    void imagesMayBeRejectedAfterwards() throws Exception {
        final ImageRows rows = readVectors(TestTables.list(1), TestTables.missing(), TestTables.list(5),
            TestTables.list(2)).reject(i -> i == 1 ? "too large" : null);
        assertArrayEquals(new float[]{1, 2}, rows.images().toFloats());
        assertArrayEquals(new String[]{"Row0", "Row3"}, rows.rowKeys());
        assertArrayEquals(new int[]{0, -1, -1, 1}, rows.imageOfRow());
        assertEquals("[Row1: missing, Row2: too large]", rows.problems().toString());
    }

    @Test
    void theColumnsOfAModelAreFoundByNameInItsOrder() throws Exception {
        final DataTableSpec spec =
            new DataTableSpec(TableOutput.doubles("b"), TableOutput.strings("name"), TableOutput.doubles("a"));
        final BufferedDataTable table = TestTables.table(m_exec, spec,
            new DataCell[]{new DoubleCell(2), TableOutput.cell("x"), new DoubleCell(1)});
        final ImageColumn column = ImageColumn.named(spec, java.util.List.of("a", "b"), "Images");
        assertArrayEquals(new float[]{1, 2}, column.read(table, NumbersAs.VECTORS, m_exec).images().toFloats());
        assertEquals("Input 'Images' lacks 2 of the 3 numeric columns 'c', 'name' that the model was trained on. "
            + "Columns found: 'b', 'name', 'a'. Rename the columns, or choose them by hand.",
            assertThrows(InvalidSettingsException.class,
                () -> ImageColumn.named(spec, java.util.List.of("a", "c", "name"), "Images")).getMessage());
    }

    @Test
    void cancelsWhileReading() {
        final EmbeddedProgressMonitor monitor = new EmbeddedProgressMonitor();
        final ExecutionContext exec = ExecutionContexts.create(m_directory, monitor);
        final BufferedDataTable table = TestTables.column(m_exec, PNG, TestTables.png(4, 4, 0));
        monitor.cancel();
        assertThrows(CanceledExecutionException.class,
            () -> ImageColumn.choose(table.getDataTableSpec(), "", "Images").read(table, exec));
    }
}
