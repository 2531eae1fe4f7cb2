package org.latentlab.nodes.latentinterpolation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.nodes.decode.DecodeNodeFactory;
import org.latentlab.nodes.imagegrid.ImageGridNodeFactory;
import org.latentlab.nodes.latentinterpolation.LatentInterpolationParameters.ClassChoice;
import org.latentlab.nodes.latentinterpolation.LatentInterpolationParameters.KeyPair;
import org.latentlab.nodes.latentinterpolation.LatentInterpolationParameters.PairChoice;
import org.latentlab.nodes.latentinterpolation.LatentInterpolationParameters.Way;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.TestGans;
import org.latentlab.nodes.port.TestModels;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentColumnsMode;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class LatentInterpolationNodeTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private LatentInterpolationParameters m_parameters;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new LatentInterpolationNodeFactory(), m_directory);
        m_parameters = new LatentInterpolationParameters();
    }

    private BufferedDataTable points(final double[]... points) {
        return Latents.points(m_node.exec(), points);
    }

    /** Five codes in the plane. */
    private BufferedDataTable five() {
        return points(new double[]{1, 0}, new double[]{0, 1}, new double[]{2, 0}, new double[]{0, 4},
            new double[]{1, 1});
    }

    private static KeyPair pair(final String from, final String to) {
        final KeyPair pair = new KeyPair();
        pair.m_from = from;
        pair.m_to = to;
        return pair;
    }

    private static List<String> pairs(final PortObject table) {
        return texts(table, "pair").stream().distinct().toList();
    }

    @Test
    void rowsTwoByTwoMakeSphericalWaysByDefault() throws Exception {
        m_parameters.m_steps = 3;
        final NodeHandle.Executed executed = m_node.run(m_parameters, five());
        final BufferedDataTable table = (BufferedDataTable)executed.out()[0];
        assertArrayEquals(new String[]{"z1", "z2", "pair", "from", "to", "step", "t", "norm", "prior percentile"},
            table.getDataTableSpec().getColumnNames());
        assertEquals(List.of("Row0 → Row1_s1", "Row0 → Row1_s2", "Row0 → Row1_s3", "Row2 → Row3_s1", "Row2 → Row3_s2",
            "Row2 → Row3_s3"), TestTables.keys(table));
        final double half = Math.sqrt(0.5);
        assertArrayEquals(new double[]{1, half, 0, 2, 2 * half, 0}, numbers(table, "z1"), 1e-15);
        assertArrayEquals(new double[]{0, half, 1, 0, 4 * half, 4}, numbers(table, "z2"), 1e-15);
        assertArrayEquals(new double[]{1, 2, 3, 1, 2, 3}, numbers(table, "step"));
        assertArrayEquals(new double[]{0, 0.5, 1, 0, 0.5, 1}, numbers(table, "t"));
        final double between = Math.sqrt(10);
        assertArrayEquals(new double[]{1, 1, 1, 2, between, 4}, numbers(table, "norm"), 1e-15);
        assertEquals(1 - Math.exp(-5), numbers(table, "prior percentile")[4], 1e-14);
        assertEquals("Row2", texts(table, "from").get(5));
        assertEquals("Row3", texts(table, "to").get(3));
        assertEquals("The table has 5 rows, an odd number: the last one has no partner and was left out.",
            executed.warning());
        assertEquals(2, table.getDataTableSpec().getColumnSpec("pair").getDomain().getValues().size());
    }

    /** The cube's points have norms up to √2: 1 − π/4 of them are beyond 1, all of them within √2. */
    @Test
    void thePercentileIsThatOfTheModelsPrior() throws Exception {
        m_parameters.m_steps = 3;
        final PortObject uniform = TestGans.digits(new LatentPrior.Uniform(2), m_node.exec());
        final double[] percentiles = numbers(m_node.run(m_parameters, five(), uniform).out()[0], "prior percentile");
        assertEquals(Math.PI / 4, percentiles[0], 0.02);
        assertEquals(1, percentiles[3]);
        assertArrayEquals(numbers(m_node.run(m_parameters, five()).out()[0], "prior percentile"),
            numbers(m_node.run(m_parameters, five(), TestModels.vae(m_node.exec())).out()[0], "prior percentile"));
        assertEquals("The latent codes have 2 dimensions, but the model has 3 latent dimensions. Choose the latent "
            + "columns of the model's own codes, or remove the model's port.",
            m_node.refusal(m_parameters, five(), TestGans.digits(new LatentPrior.Uniform(3), m_node.exec())));
    }

    @Test
    void theWayMayBeALineOrAGreatCircleOfEvenNorm() throws Exception {
        m_parameters.m_steps = 3;
        m_parameters.m_way = Way.LINEAR;
        final PortObject line = m_node.run(m_parameters, five()).out()[0];
        assertEquals(1, numbers(line, "z1")[4]);
        assertEquals(2, numbers(line, "z2")[4]);
        m_parameters.m_way = Way.GREAT_CIRCLE;
        final PortObject circle = m_node.run(m_parameters, five()).out()[0];
        assertEquals(3, numbers(circle, "norm")[4], 1e-15);
        assertEquals(numbers(circle, "z1")[4], numbers(circle, "z2")[4], 1e-15);
    }

    @Test
    void aChainLeadsFromEachRowToTheNext() throws Exception {
        m_parameters.m_pairs = PairChoice.CHAIN;
        final NodeHandle.Executed executed = m_node.run(m_parameters, five());
        assertEquals(List.of("Row0 → Row1", "Row1 → Row2", "Row2 → Row3", "Row3 → Row4"), pairs(executed.out()[0]));
        assertNull(executed.warning());
        assertEquals(40, ((BufferedDataTable)executed.out()[0]).size());
    }

    @Test
    void listedRowKeysGiveTheirPairs() throws Exception {
        m_parameters.m_pairs = PairChoice.ROW_KEYS;
        m_parameters.m_keyPairs = new KeyPair[]{pair("Row4", "Row1"), pair("Row1", "Row4")};
        final PortObject table = m_node.run(m_parameters, five()).out()[0];
        assertEquals(List.of("Row4 → Row1", "Row1 → Row4"), pairs(table));
        assertEquals(1, numbers(table, "z1")[0]);
        assertEquals(0, numbers(table, "z1")[9]);
        m_parameters.m_keyPairs = new KeyPair[]{pair("Row4", "row1")};
        assertEquals("Input 'Latent Codes' has no row with the key 'row1'. Row keys found: 'Row0', 'Row1', 'Row2', "
            + "'Row3', 'Row4'.", m_node.failure(m_parameters, five()));
    }

    @Test
    void classMeansAreJoinedEachWithEachOrTwoOfThem() throws Exception {
        m_parameters.m_pairs = PairChoice.CLASS_MEANS;
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 50, 2);
        final PortObject all = m_node.run(m_parameters, codes).out()[0];
        assertEquals(List.of("a → b", "a → c", "b → c"), pairs(all));
        double mean = 0;
        final double[] z1 = numbers(codes, "z1");
        for (int i = 1; i < z1.length; i += 3) {
            mean += z1[i] / 50;
        }
        assertEquals(mean, numbers(all, "z1")[9], 1e-12);
        assertEquals(mean, numbers(all, "z1")[20], 1e-12);
        m_parameters.m_classes = ClassChoice.TWO;
        m_parameters.m_fromClass = "c";
        m_parameters.m_toClass = "a";
        assertEquals(List.of("c → a"), pairs(m_node.run(m_parameters, codes).out()[0]));
        m_parameters.m_toClass = "d";
        assertEquals("Class column 'class' has no class 'd'. Classes found: a, b, c.",
            m_node.refusal(m_parameters, codes));
    }

    @Test
    void randomPairsAreDifferentAndFollowTheSeed() throws Exception {
        m_parameters.m_pairs = PairChoice.RANDOM;
        m_parameters.m_randomPairs = 40;
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 10, 2);
        final PortObject once = m_node.run(m_parameters, codes).out()[0];
        assertEquals(40, pairs(once).size());
        final Set<Set<String>> unordered = new HashSet<>();
        final List<String> from = texts(once, "from");
        final List<String> to = texts(once, "to");
        for (int i = 0; i < 400; i += 10) {
            unordered.add(Set.of(from.get(i), to.get(i))); // refuses two that are the same
        }
        assertEquals(40, unordered.size());
        assertEquals(pairs(once), pairs(m_node.run(m_parameters, codes).out()[0]));
        m_parameters.m_seed = 2;
        assertNotEquals(pairs(once), pairs(m_node.run(m_parameters, codes).out()[0]));
    }

    @Test
    void moreRandomPairsThanThereAreGiveAll() throws Exception {
        m_parameters.m_pairs = PairChoice.RANDOM;
        final NodeHandle.Executed nine = m_node.run(withPairs(9), five());
        assertEquals(9, pairs(nine.out()[0]).size());
        assertNull(nine.warning());
        final NodeHandle.Executed executed = m_node.run(withPairs(11), five());
        assertEquals(10, pairs(executed.out()[0]).size());
        assertEquals("5 rows make 10 pairs; 11 were asked for.", executed.warning());
    }

    private LatentInterpolationParameters withPairs(final int pairs) {
        m_parameters.m_randomPairs = pairs;
        return m_parameters;
    }

    @Test
    void pairsWithoutAnArcAreInterpolatedLinearlyAndNamed() throws Exception {
        m_parameters.m_steps = 3;
        final BufferedDataTable codes = points(new double[]{1, 1}, new double[]{-2, -2}, new double[]{0, 0},
            new double[]{3, 1}, new double[]{1, 0}, new double[]{0, 1});
        final NodeHandle.Executed executed = m_node.run(m_parameters, codes);
        assertEquals("2 of 3 pairs were interpolated linearly, because no single great circle joins the two codes: one "
            + "is the origin, or they point in opposite directions (Row0 → Row1, Row2 → Row3).", executed.warning());
        assertArrayEquals(new double[]{1, -0.5, -2, 0, 1.5, 3}, Arrays.copyOf(numbers(executed.out()[0],
            "z1"), 6));
        m_parameters.m_way = Way.LINEAR;
        assertNull(m_node.run(m_parameters, codes).warning());
    }

    @Test
    void rowsWithoutACodeAreInNoPair() throws Exception {
        final DataTableSpec spec = new DataTableSpec(LatentColumns.newColumns(1));
        final BufferedDataTable codes = TestTables.table(m_node.exec(), spec, new DataCell[]{new DoubleCell(1)},
            new DataCell[]{TestTables.missing()}, new DataCell[]{new DoubleCell(2)},
            new DataCell[]{new DoubleCell(3)});
        final NodeHandle.Executed executed = m_node.run(m_parameters, codes);
        assertEquals(List.of("Row2 → Row3"), pairs(executed.out()[0]));
        assertEquals("1 of 4 rows have no usable latent point (Row1: z1 missing) and are in no pair.",
            executed.warning());
        m_parameters.m_pairs = PairChoice.ROW_KEYS;
        m_parameters.m_keyPairs = new KeyPair[]{pair("Row0", "Row1")};
        assertEquals("Row 'Row1' has no usable latent point: z1 missing. Choose another row, or fill in its code "
            + "first.", m_node.failure(m_parameters, codes));
    }

    @Test
    void columnsChosenByHandBecomeLatentColumns() throws Exception {
        final DataTableSpec spec = new DataTableSpec(TableOutput.doubles("a"), TableOutput.doubles("b"));
        m_parameters.m_latentMode = LatentColumnsMode.MANUAL;
        m_parameters.m_latentColumns = new ColumnFilter(new String[]{"b"});
        final PortObject table = m_node.run(m_parameters, TestTables.table(m_node.exec(), spec,
            new DataCell[]{new DoubleCell(9), new DoubleCell(1)}, new DataCell[]{new DoubleCell(9),
                new DoubleCell(4)})).out()[0];
        assertArrayEquals(new double[]{1, 4}, new double[]{numbers(table, "z1")[0], numbers(table, "z1")[9]});
        assertEquals(-1, ((BufferedDataTable)table).getDataTableSpec().findColumnIndex("z2"));
    }

    @Test
    void decodedImagesStandInOneRowOfTheGridForEachPair() throws Exception {
        m_parameters.m_steps = 6;
        m_parameters.m_pairs = PairChoice.CLASS_MEANS;
        final PortObject codes = m_node.run(m_parameters, Latents.codes(m_node.exec(), 20, 2)).out()[0];
        final PortRun decode = new PortRun(new DecodeNodeFactory(), m_directory);
        final PortObject images = decode.run(null, TestModels.vae(decode.exec()), codes).out()[0];
        final PortRun grid = new PortRun(new ImageGridNodeFactory(), m_directory);
        final ImagePortObject picture = (ImagePortObject)grid.run(null, images).out()[0];
        final var image = ImageIO.read(new ByteArrayInputStream(
            ((PNGImageValue)picture.toDataCell()).getImageContent().getByteArray()));
        // twelve pixels of margin on either side, six images of 56 pixels and five gaps of 5: one row holds a pair
        assertEquals(2 * 12 + 6 * 56 + 5 * 5, image.getWidth());
    }

    @Test
    void whatCannotBeInterpolatedIsRefused() throws Exception {
        assertEquals("Input 'Latent Codes' is empty: there are no codes to interpolate between. Connect codes from "
            + "Encode or Latent Sampler, or check the filter before.", m_node.failure(m_parameters,
                TestTables.table(m_node.exec(), new DataTableSpec(LatentColumns.newColumns(2)))));
        assertEquals("No pair of codes is left to interpolate between: input 'Latent Codes' has 1 usable row. Connect "
            + "a table with at least two codes.",
            m_node.failure(m_parameters, points(new double[]{1, 2})));
        assertEquals("No pair of codes is left to interpolate between: input 'Latent Codes' has 1 usable row of 2 "
            + "(Row1: z1 is NaN). Connect a table with at least two codes.",
            m_node.failure(m_parameters, points(new double[]{1, 2}, new double[]{Double.NaN, 2})));
        final BufferedDataTable middle =
            points(new double[]{1, 2}, new double[]{Double.NaN, 2}, new double[]{3, 4});
        assertEquals("No pair of codes is left to interpolate between: two by two, every row with a usable code meets "
            + "one without (Row1: z1 is NaN), or none. Remove the rows without a code first, or choose the pairs "
            + "another way.", m_node.failure(m_parameters, middle));
        assertTrue(m_node.refusal(m_parameters,
            TestTables.table(m_node.exec(), new DataTableSpec(TableOutput.doubles("x"))))
            .startsWith("Input 'Latent Codes' has no latent coordinates"));
        m_parameters.m_steps = 1;
        assertEquals("A way has 2 to 10,000 steps, both ends among them, not 1.", m_node.refusal(m_parameters, five()));
        m_parameters.m_steps = 2;
        m_parameters.m_pairs = PairChoice.RANDOM;
        assertTrue(m_node.failure(m_parameters, points(new double[]{1, 2})).startsWith("No pair of codes is left"));
        m_parameters.m_randomPairs = 0;
        assertEquals("The number of random pairs is 1 to 1,000,000, not 0.", m_node.refusal(m_parameters, five()));
        m_parameters.m_pairs = PairChoice.ROW_KEYS;
        assertEquals("Pair 1 of the listed rows lacks a row key. Fill in both, or remove the pair.",
            m_node.refusal(m_parameters, five()));
        m_parameters.m_keyPairs = new KeyPair[]{pair("a", "b"), pair("a", "b")};
        assertEquals("The pair from 'a' to 'b' is listed twice. Remove one.", m_node.refusal(m_parameters, five()));
        m_parameters.m_keyPairs = new KeyPair[]{pair("a", "a")};
        assertEquals("Pair 1 leads from row 'a' to itself. Choose two rows.", m_node.refusal(m_parameters, five()));
        m_parameters.m_keyPairs = new KeyPair[0];
        assertTrue(m_node.refusal(m_parameters, five()).startsWith("No pair of rows is listed."));
        m_parameters.m_pairs = PairChoice.CLASS_MEANS;
        assertTrue(m_node.refusal(m_parameters, five()).startsWith("Input 'Latent Codes' has no class column"));
        m_parameters.m_classes = ClassChoice.TWO;
        assertEquals("Fill in both classes to interpolate between, or choose all pairs.",
            m_node.refusal(m_parameters, five()));
    }

    @Test
    void itCanBeCancelled() {
        m_node.cancelAt(0.5);
        m_parameters.m_pairs = PairChoice.RANDOM;
        m_parameters.m_randomPairs = 400;
        assertThrows(CanceledExecutionException.class,
            () -> m_node.run(m_parameters, Latents.codes(m_node.exec(), 100, 2)));
    }
}
