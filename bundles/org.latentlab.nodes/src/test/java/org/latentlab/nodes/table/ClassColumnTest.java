package org.latentlab.nodes.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.property.ColorAttr;
import org.knime.core.data.property.ColorHandler;
import org.knime.core.data.property.ColorModelNominal;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;

final class ClassColumnTest {

    @TempDir
    private Path m_directory;
    private ExecutionContext m_exec;

    @BeforeEach
    void createContext() {
        m_exec = TestTables.exec(m_directory);
    }

    private static ClassColumn of(final BufferedDataTable table, final String name) throws Exception {
        return ClassColumn.choose(table.getDataTableSpec(), name, "Images");
    }

    @Test
    void keepsTheOrderOfTheDomainAndTheClassesThatNoRowHas() throws Exception {
        final BufferedDataTable table = TestTables.column(m_exec,
            ClassColumn.newColumn("class", List.of("zebra", "ant", "cow")), new StringCell("ant"), TestTables.missing(),
            new StringCell("zebra"));
        final ClassLabels labels = of(table, "").read(table, m_exec);
        assertEquals(List.of("zebra", "ant", "cow"), labels.classNames());
        assertArrayEquals(new int[]{1, -1, 0}, labels.labels());
        assertEquals(1, labels.missing());
        assertArrayEquals(new int[]{1, 1, 0}, labels.counts());
    }

    @Test
    void dropsClassesThatNoRowHasOnRequest() {
        final ClassLabels labels = new ClassLabels(TableOutput.strings("class"), List.of("a", "b", "c"),
            new int[]{2, -1, 0, 2}).withoutEmptyClasses();
        assertEquals(List.of("a", "c"), labels.classNames());
        assertArrayEquals(new int[]{1, -1, 0, 1}, labels.labels());
        assertArrayEquals(new int[]{1, 0}, labels.select(new int[]{3, 2}));
    }

    @Test
    void ordersWholeNumbersByValue() throws Exception {
        final BufferedDataTable table = TestTables.column(m_exec, TableOutput.ints("class"), new IntCell(10),
            new IntCell(9), new IntCell(-1), new IntCell(10));
        final ClassLabels labels = of(table, "class").read(table, m_exec);
        assertEquals(List.of("-1", "9", "10"), labels.classNames());
        assertArrayEquals(new int[]{2, 1, 0, 2}, labels.labels());
    }

    @Test
    void findsTheColumnNamedClassElseTheLastOneOfStrings() throws Exception {
        final DataTableSpec named = new DataTableSpec(TableOutput.strings("a"), TableOutput.ints("Label"),
            TableOutput.strings("z"));
        assertEquals("Label", ClassColumn.find(named, "").orElseThrow().name());
        final DataTableSpec unnamed = new DataTableSpec(TableOutput.ints("n"), TableOutput.strings("a"),
            TableOutput.strings("z"), ImageCells.newColumn("image"));
        assertEquals("z", ClassColumn.find(unnamed, "").orElseThrow().name());
        assertTrue(ClassColumn.find(new DataTableSpec(TableOutput.doubles("x")), "").isEmpty());
    }

    @Test
    void columnsThatAreAbsentOrNoClassesAreNamed() {
        final DataTableSpec spec = new DataTableSpec(TableOutput.doubles("x"), ImageCells.newColumn("image"));
        assertTrue(assertThrows(InvalidSettingsException.class, () -> ClassColumn.choose(spec, "", "Images"))
            .getMessage().startsWith("Input 'Images' has no class column"));
        assertEquals("Class column 'y' is not in the table. Columns found: 'x', 'image'.",
            assertThrows(InvalidSettingsException.class, () -> ClassColumn.choose(spec, "y", "Images")).getMessage());
        assertTrue(assertThrows(InvalidSettingsException.class, () -> ClassColumn.choose(spec, "x", "Images"))
            .getMessage().startsWith("Class column 'x' holds "));
    }

    @Test
    void aNewColumnTakesOverClassesAndColours() {
        final DataCell cat = new StringCell("cat");
        final DataColumnSpecCreator creator = new DataColumnSpecCreator(ClassColumn.newColumn("class", List.of("cat")));
        creator.setColorHandler(new ColorHandler(new ColorModelNominal(Map.of(cat, ColorAttr.getInstance(Color.RED)),
            new ColorAttr[]{ColorAttr.getInstance(Color.RED)})));
        final DataColumnSpec copy = ClassColumn.newColumn("predicted", creator.createSpec());
        assertEquals("predicted", copy.getName());
        assertTrue(copy.getDomain().getValues().contains(cat));
        assertEquals(Color.RED, copy.getColorHandler().getColorAttr(cat).getColor());
    }

    @Test
    void makesCellsOfTheColumnsType() {
        assertEquals(new IntCell(7), ClassColumn.cell(TableOutput.ints("class"), "7"));
        assertEquals(new StringCell("7"), ClassColumn.cell(TableOutput.strings("class"), "7"));
    }
}
