package org.latentlab.nodes.knnlabeler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

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
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.property.ColorAttr;
import org.knime.core.data.property.ColorHandler;
import org.knime.core.data.property.ColorModelNominal;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.nodes.knnlabeler.KnnLabelerParameters.Kind;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class KnnLabelerNodeTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new KnnLabelerNodeFactory(), m_directory);
    }

    private static KnnLabelerParameters latents(final int neighbours) {
        final KnnLabelerParameters parameters = new KnnLabelerParameters();
        parameters.m_kind = Kind.LATENT;
        parameters.m_neighbours = neighbours;
        return parameters;
    }

    /** Points on a line: 0 and 1 are a, 10 is b, 20 has no class. */
    private BufferedDataTable line(final DataColumnSpec classColumn) {
        return TestTables.table(m_node.exec(), new DataTableSpec(TableOutput.doubles("z1"), classColumn),
            new DataCell[]{new DoubleCell(0), new StringCell("a")}, new DataCell[]{new DoubleCell(1),
                new StringCell("a")},
            new DataCell[]{new DoubleCell(10), new StringCell("b")},
            new DataCell[]{new DoubleCell(20), TestTables.missing()});
    }

    private BufferedDataTable line() {
        return line(ClassColumn.newColumn("class", List.of("b", "a")));
    }

    @Test
    void theMajorityOfTheNeighboursDecides() throws Exception {
        final NodeHandle.Executed executed = m_node.run(latents(3), line(),
            Latents.points(m_node.exec(), new double[]{9}, new double[]{19}));
        assertEquals(List.of("a", "a"), texts(executed.out()[0], "class"));
        assertArrayEquals(new double[]{2 / 3.0, 2 / 3.0}, numbers(executed.out()[0], "vote share"), 1e-12);
        assertEquals(List.of("Row2", "Row2"), texts(executed.out()[0], "nearest"));
        assertArrayEquals(new double[]{1, 9}, numbers(executed.out()[0], "distance"), 1e-6);
        assertEquals("1 of 4 reference rows have no class and were left out.", executed.warning());
    }

    @Test
    void ofEqualVotesTheClassOfTheNearestNeighbourWins() throws Exception {
        final NodeHandle.Executed executed = m_node.run(latents(2), TestTables.table(m_node.exec(),
            new DataTableSpec(TableOutput.doubles("z1"), TableOutput.strings("class")),
            new DataCell[]{new DoubleCell(0), new StringCell("a")}, new DataCell[]{new DoubleCell(10),
                new StringCell("b")}),
            Latents.points(m_node.exec(), new double[]{4}, new double[]{6}, new double[]{5}));
        assertEquals(List.of("a", "b", "a"), texts(executed.out()[0], "class")); // at 5 the first row is the nearer
        assertArrayEquals(new double[]{0.5, 0.5, 0.5}, numbers(executed.out()[0], "vote share"));
    }

    @Test
    void theClassColumnKeepsTheReferencesValuesAndColours() throws Exception {
        final DataColumnSpecCreator creator =
            new DataColumnSpecCreator(ClassColumn.newColumn("class", List.of("b", "a", "never")));
        final ColorHandler colours = new ColorHandler(new ColorModelNominal(
            Map.of(new StringCell("a"), ColorAttr.getInstance(Color.RED), new StringCell("b"),
                ColorAttr.getInstance(Color.BLUE)), new ColorAttr[0]));
        creator.setColorHandler(colours);
        final BufferedDataTable out = (BufferedDataTable)m_node.run(latents(1), line(creator.createSpec()),
            Latents.points(m_node.exec(), new double[]{9})).out()[0];
        final DataColumnSpec column = out.getDataTableSpec().getColumnSpec("class");
        assertEquals(List.of("b", "a", "never"),
            column.getDomain().getValues().stream().map(DataCell::toString).toList());
        assertEquals(colours, column.getColorHandler());
    }

    @Test
    void imagesThatAreInTheReferenceFindThemselves() throws Exception {
        final BufferedDataTable digits = Digits.table(m_node.exec(), 60);
        final KnnLabelerParameters parameters = new KnnLabelerParameters();
        parameters.m_neighbours = 1;
        final BufferedDataTable out = (BufferedDataTable)m_node.run(parameters, digits, digits).out()[0];
        assertArrayEquals(new String[]{"image", "class", "class (#1)", "vote share", "nearest", "distance"},
            out.getDataTableSpec().getColumnNames());
        assertEquals(texts(out, "class"), texts(out, "class (#1)"));
        assertEquals(TestTables.keys(digits), texts(out, "nearest"));
        assertEquals(0, java.util.Arrays.stream(numbers(out, "distance")).max().orElseThrow());
    }

    @Test
    void columnsAreMatchedByNameWhateverTheirOrder() throws Exception {
        final DataTableSpec spec =
            new DataTableSpec(TableOutput.doubles("u"), TableOutput.doubles("v"), TableOutput.strings("class"));
        final BufferedDataTable reference = TestTables.table(m_node.exec(), spec,
            new DataCell[]{new DoubleCell(0), new DoubleCell(5), new StringCell("left")},
            new DataCell[]{new DoubleCell(5), new DoubleCell(0), new StringCell("right")});
        final BufferedDataTable turned = TestTables.table(m_node.exec(),
            new DataTableSpec(TableOutput.doubles("v"), TableOutput.doubles("u")),
            new DataCell[]{new DoubleCell(5), new DoubleCell(0)});
        final KnnLabelerParameters parameters = latents(1);
        parameters.m_kind = Kind.NUMBERS;
        parameters.m_numericColumns = new ColumnFilter(new String[]{"u", "v"});
        assertEquals(List.of("left"), texts(m_node.run(parameters, reference, turned).out()[0], "class"));
        assertEquals("Input 'Unlabelled' has no numeric column 'u', which input 'Reference' is compared by. Columns "
            + "found: "
            + "'z1'.", m_node.refusal(parameters, reference, Latents.points(m_node.exec(), new double[]{1})));
    }

    @Test
    void rowsWithoutAUsableImageOrPointGetMissingCells() throws Exception {
        final NodeHandle.Executed executed = m_node.run(latents(1), line(),
            Latents.points(m_node.exec(), new double[]{Double.NaN}, new double[]{9}));
        assertNull(texts(executed.out()[0], "class").get(0));
        assertEquals("b", texts(executed.out()[0], "class").get(1));
        assertTrue(executed.warning().contains("1 of 2 rows have no usable latent point (Row0: z1 is NaN) and get "
            + "missing "
            + "cells."), executed.warning());
    }

    @Test
    void aTableWithoutRowsToLabelPassesAndOneWithoutReferenceDoesNot() throws Exception {
        final BufferedDataTable digits = Digits.table(m_node.exec(), 10);
        final BufferedDataTable none = TestTables.table(m_node.exec(), digits.getDataTableSpec());
        assertEquals(0, ((BufferedDataTable)m_node.run(null, digits, none).out()[0]).size());
        assertEquals("Input 'Reference' is empty: there is no labelled row to compare with. Connect a table with "
            + "rows, or check the filter before.",
            m_node.failure(null, none, digits));
    }

    @Test
    void whatCannotBeComparedIsRefused() throws Exception {
        final BufferedDataTable digits = Digits.table(m_node.exec(), 10);
        final BufferedDataTable unlabelled = TestTables.table(m_node.exec(),
            new DataTableSpec(ImageCells.newColumn("image")));
        assertTrue(m_node.refusal(null, unlabelled, digits).startsWith("Input 'Reference' has no class column"));
        assertTrue(m_node.refusal(null, digits, line()).startsWith("Input 'Unlabelled' has no image column"));
        assertTrue(m_node.refusal(latents(1), digits, line()).startsWith(
            "Input 'Reference' has no latent coordinates"));
        assertEquals("At least 1 neighbour must vote, not 0.", m_node.refusal(latents(0), line(), line()));
        assertEquals("Column 'image' holds a 10×12 image in row 'Row0', but the reference images are 28×28. Choose "
            + "another "
            + "column or resize the images first.",
            m_node.failure(null, digits, Digits.ofShape(m_node.exec(), ImageShape.gray(10, 12), 2)));
        assertEquals("4 nearest neighbours need at least as many reference rows, but there are 3. Give more "
            + "reference rows "
            + "or choose fewer neighbours.", m_node.failure(latents(4), line(), line()));
    }
}
