package org.latentlab.nodes.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;

final class ModelClassesTest {

    private static final List<String> KNOWN = List.of("cat", "dog");

    private static final DataTableSpec SPEC =
        new DataTableSpec(TableOutput.doubles("z1"), TableOutput.strings("animal"));

    @TempDir
    private Path m_directory;
    private ExecutionContext m_exec;

    @BeforeEach
    void createContext() {
        m_exec = TestTables.exec(m_directory);
    }

    private BufferedDataTable table(final String... animals) throws Exception {
        final DataCell[][] rows = new DataCell[animals.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new DataCell[]{i == 1 ? TestTables.missing() : new DoubleCell(i),
                animals[i] == null ? TestTables.missing() : new StringCell(animals[i])};
        }
        return TestTables.table(m_exec, SPEC, rows);
    }

    private ModelClasses.Classed read(final ModelClasses classes, final BufferedDataTable table) throws Exception {
        return classes.read(LatentColumns.choose(SPEC, "codes").read(table, m_exec), table, m_exec);
    }

    @Test
    void rowsHaveTheClassOfTheirColumnInTheModelsOrder() throws Exception {
        final ModelClasses.Classed classed = read(
            ModelClasses.choose(KNOWN, ClassesFrom.COLUMN, "animal", "", SPEC, "codes"),
            table("dog", "dog", "cat", "dog"));
        assertArrayEquals(new int[]{1, 0, 1}, classed.classes());
        assertArrayEquals(new double[]{0, 2, 3}, classed.rows().points().data());
    }

    @Test
    void rowsWithoutAClassOfTheModelHaveNoPoint() throws Exception {
        final LatentRows rows = read(ModelClasses.choose(KNOWN, ClassesFrom.COLUMN, "animal", "", SPEC, "codes"),
            table("dog", "cat", "bird", null, "cat")).rows();
        assertArrayEquals(new int[]{0, -1, -1, -1, 1}, rows.pointOfRow());
        assertArrayEquals(new int[]{0, 4}, rows.tableRows());
        assertArrayEquals(new String[]{"Row0", "Row4"}, rows.rowKeys());
        assertEquals("[Row1: z1 missing, Row2: class 'bird' is none of the model's, Row3: animal missing]",
            rows.problems().toString());
    }

    @Test
    void oneClassMayBeGivenToAll() throws Exception {
        assertArrayEquals(new int[]{1, 1},
            read(ModelClasses.choose(KNOWN, ClassesFrom.ONE, "", "dog", SPEC, "codes"), table("cat", "cat", "x"))
                .classes());
        assertArrayEquals(new int[]{0},
            read(ModelClasses.choose(KNOWN, ClassesFrom.ONE, "", "", SPEC, "codes"), table("cat")).classes());
        assertEquals("The model has no class 'bird'. Choose one of 'cat', 'dog'.", assertThrows(
            InvalidSettingsException.class,
            () -> ModelClasses.choose(KNOWN, ClassesFrom.ONE, "", "bird", SPEC, "codes")).getMessage());
    }

    @Test
    void aModelWithoutClassesNeedsNone() throws Exception {
        assertNull(read(ModelClasses.choose(List.of(), ClassesFrom.COLUMN, "", "", SPEC, "codes"), table("x"))
            .classes());
    }

    @Test
    void aColumnOfOtherStringsIsNotTakenForTheClasses() throws Exception {
        assertEquals("The model has to be told a class for each row ('cat', 'dog'), but input 'codes' has no class "
            + "column. Choose a column, or one class for all rows. Columns found: 'z1', 'animal'.", assertThrows(
                InvalidSettingsException.class,
                () -> ModelClasses.choose(KNOWN, ClassesFrom.COLUMN, "", "", SPEC, "codes")).getMessage());
        final DataTableSpec listing = new DataTableSpec(TableOutput.doubles("z1"),
            ClassColumn.newColumn("animal", List.of("bird", "dog")));
        ModelClasses.choose(KNOWN, ClassesFrom.COLUMN, "", "", listing, "codes");
    }

    @Test
    void aColumnWithNoneOfTheClassesIsRefused() throws Exception {
        final BufferedDataTable table = table("7", "3");
        final ModelClasses classes = ModelClasses.choose(KNOWN, ClassesFrom.COLUMN, "animal", "", SPEC, "codes");
        assertEquals("No row has a class of the model in column 'animal'. The model knows 'cat', 'dog'; the column "
            + "holds '3', '7'. Choose another column, or one class for all rows.",
            assertThrows(EngineException.class, () -> read(classes, table)).getMessage());
    }
}
