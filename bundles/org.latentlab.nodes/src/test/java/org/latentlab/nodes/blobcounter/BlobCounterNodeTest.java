package org.latentlab.nodes.blobcounter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.latentlab.engine.dataset.GaussianBlobs;
import org.latentlab.engine.dataset.GaussianBlobsConfig;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class BlobCounterNodeTest {

    private static final DataTableSpec SPEC =
        new DataTableSpec(ImageCells.newColumn("image"), TableOutput.strings("model"));

    @TempDir
    private Path m_directory;
    private PortRun m_node;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new BlobCounterNodeFactory(), m_directory);
    }

    private List<DataCell[]> rows(final int count, final int blobs, final double width, final String model) {
        final ImageCells images = new ImageCells(
            GaussianBlobs.generate(new GaussianBlobsConfig(count, 32, blobs, width, 2)).images());
        final List<DataCell[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new DataCell[]{images.cell(i), model == null ? DataType.getMissingCell()
                : new StringCell(model)});
        }
        return rows;
    }

    @SafeVarargs
    private final BufferedDataTable table(final List<DataCell[]>... parts) {
        final List<DataCell[]> all = new ArrayList<>();
        for (final List<DataCell[]> part : parts) {
            all.addAll(part);
        }
        return TestTables.table(m_node.exec(), SPEC, all.toArray(DataCell[][]::new));
    }

    private static BlobCounterParameters byModel(final String reference) {
        final BlobCounterParameters parameters = new BlobCounterParameters();
        parameters.m_byGroup = true;
        parameters.m_groupColumn = "model";
        parameters.m_referenceGroup = reference;
        return parameters;
    }

    @Test
    void eachImageGetsItsFigures() throws Exception {
        final PortObject[] out = m_node.run(null, table(rows(6, 1, 2, "a"), rows(4, 1, 3, "b"))).out();
        final BufferedDataTable counted = (BufferedDataTable)out[0];
        assertArrayEquals(new String[]{"image", "model", "blobs", "blob width", "blob height", "background",
            "residual"}, counted.getDataTableSpec().getColumnNames());
        final double[] widths = numbers(counted, "blob width");
        for (int i = 0; i < 10; i++) {
            assertEquals(1, numbers(counted, "blobs")[i]);
            assertEquals(i < 6 ? 2 : 3, widths[i], 0.02);
            assertEquals(1, numbers(counted, "blob height")[i], 0.02);
            assertEquals(0, numbers(counted, "background")[i], 0.002);
        }
        assertEquals(List.of("all"), texts(out[1], "group"));
        assertEquals(10, numbers(out[1], "images")[0]);
        assertEquals(2.4, numbers(out[1], "blob width")[0], 0.02);
        // six of 2 and four of 3: the standard deviation is √(2.4 / 9), the standard error that over √10
        assertEquals(Math.sqrt(2.4 / 9 / 10), numbers(out[1], "blob width SE")[0], 0.002);
        assertEquals(2, numbers(out[1], "median blob width")[0], 0.02);
        assertNull(texts(out[1], "verdict").get(0));
        assertTrue(Double.isNaN(numbers(out[1], "width ratio")[0]));
    }

    @Test
    void groupsAreComparedWithTheReferenceImages() throws Exception {
        final PortObject summary = m_node.run(byModel(""), table(rows(20, 1, 2.6, "vae"), rows(20, 1, 2, "gan")),
            table(rows(30, 1, 2, "x"))).out()[1];
        assertEquals(List.of("vae", "gan", "reference"), texts(summary, "group"));
        assertArrayEquals(new double[]{20, 20, 30}, numbers(summary, "images"));
        assertEquals(1.3, numbers(summary, "width ratio")[0], 0.005);
        assertEquals(1, numbers(summary, "width ratio")[1], 0.005);
        assertTrue(Double.isNaN(numbers(summary, "width ratio")[2]));
        assertTrue(texts(summary, "verdict").get(0).startsWith("Blobs are 1.30 ± 0.00 times as wide as they should be"),
            texts(summary, "verdict").get(0));
        assertTrue(texts(summary, "verdict").get(1).startsWith("Blobs are as wide as they should be"));
        assertNull(texts(summary, "verdict").get(2));
    }

    @Test
    void aGroupMayBeTheReference() throws Exception {
        final PortObject summary = m_node.run(byModel("real"), table(rows(10, 3, 2, "real"), rows(10, 1, 2, "gan")))
            .out()[1];
        assertEquals(List.of("real", "gan"), texts(summary, "group"));
        assertNull(texts(summary, "verdict").get(0));
        assertEquals(1 / numbers(summary, "blobs per image")[0], numbers(summary, "count ratio")[1], 1e-9);
        assertTrue(texts(summary, "verdict").get(1).contains("An image has too few (1.00 ± 0.00 blobs, reference "),
            texts(summary, "verdict").get(1));
        assertEquals("Reference group 'nobody' has no image. Groups found: 'real', 'gan'.", m_node.failure(
            byModel("nobody"), table(rows(2, 3, 2, "real"), rows(2, 1, 2, "gan"))));
        final NodeHandle.Executed both = m_node.run(byModel("real"), table(rows(2, 1, 2, "reference")),
            table(rows(2, 1, 2, "x")));
        assertEquals("Reference group 'real' was not used, because reference images are connected.", both.warning());
        assertEquals(List.of("reference", "reference images"), texts(both.out()[1], "group"));
    }

    @Test
    void peaksAloneAreFewer() throws Exception {
        final BlobCounterParameters peaks = new BlobCounterParameters();
        peaks.m_separate = false;
        final BufferedDataTable table = table(rows(20, 10, 2, "a"));
        final double found = numbers(m_node.run(peaks, table).out()[1], "blobs per image")[0];
        final double separated = numbers(m_node.run(null, table).out()[1], "blobs per image")[0];
        assertTrue(found < 7.5 && separated > 9 && separated <= 10, found + " and " + separated);
    }

    @Test
    void rowsWithoutAnImageOrAGroupAreNamed() throws Exception {
        final List<DataCell[]> missing = new ArrayList<>();
        missing.add(new DataCell[]{DataType.getMissingCell(), new StringCell("a")});
        final NodeHandle.Executed executed = m_node.run(byModel(""), table(rows(2, 1, 2, "a"), missing,
            rows(1, 1, 2, null)));
        assertTrue(executed.warning().contains("1 of 4 rows has no usable image (Row2: missing)")
            || executed.warning().contains("1 of 4 rows have no usable image (Row2: missing) and got missing cells."),
            executed.warning());
        assertTrue(executed.warning().contains("1 of 3 images have no group in column 'model' and were left out of the "
            + "summary."), executed.warning());
        assertTrue(Double.isNaN(numbers(executed.out()[0], "blobs")[2]));
        assertEquals(1, numbers(executed.out()[0], "blobs")[3]);
        assertArrayEquals(new double[]{2}, numbers(executed.out()[1], "images"));
    }

    @Test
    void whatCannotBeCountedIsRefused() throws Exception {
        final BufferedDataTable none = TestTables.table(m_node.exec(), new DataTableSpec(TableOutput.strings("s")));
        assertTrue(m_node.refusal(null, none).startsWith("Input 'Images' has no image column"));
        assertTrue(m_node.refusal(null, table(rows(1, 1, 2, "a")), none)
            .startsWith("Input 'Reference' has no image column"));
        assertTrue(m_node.failure(null, table()).startsWith("The input table is empty"));
        final BlobCounterParameters parameters = new BlobCounterParameters();
        parameters.m_prominence = 1.5;
        assertTrue(m_node.refusal(parameters, table()).startsWith("The least prominence of a peak is above 0 and below "
            + "1"));
        final BlobCounterParameters grouped = byModel("");
        grouped.m_groupColumn = "nowhere";
        assertTrue(m_node.refusal(grouped, table()).startsWith("Class column 'nowhere' is not in the table."));
    }

    @Test
    void cancellingStopsTheCounter() {
        m_node.cancelAt(0.1);
        assertThrows(CanceledExecutionException.class, () -> m_node.run(null, table(rows(600, 1, 2, "a"))));
    }
}
