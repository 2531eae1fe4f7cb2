package org.knime.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.container.SingleCellFactory;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.util.DuplicateKeyException;
import org.latentlab.platform.core.EmbeddedProgressMonitor;
import org.latentlab.platform.core.ExecutionContexts;

class ExecutionContextTest {

    private static final DataTableSpec SPEC = new DataTableSpec("table", new String[]{"name", "value"},
        new DataType[]{StringCell.TYPE, DoubleCell.TYPE});

    @TempDir
    private Path m_directory;

    private final EmbeddedProgressMonitor m_monitor = new EmbeddedProgressMonitor();

    private ExecutionContext exec() {
        return ExecutionContexts.create(m_directory, m_monitor);
    }

    private static DataRow row(final String key, final String name, final double value) {
        return new DefaultRow(key, new StringCell(name), new DoubleCell(value));
    }

    private BufferedDataTable table(final DataRow... rows) {
        final var container = exec().createDataContainer(SPEC);
        List.of(rows).forEach(container::addRowToTable);
        container.close();
        return container.getTable();
    }

    private static List<String> keys(final BufferedDataTable table) {
        final var keys = new ArrayList<String>();
        table.forEach(r -> keys.add(r.getKey().getString()));
        return keys;
    }

    @Test
    void aTableHasItsRowsInOrderAndCanBeReadTwice() {
        final var table = table(row("b", "x", 1), row("a", "y", 2));
        assertEquals(2, table.size());
        assertEquals(List.of("b", "a"), keys(table));
        assertEquals(List.of("b", "a"), keys(table));
        assertEquals("Rows: 2, Cols: 2", table.getSummary());
        final var rows = table.iterator();
        assertTrue(rows.hasNext());
        rows.close();
        assertFalse(rows.hasNext());
    }

    @Test
    void aRowKeyThatComesTwiceIsAnError() {
        final var e = assertThrows(DuplicateKeyException.class, () -> table(row("a", "x", 1), row("a", "y", 2)));
        assertEquals("Encountered duplicate row ID \"a\" at row number 2", e.getMessage());
        assertEquals("a", e.getKey());
    }

    @Test
    void aCellOfAnotherTypeIsAnError() {
        final var e = assertThrows(IllegalArgumentException.class,
            () -> table(new DefaultRow("a", new StringCell("x"), new StringCell("no number at all, but a long text"))));
        assertEquals("Runtime class of object \"no number at all, but a long t...\" (index 1) in row \"a\" is String"
            + " and does not comply with its supposed superclass Number (Float)", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> table(new DefaultRow("a", new StringCell("x"))));
        assertEquals(1, table(new DefaultRow("a", DataType.getMissingCell(), new IntCell(1))).size());
    }

    @Test
    void theDomainsAreLearntFromTheRows() {
        final var table = table(row("a", "y", 2), row("b", "x", Double.NaN), row("c", "y", -1),
            new DefaultRow("d", DataType.getMissingCell(), DataType.getMissingCell()));
        final var names = table.getDataTableSpec().getColumnSpec(0).getDomain();
        assertEquals("[y, x]", names.getValues().toString());
        assertFalse(names.hasBounds());
        final var values = table.getDataTableSpec().getColumnSpec(1).getDomain();
        assertFalse(values.hasValues());
        assertEquals(new DoubleCell(-1), values.getLowerBound());
        assertEquals(new DoubleCell(2), values.getUpperBound());
    }

    @Test
    void aDomainListsNoMoreThanSixtyValues() {
        for (final int n : new int[]{60, 61}) {
            final var table =
                table(IntStream.range(0, n).mapToObj(i -> row("r" + i, "v" + i, i)).toArray(DataRow[]::new));
            assertEquals(n == 60, table.getDataTableSpec().getColumnSpec(0).getDomain().hasValues());
        }
    }

    @Test
    void theSpecsOwnDomainIsTheStartUnlessItIsRefused() {
        final var first = table(row("a", "kept", 5)).getDataTableSpec();
        final var second = exec().createDataContainer(first);
        second.addRowToTable(row("b", "new", 1));
        second.close();
        assertEquals("[kept, new]", second.getTable().getDataTableSpec().getColumnSpec(0).getDomain().getValues()
            .toString());
        final var fresh = exec().createDataContainer(first, false);
        fresh.addRowToTable(row("b", "new", 1));
        fresh.close();
        assertEquals("[new]", fresh.getTable().getDataTableSpec().getColumnSpec(0).getDomain().getValues().toString());
        final var untouched = exec().createDataContainer(first,
            DataContainerSettings.builder().withDomainUpdate(false).withCheckDuplicateRowKeys(false).build());
        untouched.addRowToTable(row("b", "new", 1));
        untouched.addRowToTable(row("b", "new", 1));
        untouched.close();
        assertEquals(first, untouched.getTable().getDataTableSpec());
    }

    @Test
    void aClosedContainerTakesNoRowsAndAnOpenOneGivesNoTable() {
        final var container = exec().createDataContainer(SPEC);
        assertThrows(IllegalStateException.class, container::getTable);
        container.close();
        assertThrows(IllegalStateException.class, () -> container.addRowToTable(row("a", "x", 1)));
        assertSame(container.getTable(), container.getTable());
    }

