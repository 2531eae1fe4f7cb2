package org.latentlab.nodes.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

final class LatentColumnsTest {

    @TempDir
    private Path m_directory;
    private ExecutionContext m_exec;

    @BeforeEach
    void createContext() {
        m_exec = TestTables.exec(m_directory);
    }

    @Test
    void findsCoordinatesInTheOrderOfTheirNumbersUpToTheFirstGap() {
        assertEquals(List.of("z1", "z2", "z3"), LatentColumns.detect(new DataTableSpec(TableOutput.doubles("z2"),
            TableOutput.doubles("z10"), TableOutput.doubles("z1"), TableOutput.doubles("z3"))));
        assertEquals(List.of(), LatentColumns.detect(new DataTableSpec(TableOutput.strings("z1"))));
    }

    @Test
    void readsPointsAndNamesRowsWithoutOne() throws Exception {
        final DataTableSpec spec = new DataTableSpec(LatentColumns.newColumns(2));
        final BufferedDataTable table = TestTables.table(m_exec, spec, point(1, 2), point(Double.NaN, 0),
            new DataCell[]{new DoubleCell(3), TestTables.missing()}, point(0, Double.NEGATIVE_INFINITY), point(4, 5));
        final LatentRows rows = LatentColumns.choose(spec, "Latent Codes").read(table, m_exec);
        assertArrayEquals(new double[]{1, 2, 4, 5}, rows.points().data());
        assertArrayEquals(new String[]{"Row0", "Row4"}, rows.rowKeys());
        assertArrayEquals(new int[]{0, -1, -1, -1, 1}, rows.pointOfRow());
        final Warnings warnings = new Warnings();
        rows.warn(warnings, "get missing images");
        assertEquals("3 of 5 rows have no usable latent point (Row1: z1 is NaN, Row2: z2 missing, Row3: z2 is "
            + "-Infinity) and get missing images.", warnings.toString());
    }

    @Test
    void aCoordinateBeyondSinglePrecisionIsNotUsableAndNamed() throws Exception {
        final DataTableSpec spec = new DataTableSpec(LatentColumns.newColumns(2));
        final BufferedDataTable table = TestTables.table(m_exec, spec, point(1, 2), point(-1e300, 0), point(3e38, 0));
        final LatentRows rows = LatentColumns.choose(spec, "Latent Codes").read(table, m_exec);
        assertArrayEquals(new String[]{"Row0", "Row2"}, rows.rowKeys());
        assertEquals(List.of(new RowProblem("Row1", "z1 is -1.0E300, beyond single precision")), rows.problems());
    }

    private static DataCell[] point(final double z1, final double z2) {
        return new DataCell[]{new DoubleCell(z1), new DoubleCell(z2)};
    }

    @Test
    void takesColumnsChosenByHandInTheOrderOfTheTable() throws Exception {
        final DataTableSpec spec = new DataTableSpec(TableOutput.doubles("u"), TableOutput.doubles("z1"),
            TableOutput.ints("v"), TableOutput.strings("s"));
        assertEquals(List.of("u", "v"), LatentColumns.choose(spec, LatentColumnsMode.MANUAL,
            new ColumnFilter(new String[]{"v", "u", "s"}), "Latent Codes").names());
        assertThrows(InvalidSettingsException.class, () -> LatentColumns.choose(spec, LatentColumnsMode.MANUAL,
            new ColumnFilter(new String[0]), "Latent Codes"));
    }

    @Test
    void aTableWithoutCoordinatesIsAnErrorSayingWhatToDo() {
        final DataTableSpec spec = new DataTableSpec(TableOutput.doubles("x"));
        assertEquals("Input 'Latent Codes' has no latent coordinates: no numeric column 'z1'. Encode images first, or "
            + "choose the columns by hand. Columns found: 'x'.",
            assertThrows(InvalidSettingsException.class, () -> LatentColumns.choose(spec, "Latent Codes"))
                .getMessage());
    }

    @Test
    void anotherNumberOfDimensionsThanTheModelsIsAnError() throws Exception {
        final LatentColumns columns =
            LatentColumns.choose(new DataTableSpec(LatentColumns.newColumns(3)), "Latent Codes");
        columns.checkDimensions(3, "the model");
        assertTrue(assertThrows(InvalidSettingsException.class, () -> columns.checkDimensions(2, "the model"))
            .getMessage()
            .startsWith("The table has 3 latent columns (z1 … z3), but the model has 2 latent dimensions."));
    }

    @Test
    void anEmptyTableHasNoPoints() throws Exception {
        final BufferedDataTable table = TestTables.table(m_exec, new DataTableSpec(LatentColumns.newColumns(2)));
        assertEquals(0, LatentColumns.choose(table.getDataTableSpec(), "Latent Codes").read(table, m_exec).size());
    }
}
