package org.latentlab.nodes.traingan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.node.BufferedDataTable;
import org.latentlab.engine.failure.FailureFinding;
import org.latentlab.engine.failure.FailureKind;
import org.latentlab.engine.failure.FailureSnapshot;
import org.latentlab.engine.gan.GanEpochRecord;
import org.latentlab.nodes.table.TestTables;

final class FailureTablesTest {

    @TempDir
    private Path m_directory;

    private static GanEpochRecord epoch(final int epoch, final FailureSnapshot seen) {
        return new GanEpochRecord(epoch, 10L * epoch, 1, 1, 0.5, 0.5, 1, 1, Double.NaN, Double.NaN, Double.NaN, 100, 1,
            seen);
    }

    private static FailureSnapshot seen(final int epoch, final double[] shares, final double[] ofData) {
        return new FailureSnapshot(epoch, 10L * epoch, 200, 3, 9, 0.75, 0.01, shares, ofData, 0.69, 0.2, 1.5, 0.9, 0.1,
            40, 0.5);
    }

    @Test
    void onlyEpochsLookedAtHaveRowsAndMissingClassesAreNamed() throws Exception {
        // "b" has 2 % of the samples but 30 % of the data, so it is missing though it is hit; "d" has neither
        final List<GanEpochRecord> epochs = List.of(epoch(1, null),
            epoch(2, seen(2, new double[]{0.485, 0.02, 0.495, 0}, new double[]{0.4, 0.3, 0.3, 0})));
        final BufferedDataTable table =
            FailureTables.diagnostics(epochs, List.of("a", "b", "c", "d"), TestTables.exec(m_directory));
        assertEquals(List.of("Epoch 2"), TestTables.keys(table));
        final DataRow row = TestTables.rows(table).get(0);
        assertEquals("20", cell(row, table, "generator updates").toString());
        assertEquals("0.75", cell(row, table, "near-duplicates").toString());
        assertEquals("3", cell(row, table, "classes hit").toString());
        assertEquals("3", cell(row, table, "classes of the data").toString());
        assertEquals("b", cell(row, table, "classes missing").toString());
        assertEquals("0.495", ((ListDataValue)cell(row, table, "class shares")).get(2).toString());
        assertEquals("40.0", cell(row, table, "period").toString());
    }

    @Test
    void withoutAClassifierItsFiguresAreMissing() throws Exception {
        final BufferedDataTable table = FailureTables.diagnostics(
            List.of(epoch(1, seen(1, new double[0], new double[0]))), List.of(), TestTables.exec(m_directory));
        final DataRow row = TestTables.rows(table).get(0);
        for (final String column : List.of("classes hit", "classes of the data", "classes missing", "class shares")) {
            assertTrue(cell(row, table, column).isMissing(), column);
        }
    }

    @Test
    void aFindingIsARow() throws Exception {
        final BufferedDataTable table = FailureTables.findings(
            List.of(new FailureFinding(FailureKind.MODE_COLLAPSE, 3, 7, true, "It collapses.")),
            TestTables.exec(m_directory));
        final DataRow row = TestTables.rows(table).get(0);
        assertEquals("mode collapse", row.getCell(0).toString());
        assertEquals("3", row.getCell(1).toString());
        assertEquals("7", row.getCell(2).toString());
        assertTrue(((BooleanValue)row.getCell(3)).getBooleanValue());
        assertEquals("It collapses.", row.getCell(4).toString());
    }

    private static DataCell cell(final DataRow row, final BufferedDataTable table, final String column) {
        return row.getCell(table.getDataTableSpec().findColumnIndex(column));
    }
}
