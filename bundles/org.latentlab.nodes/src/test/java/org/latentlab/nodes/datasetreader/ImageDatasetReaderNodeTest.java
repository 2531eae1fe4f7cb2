package org.latentlab.nodes.datasetreader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataRow;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.core.WorkflowDirectory;
import org.latentlab.platform.ui.NodeHandle;

final class ImageDatasetReaderNodeTest {

    @TempDir
    private Path m_directory;

    private NodeRun node() {
        return new NodeRun(new ImageDatasetReaderNodeFactory(), m_directory.resolve("stores"));
    }

    private static ImageDatasetReaderParameters reading(final Path directory) {
        final ImageDatasetReaderParameters parameters = new ImageDatasetReaderParameters();
        parameters.m_directory = directory.toString();
        return parameters;
    }

    private Path imageFolder() throws Exception {
        final Path folder = m_directory.resolve("animals");
        for (final String name : List.of("cat", "dog")) {
            Files.createDirectories(folder.resolve(name));
            for (int i = 0; i < 3; i++) {
                Files.write(folder.resolve(name).resolve(i + ".png"),
                    TestTables.pngBytes(ImageShape.gray(4, 5), 10 * i + name.charAt(0)));
            }
        }
        return folder;
    }

    @Test
    void withoutADirectoryItGivesSyntheticDigits() throws Exception {
        final ImageDatasetReaderParameters parameters = new ImageDatasetReaderParameters();
        parameters.m_limit = 30;
        final BufferedDataTable table = node().table(parameters);
        assertEquals(30, table.size());
        assertEquals("Row0", TestTables.keys(table).get(0));
        assertEquals(10, table.getDataTableSpec().getColumnSpec("class").getDomain().getValues().size());
    }

    @Test
    void readsAFolderPerClassWithTheFilesAsRowKeys() throws Exception {
        final NodeRun node = node();
        final BufferedDataTable table = node.table(reading(imageFolder()));
        assertEquals(6, table.size());
        assertTrue(TestTables.keys(table).get(0).replace('\\', '/').endsWith("cat/0.png"), "" + TestTables.keys(table));
        assertEquals("dog", ((StringValue)TestTables.rows(table).get(5).getCell(1)).getStringValue());
        final ImageRows rows = ImageColumn.choose(table.getDataTableSpec(), "", "Images").read(table, node.exec());
        assertEquals(ImageShape.gray(4, 5), rows.images().shape());
        assertEquals('d' + 20, rows.images().byteValue(5, 0));
    }

    @Test
    void aBrokenFileIsAMissingCellCountedAndNamedInTheWarning() throws Exception {
        final Path folder = imageFolder();
        final byte[] whole = Files.readAllBytes(folder.resolve("cat/1.png"));
        Files.write(folder.resolve("cat/1.png"), Arrays.copyOf(whole, whole.length - 20));
        final NodeHandle.Executed executed = node().run(reading(folder));
        final BufferedDataTable table = (BufferedDataTable)executed.out()[0];
        assertEquals(6, table.size());
        assertTrue(TestTables.rows(table).get(1).getCell(0).isMissing());
        assertEquals("cat", TestTables.rows(table).get(1).getCell(1).toString());
        assertTrue(executed.warning().startsWith("1 of 6 rows have no readable image (")
            && executed.warning().contains("1.png") && executed.warning().endsWith("and are missing cells."),
            executed.warning());
    }

    @Test
    void resizesToOneShape() throws Exception {
        final ImageDatasetReaderParameters parameters = reading(imageFolder());
        parameters.m_resize = true;
        parameters.m_width = 8;
        parameters.m_height = 6;
        parameters.m_colours = Colours.RGB;
        final NodeRun node = node();
        final BufferedDataTable table = node.table(parameters);
        assertEquals(ImageShape.rgb(6, 8), ImageColumn.choose(table.getDataTableSpec(), "", "Images")
            .read(table, node.exec()).images().shape());
    }

    @Test
    void aFileUrlIsADirectoryToo() throws Exception {
        final ImageDatasetReaderParameters parameters = new ImageDatasetReaderParameters();
        parameters.m_directory = imageFolder().toUri().toString();
        assertEquals(6, node().table(parameters).size());
    }

    @Test
    @SuppressWarnings("try")
    void aKnimeUrlIsADirectoryOfTheWorkflow() throws Exception {
        final Path folder = imageFolder();
        final ImageDatasetReaderParameters parameters = new ImageDatasetReaderParameters();
        parameters.m_directory = "knime://knime.workflow/animals";
        try (WorkflowDirectory.Scope scope = WorkflowDirectory.enter(folder.getParent())) {
            assertEquals(6, node().table(parameters).size());
        }
        parameters.m_directory = "knime://knime.workflow/plants";
        try (WorkflowDirectory.Scope scope = WorkflowDirectory.enter(folder.getParent())) {
            assertTrue(refusal(parameters).startsWith("Directory 'knime://knime.workflow/plants' does not exist "
                + "(looked for " + folder.resolveSibling("plants") + ")."), refusal(parameters));
        }
    }