    @Test
    void tablesAreJoinedByPosition() throws Exception {
        final var left = table(row("a", "x", 1), row("b", "y", 2));
        final var other = new DataTableSpec(new DataColumnSpecCreator("n", IntCell.TYPE).createSpec());
        final var container = exec().createDataContainer(other);
        container.addRowToTable(new DefaultRow("a", new IntCell(7)));
        container.addRowToTable(new DefaultRow("b", new IntCell(8)));
        container.close();
        final var joined = exec().createJoinedTable(left, container.getTable(), exec());
        assertEquals(3, joined.getDataTableSpec().getNumColumns());
        final var rows = new ArrayList<DataRow>();
        joined.forEach(rows::add);
        assertEquals(new IntCell(8), rows.get(1).getCell(2));
        assertThrows(IllegalArgumentException.class,
            () -> exec().createJoinedTable(table(row("b", "x", 1), row("a", "y", 2)), container.getTable(), exec()));
        assertThrows(IllegalArgumentException.class,
            () -> exec().createJoinedTable(table(row("a", "x", 1)), container.getTable(), exec()));
    }

    @Test
    void tablesAreConcatenated() throws Exception {
        final var both = exec().createConcatenateTable(exec(), table(row("a", "x", 1)), table(row("b", "y", 3)));
        assertEquals(List.of("a", "b"), keys(both));
        assertEquals("[x, y]", both.getDataTableSpec().getColumnSpec(0).getDomain().getValues().toString());
        assertEquals(new DoubleCell(3), both.getDataTableSpec().getColumnSpec(1).getDomain().getUpperBound());
        assertThrows(DuplicateKeyException.class,
            () -> exec().createConcatenateTable(exec(), table(row("a", "x", 1)), table(row("a", "y", 3))));
    }

    @Test
    void aSpecIsReplaced() {
        final var table = table(row("a", "x", 1));
        final var spec = new DataTableSpec(new String[]{"n", "v"}, new DataType[]{StringCell.TYPE, DoubleCell.TYPE});
        assertEquals(spec, exec().createSpecReplacerTable(table, spec).getDataTableSpec());
        assertThrows(IllegalArgumentException.class,
            () -> exec().createSpecReplacerTable(table, new DataTableSpec()));
    }

    @Test
    void columnsAreRearranged() throws Exception {
        final var table = table(row("a", "x", 1), row("b", "y", 2));
        final var rearranger = new ColumnRearranger(table.getDataTableSpec());
        rearranger.append(new SingleCellFactory(new DataColumnSpecCreator("double", DoubleCell.TYPE).createSpec()) {
            @Override
            public DataCell getCell(final DataRow row) {
                return new DoubleCell(2 * ((DoubleValue)row.getCell(1)).getDoubleValue());
            }
        });
        rearranger.move("double", 0);
        rearranger.remove("name");
        final var result = exec().createColumnRearrangeTable(table, rearranger, exec());
        assertEquals(List.of("double", "value"), List.of(result.getDataTableSpec().getColumnNames()));
        final var rows = new ArrayList<DataRow>();
        result.forEach(rows::add);
        assertEquals(row("b", "y", 2).getCell(1), rows.get(1).getCell(1));
        assertEquals(new DoubleCell(4), rows.get(1).getCell(0));
        assertEquals(List.of("a", "b"), keys(result));
    }

    @Test
    void progressOfAPartIsAShareOfTheWhole() {
        final var exec = exec();
        final var first = exec.createSubProgress(0.25);
        final var second = exec.createSubExecutionContext(0.5);
        first.setProgress(1, "first");
        second.setProgress(0.5, () -> "second");
        assertEquals(0.5, m_monitor.getProgress(), 1e-12);
        assertEquals("second", m_monitor.getMessage());
        exec.createSilentSubProgress(0.25).setProgress(1.0, "unheard");
        assertEquals(0.75, m_monitor.getProgress(), 1e-12);
        assertEquals("second", m_monitor.getMessage());
        second.setProgress(0.1);
        assertEquals(0.75, m_monitor.getProgress(), 1e-12);
    }

    @Test
    void aCanceledRunStopsAtTheNextCheck() throws Exception {
        final var exec = exec();
        final var part = exec.createSubExecutionContext(0.5);
        part.checkCanceled();
        assertNull(m_monitor.getProgress());
        m_monitor.cancel();
        assertThrows(CanceledExecutionException.class, part::checkCanceled);
        assertTrue(m_monitor.isCanceled());
        assertThrows(CanceledExecutionException.class,
            () -> exec.createConcatenateTable(exec, table(row("a", "x", 1))));
    }

    @Test
    void fileStoresAreFilesUnderTheNodesDirectory() throws IOException {
        final var exec = exec();
        final var store = exec.createFileStore("model.zip");
        assertEquals(m_directory.resolve("000").resolve("000").resolve("model.zip").toFile(), store.getFile());
        assertFalse(store.getFile().exists());
        Files.writeString(store.getFile().toPath(), "bytes");
        assertNotEquals(store.getFile(), exec.createSubExecutionContext(0.1).createFileStore("other").getFile());
        assertThrows(IOException.class, () -> exec.createFileStore("model.zip"));
        for (final var name : new String[]{"../x", ".hidden", "", "a\\b"}) {
            assertThrows(IOException.class, () -> exec.createFileStore(name), name);
        }
    }
}
