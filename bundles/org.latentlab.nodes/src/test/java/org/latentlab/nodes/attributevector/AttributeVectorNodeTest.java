package org.latentlab.nodes.attributevector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.nodes.attributevector.AttributeVectorParameters.Others;
import org.latentlab.nodes.attributevector.AttributeVectorParameters.Rows;
import org.latentlab.nodes.attributevector.AttributeVectorParameters.Unit;
import org.latentlab.nodes.decode.DecodeNodeFactory;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.TestModels;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.LatentColumnsMode;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class AttributeVectorNodeTest {

    private static final DataTableSpec SPEC = new DataTableSpec(TableOutput.doubles("z1"), TableOutput.doubles("z2"),
        TableOutput.strings("stroke"), TableOutput.strings("class"));

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private AttributeVectorParameters m_parameters;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new AttributeVectorNodeFactory(), m_directory);
        m_parameters = new AttributeVectorParameters();
        m_parameters.m_groupColumn = "stroke";
        m_parameters.m_with = "bold";
    }

    private static DataCell[] row(final double x, final double y, final String stroke, final String label) {
        return new DataCell[]{new DoubleCell(x), new DoubleCell(y), TableOutput.cell(stroke), TableOutput.cell(label)};
    }

    /** Bold ones have the mean (3, 4), thin ones (0, 0), one is neither. */
    private BufferedDataTable five() {
        return TestTables.table(m_node.exec(), SPEC, row(3, 3, "bold", "a"), row(3, 5, "bold", "b"),
            row(1, 0, "thin", "a"), row(-1, 0, "thin", "b"), row(6, 8, "usual", "a"));
    }

    @Test
    void theDifferenceOfTheMeansIsAddedInAllStrengths() throws Exception {
        m_parameters.m_others = Others.ONE;
        m_parameters.m_without = "thin";
        m_parameters.m_strengths = "-1, 0, 0.5";
        final NodeHandle.Executed executed = m_node.run(m_parameters, five(), five());
        final BufferedDataTable changed = (BufferedDataTable)executed.out()[0];
        assertArrayEquals(
            new String[]{"z1", "z2", "source", "strength", "norm", "prior percentile", "stroke", "class"},
            changed.getDataTableSpec().getColumnNames());
        assertEquals(15, changed.size());
        assertEquals(List.of("Row0_-1", "Row0_0", "Row0_0.5", "Row1_-1"), TestTables.keys(changed).subList(0, 4));
        assertArrayEquals(new double[]{0, 3, 4.5}, Arrays.copyOf(numbers(changed, "z1"), 3), 1e-15);
        assertArrayEquals(new double[]{-1, 3, 5}, Arrays.copyOf(numbers(changed, "z2"), 3), 1e-15);
        assertArrayEquals(new double[]{-1, 0, 0.5}, Arrays.copyOf(numbers(changed, "strength"), 3));
        assertEquals(1, numbers(changed, "norm")[0], 1e-15);
        assertEquals(1 - Math.exp(-0.5), numbers(changed, "prior percentile")[0], 1e-14);
        assertEquals("Row4", texts(changed, "source").get(14));
        assertEquals("usual", texts(changed, "stroke").get(12));
        assertEquals("b", texts(changed, "class").get(5));
        final BufferedDataTable vector = (BufferedDataTable)executed.out()[1];
        assertArrayEquals(new String[]{"vector", "group", "count", "z1", "z2", "length", "cosine of halves"},
            vector.getDataTableSpec().getColumnNames());
        assertEquals(List.of("mean with", "mean without", "difference", "standard error"), texts(vector, "vector"));
        assertEquals(Arrays.asList("bold", "thin", null, null), texts(vector, "group"));
        assertEquals(Arrays.asList("2", "2", null, null), texts(vector, "count"));
        assertArrayEquals(new double[]{3, 0, 3, 1}, numbers(vector, "z1"), 1e-15); // √(0/2 + 2/2)
        assertArrayEquals(new double[]{4, 0, 4, 1}, numbers(vector, "z2"), 1e-15);
        assertArrayEquals(new double[]{5, 0, 5, Double.NaN}, numbers(vector, "length"), 1e-15);
        // the halves give (3 ∓ 1, 3) and (3 ± 1, 5), or the signs the other way round
        final double cosine = (8 + 15) / Math.sqrt(4 + 9) / Math.sqrt(16 + 25);
        final double other = (8 + 15) / Math.sqrt(16 + 9) / Math.sqrt(4 + 25);
        final double halves = numbers(vector, "cosine of halves")[2];
        assertTrue(Math.abs(halves - cosine) < 1e-14 || Math.abs(halves - other) < 1e-14, "" + halves);
        assertNull(executed.warning());
    }

    @Test
    void allOthersMayLackItAndTheVectorMayHaveLengthOne() throws Exception {
        m_parameters.m_unit = Unit.LENGTH;
        m_parameters.m_strengths = "2";
        final PortObject[] out = m_node.run(m_parameters, five(), five()).out();
        final double[] a = {3 - 2, 4 - 8 / 3.0};
        final double length = Math.hypot(a[0], a[1]);
        assertEquals(3 + 2 * a[0] / length, numbers(out[0], "z1")[0], 1e-14);
        assertEquals(3 + 2 * a[1] / length, numbers(out[0], "z2")[0], 1e-14);
        assertEquals("all others", texts(out[1], "group").get(1));
        assertEquals(3, numbers(out[1], "count")[1]);
        assertEquals(length, numbers(out[1], "length")[2], 1e-14);
    }

    @Test
    void classesMayBeBalanced() throws Exception {
        final BufferedDataTable table = TestTables.table(m_node.exec(), SPEC, row(1, 1, "bold", "a"),
            row(11, 2, "bold", "b"), row(11, 2, "bold", "b"), row(0, 0, "thin", "a"), row(0, 0, "thin", "a"),
            row(10, 0, "thin", "b"), row(50, 50, "bold", "c"), row(70, 70, "bold", null));
        m_parameters.m_balance = true;
        final NodeHandle.Executed executed = m_node.run(m_parameters, table, table);
        assertArrayEquals(new double[]{1, 1.5},
            new double[]{numbers(executed.out()[1], "z1")[2], numbers(executed.out()[1], "z2")[2]}, 1e-14);
        assertEquals("1 of 8 examples have no class and do not count. Classes without examples of both kinds do not "
            + "count: 'c'.", executed.warning());
        m_parameters.m_classColumn = "stroke";
        assertTrue(m_node.refusal(m_parameters, table, table)
            .startsWith("Column 'stroke' cannot be both the group column and the class column"));
    }

    @Test
    void aSettingWithoutAValueIsNamed() {
        m_parameters.m_strengths = null;
        final String refusal = m_node.refusal(m_parameters, five(), five());
        assertTrue(refusal.contains("Strengths"), refusal);
    }

    @Test
    void theRowsToChangeMayBeChosen() throws Exception {
        m_parameters.m_strengths = "1";
        m_parameters.m_rows = Rows.FIRST;
        m_parameters.m_rowCount = 2;
        assertEquals(List.of("Row0_1", "Row1_1"), keys());
        m_parameters.m_rows = Rows.VALUE;
        m_parameters.m_rowColumn = "stroke";
        m_parameters.m_rowValue = "thin";
        assertEquals(List.of("Row2_1", "Row3_1"), keys());
        m_parameters.m_rows = Rows.RANDOM;
        m_parameters.m_rowCount = 3;
        assertEquals(3, keys().size());
        assertEquals(keys(), keys());
        final List<String> first = keys();
        boolean differs = false;
        for (int seed = 2; seed < 6; seed++) {
            m_parameters.m_seed = seed;
            differs |= !keys().equals(first);
        }
        assertTrue(differs);
        m_parameters.m_rowCount = 30;
        assertEquals(5, keys().size());
        m_parameters.m_rows = Rows.VALUE;
        m_parameters.m_rowValue = "thick";
        assertEquals("No row with a usable code has the value 'thick' in column 'stroke'. Values found: 'bold', "
            + "'thin', 'usual'.", m_node.failure(m_parameters, five(), five()));
        m_parameters.m_rowValue = "";
        assertEquals("Say which value of column 'stroke' the rows to change have.",
            m_node.refusal(m_parameters, five(), five()));
    }

    private List<String> keys() throws Exception {
        return TestTables.keys((BufferedDataTable)m_node.run(m_parameters, five(), five()).out()[0]);
    }

    @Test
    void picturesOfTheUnchangedCodesAndOlderFiguresAreNotKept() throws Exception {
        final DataTableSpec spec = new DataTableSpec(ImageCells.newColumn("image"), TableOutput.doubles("a"),
            TableOutput.doubles("b"), TableOutput.doubles("norm"), TableOutput.strings("stroke"));
        final DataCell[][] rows = {
            {TestTables.png(2, 2, 0), new DoubleCell(1), new DoubleCell(2), new DoubleCell(9), new StringCell("bold")},
            {TestTables.png(2, 2, 0), new DoubleCell(0), new DoubleCell(0), new DoubleCell(9), new StringCell("no")}};
        final BufferedDataTable table = TestTables.table(m_node.exec(), spec, rows);
        m_parameters.m_latentMode = LatentColumnsMode.MANUAL;
        m_parameters.m_latentColumns = new ColumnFilter(new String[]{"a", "b"});
        m_parameters.m_changedMode = LatentColumnsMode.MANUAL;
        m_parameters.m_changedColumns = new ColumnFilter(new String[]{"a", "b"});
        m_parameters.m_strengths = "1";
        final BufferedDataTable changed = (BufferedDataTable)m_node.run(m_parameters, table, table).out()[0];
        assertArrayEquals(new String[]{"z1", "z2", "source", "strength", "norm", "prior percentile", "stroke"},
            changed.getDataTableSpec().getColumnNames());
        assertEquals(Math.sqrt(20), numbers(changed, "norm")[0], 1e-15);
    }

    @Test
    void rowsWithoutACodeOrAGroupAreToldOf() throws Exception {
        final BufferedDataTable table = TestTables.table(m_node.exec(), SPEC, row(3, 3, "bold", "a"),
            row(Double.NaN, 5, "bold", "b"), row(0, 0, "thin", "a"), row(9, 9, null, "b"),
            new DataCell[]{TestTables.missing(), new DoubleCell(1), new StringCell("thin"), new StringCell("a")});
        m_parameters.m_strengths = "0, 1";
        final NodeHandle.Executed executed = m_node.run(m_parameters, table, table);
        assertEquals("2 of 5 rows have no usable latent point (Row1: z1 is NaN, Row4: z1 missing) and do not count "
            + "among the examples. 1 of 3 examples have no group and do not count. 2 of 5 rows have no usable latent "
            + "point (Row1: z1 is NaN, Row4: z1 missing) and were left out of the changed codes.", executed.warning());
        assertEquals(List.of("Row0_0", "Row0_1", "Row2_0", "Row2_1", "Row3_0", "Row3_1"),
            TestTables.keys((BufferedDataTable)executed.out()[0]));
        assertArrayEquals(new double[]{9, 12}, Arrays.copyOfRange(numbers(executed.out()[0], "z1"), 4, 6), 1e-15);
        assertTrue(Double.isNaN(numbers(executed.out()[1], "cosine of halves")[2]));
        assertTrue(Double.isNaN(numbers(executed.out()[1], "z1")[3]));
    }

    @Test
    void groupsThatGiveNoVectorAreRefused() throws Exception {
        m_parameters.m_with = "";
        assertEquals("Say which value of column 'stroke' the examples with the attribute have. Values found: "
            + "'bold', 'thin', 'usual'.", m_node.refusal(m_parameters, five(), five()));
        m_parameters.m_with = "thick";
        assertEquals("Group column 'stroke' has no value 'thick'. Values found: 'bold', 'thin', 'usual'.",
            m_node.refusal(m_parameters, five(), five()));
        m_parameters.m_with = "bold";
        m_parameters.m_others = Others.ONE;
        m_parameters.m_without = "bold";
        assertEquals("Examples with and without the attribute have the same value 'bold'. Give two values.",
            assertThrows(InvalidSettingsException.class, m_parameters::validate).getMessage());
        m_parameters.m_others = Others.ALL;
        final BufferedDataTable bold = TestTables.table(m_node.exec(), SPEC, row(3, 3, "bold", "a"));
        assertEquals("There are 1 usable codes with the attribute and 0 without it; at least one of each is needed.",
            m_node.failure(m_parameters, bold, five()));
        final BufferedDataTable same = TestTables.table(m_node.exec(), SPEC, row(3, 3, "bold", "a"),
            row(2, 2, "thin", "a"), row(4, 4, "thin", "a"));
        assertTrue(m_node.failure(m_parameters, same, five()).startsWith("The codes with the attribute have the same "
            + "mean as those without it"));
        final BufferedDataTable unusable = TestTables.table(m_node.exec(), SPEC, row(Double.NaN, 3, "bold", "a"),
            row(2, 2, "thin", "a"));
        assertEquals("No example with a usable code has the value 'bold' in column 'stroke'. Values found: 'thin'.",
            m_node.failure(m_parameters, unusable, five()));
    }

    @Test
    void tablesThatDoNotFitAreRefused() throws Exception {
        assertTrue(m_node.refusal(m_parameters, five(), Latents.codes(m_node.exec(), 2, 3)).startsWith("The table has "
            + "3 latent columns (z1 … z3), but the table of input 'Examples' has 2 latent dimensions."));
        final BufferedDataTable none = TestTables.table(m_node.exec(), SPEC);
        assertTrue(m_node.failure(m_parameters, none, five()).startsWith("Input 'Examples' is empty"));
        assertTrue(m_node.failure(m_parameters, five(), none).startsWith("Input 'Latent Codes' is empty"));
        final BufferedDataTable other = TestTables.table(m_node.exec(), new DataTableSpec(TableOutput.doubles("x")));
        assertTrue(m_node.refusal(m_parameters, other, five()).startsWith("Input 'Examples' has no latent "
            + "coordinates"));
        assertTrue(m_node.refusal(m_parameters, five(), other).startsWith("Input 'Latent Codes' has no latent "
            + "coordinates"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1; 2", "1, NaN", "Infinity", "0, -0", "1,,2", "2, 2.0"})
    void strengthsThatAreNoNumbersOrTwiceTheSameAreRefused(final String strengths) {
        m_parameters.m_strengths = strengths;
        assertTrue(assertThrows(InvalidSettingsException.class, m_parameters::validate).getMessage()
            .startsWith("The strengths '" + strengths + "' hold "));
    }

    @Test
    void theChangedCodesAreReadyForDecode() throws Exception {
        m_parameters.m_groupColumn = "class";
        m_parameters.m_with = "b";
        m_parameters.m_rows = Rows.FIRST;
        m_parameters.m_rowCount = 2;
        final int d = TestModels.vae().latentSize();
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 20, d);
        final PortObject[] out = m_node.run(m_parameters, codes, codes).out();
        assertTrue(numbers(out[1], "cosine of halves")[2] > 0.95);
        final PortRun decode = new PortRun(new DecodeNodeFactory(), m_directory);
        final BufferedDataTable images =
            (BufferedDataTable)decode.run(null, TestModels.vae(decode.exec()), out[0]).out()[0];
        assertEquals(8, images.size());
        final int column = images.getDataTableSpec().findColumnIndex("image");
        final List<org.knime.core.data.DataRow> rows = TestTables.rows(images);
        assertNotEquals(Arrays.toString(((PNGImageValue)rows.get(0).getCell(column)).getImageContent().getByteArray()),
            Arrays.toString(((PNGImageValue)rows.get(3).getCell(column)).getImageContent().getByteArray()));
    }

    @Test
    void cancellingStopsIt() {
        m_node.cancelAt(0.01);
        m_parameters.m_groupColumn = "class";
        m_parameters.m_with = "b";
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 2000, 2);
        assertThrows(CanceledExecutionException.class, () -> m_node.run(m_parameters, codes, codes));
    }
}