    @Test
    void aLimitDrawsEveryClassInProportionAndTheSeedDecides() throws Exception {
        final ImageDatasetReaderParameters parameters = reading(imageFolder());
        parameters.m_limit = 4;
        final BufferedDataTable table = node().table(parameters);
        int cats = 0;
        for (final DataRow row : table) {
            cats += "cat".equals(row.getCell(1).toString()) ? 1 : 0;
        }
        assertEquals(2, cats);
        assertEquals(TestTables.keys(table), TestTables.keys(node().table(parameters)));
    }

    @Test
    void wrongDirectoriesAreRefusedBeforeExecution() throws Exception {
        final String absent = m_directory.resolve("absent").toString();
        assertEquals("Directory '" + absent + "' does not exist. Correct it, or leave it blank for synthetic digits.",
            refusal(reading(Path.of(absent))));
        final Path file = Files.writeString(m_directory.resolve("file.txt"), "x");
        assertTrue(refusal(reading(file)).startsWith("'" + file + "' is a file."));
        final ImageDatasetReaderParameters blank = new ImageDatasetReaderParameters();
        blank.m_format = FormatOption.IDX;
        assertTrue(refusal(blank).startsWith("No directory is set."));
        final ImageDatasetReaderParameters url = new ImageDatasetReaderParameters();
        url.m_directory = "file:relative/path";
        assertTrue(refusal(url).startsWith("Directory 'file:relative/path' is not a valid file URL"));
    }

    @Test
    void wrongParametersAreNamed() {
        final ImageDatasetReaderParameters parameters = new ImageDatasetReaderParameters();
        parameters.m_limit = -1;
        assertEquals("Row limit is -1; it must be at least 0.", refusal(parameters));
        parameters.m_limit = 0;
        parameters.m_classColumn = "image";
        assertTrue(refusal(parameters).startsWith("Image column and class column have the same name"));
        parameters.m_classColumn = " ";
        assertTrue(refusal(parameters).startsWith("Class column is blank"));
    }

    private String refusal(final ImageDatasetReaderParameters parameters) {
        return assertThrows(InvalidSettingsException.class, () -> node().configure(parameters)).getMessage();
    }

    @Test
    void aDirectoryWithoutADataSetFailsAtExecutionSayingWhatIsThere() throws Exception {
        final Path directory = Files.createDirectories(m_directory.resolve("other"));
        Files.writeString(directory.resolve("notes.txt"), "nothing");
        final KNIMEException e = assertThrows(KNIMEException.class, () -> node().run(reading(directory)));
        assertTrue(e.getMessage().contains("notes.txt") && e.getMessage().contains(directory.toString()),
            e.getMessage());
    }

    @Test
    void truncatedIdxFilesAreNamed() throws Exception {
        final Path directory = Files.createDirectories(m_directory.resolve("idx"));
        Files.write(directory.resolve("train-images-idx3-ubyte"), new byte[]{0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2});
        Files.write(directory.resolve("train-labels-idx1-ubyte"), new byte[]{0, 0, 8, 1, 0, 0, 0, 2, 1, 2});
        final KNIMEException e = assertThrows(KNIMEException.class, () -> node().run(reading(directory)));
        assertTrue(e.getMessage().contains("train-images-idx3-ubyte"), e.getMessage());
    }

    @Test
    void readsMnistStratified() throws Exception {
        final String set = System.getenv("LATENTLAB_DATA");
        final Path mnist = Path.of(set == null ? "../../../shared/data" : set, "mnist");
        Assumptions.assumeTrue(Files.isDirectory(mnist), "MNIST is not at " + mnist);
        final ImageDatasetReaderParameters parameters = reading(mnist);
        parameters.m_split = SplitOption.TEST;
        parameters.m_limit = 1000;
        final BufferedDataTable table = node().table(parameters);
        final int[] counts = new int[10];
        table.iterator().forEachRemaining(row -> counts[Integer.parseInt(row.getCell(1).toString())]++);
        // the test set has 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974 and 1009 images of the classes
        final int[] expected = {98, 113, 103, 101, 98, 89, 96, 103, 98, 101};
        assertEquals(1000, Arrays.stream(counts).sum());
        for (int i = 0; i < 10; i++) {
            assertEquals(expected[i], counts[i], 1, "class " + i);
        }
        assertArrayEquals(new String[]{"image", "class"}, table.getDataTableSpec().getColumnNames());
    }
}
