package org.latentlab.nodes.syntheticdigits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.platform.ui.ParametersPersistence;

final class SyntheticDigitsNodeTest {

    @TempDir
    private Path m_directory;

    private NodeRun node() {
        return new NodeRun(new SyntheticDigitsNodeFactory(), m_directory);
    }

    @Test
    void theDefaultsDrawTenClassesInEqualNumbers() throws Exception {
        final BufferedDataTable table = node().table(null);
        assertEquals(5000, table.size());
        assertArrayEquals(new String[]{"image", "class"}, table.getDataTableSpec().getColumnNames());
        final int[] counts = new int[10];
        table.iterator().forEachRemaining(
            row -> counts[Integer.parseInt(((StringValue)row.getCell(1)).getStringValue())]++);
        assertArrayEquals(new int[]{500, 500, 500, 500, 500, 500, 500, 500, 500, 500}, counts);
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            table.getDataTableSpec().getColumnSpec("class").getDomain().getValues().stream().map(Object::toString)
                .toList());
    }

    @Test
    void factorsLieInTheirRangesAndTheSpecTellsTheirColumnsBefore() throws Exception {
        final SyntheticDigitsParameters parameters = new SyntheticDigitsParameters();
        parameters.m_count = 50;
        parameters.m_factors = true;
        parameters.m_variation.m_slantMin = 5;
        parameters.m_variation.m_slantMax = 6;
        parameters.m_variation.m_thicknessMin = 3;
        parameters.m_variation.m_thicknessMax = 3;
        final DataTableSpec before = (DataTableSpec)node().configure(parameters).outSpecs()[0];
        final BufferedDataTable table = node().table(parameters);
        assertArrayEquals(before.getColumnNames(), table.getDataTableSpec().getColumnNames());
        final int slant = before.findColumnIndex("slant");
        final int thickness = before.findColumnIndex("thickness");
        for (final DataRow row : table) {
            final double value = ((DoubleValue)row.getCell(slant)).getDoubleValue();
            assertTrue(value >= 5 && value <= 6, "slant " + value);
            assertEquals(3, ((DoubleValue)row.getCell(thickness)).getDoubleValue());
        }
    }

    @Test
    void theSeedDecidesTheImages() throws Exception {
        assertTrue(images(1).images().equals(images(1).images()));
        assertTrue(!images(1).images().equals(images(2).images()));
        assertEquals(ImageShape.gray(28, 28), images(1).images().shape());
    }

    private ImageRows images(final long seed) throws Exception {
        final SyntheticDigitsParameters parameters = new SyntheticDigitsParameters();
        parameters.m_count = 20;
        parameters.m_seed = seed;
        final NodeRun node = node();
        final BufferedDataTable table = node.table(parameters);
        return ImageColumn.choose(table.getDataTableSpec(), "", "Images").read(table, node.exec());
    }

    @Test
    void parametersAreCheckedWhenLoadedNotByTheDialogAlone() {
        final SyntheticDigitsParameters none = new SyntheticDigitsParameters();
        none.m_count = 0;
        assertTrue(assertThrows(InvalidSettingsException.class, () -> node().configure(none)).getMessage()
            .startsWith("Number of images is 0"));
        final SyntheticDigitsParameters reversed = new SyntheticDigitsParameters();
        reversed.m_variation.m_scaleMin = 1;
        reversed.m_variation.m_scaleMax = 0.9;
        assertEquals("Scale: the lowest value, 1.0, is not below the highest, 0.9.",
            assertThrows(InvalidSettingsException.class, () -> node().configure(reversed)).getMessage());
    }

    @Test
    void settingsOfAnOlderVersionThatLackAFieldLoadWithItsDefault() throws Exception {
        final NodeSettings older = new NodeSettings("model");
        older.addInt("count", 7);
        older.addNodeSettings("variation").addDouble("slantMax", 3);
        final SyntheticDigitsParameters parameters =
            ParametersPersistence.load(older, SyntheticDigitsParameters.class);
        assertEquals(7, parameters.m_count);
        assertEquals(1, parameters.m_seed);
        assertEquals(3, parameters.m_variation.m_slantMax);
        assertEquals(SyntheticDigitsConfig.of(1, 0).thickness().high(), parameters.m_variation.m_thicknessMax);
    }

    @Test
    void theDefaultRangesAreTheEngines() {
        assertEquals(SyntheticDigitsConfig.of(5000, 1), new SyntheticDigitsParameters().config());
    }

    @Test
    void cancels() {
        final NodeRun node = node();
        node.monitor().cancel();
        assertThrows(CanceledExecutionException.class, () -> node.execute(new SyntheticDigitsParameters()));
    }
}
