package org.latentlab.nodes.classoverlap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;
import org.latentlab.engine.latent.ClassOverlap;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class ClassOverlapNodeTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private ClassOverlapParameters m_parameters;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new ClassOverlapNodeFactory(), m_directory);
        m_parameters = new ClassOverlapParameters();
    }

    private static byte[] png(final PortObject object) {
        return ((PNGImageValue)((ImagePortObject)object).toDataCell()).getImageContent().getByteArray();
    }

    /** Points on a line with whole numbers as classes, NaN and −1 becoming missing cells. */
    private BufferedDataTable line(final double[] z, final int... classes) {
        final DataCell[][] rows = new DataCell[z.length][];
        for (int i = 0; i < z.length; i++) {
            rows[i] = new DataCell[]{TableOutput.cell(z[i]),
                classes[i] < 0 ? TestTables.missing() : new IntCell(classes[i])};
        }
        return TestTables.table(m_node.exec(),
            new DataTableSpec(TableOutput.doubles("z1"), TableOutput.ints("digit")), rows);
    }

    @Test
    void clustersApartHaveOnesOnTheDiagonal() throws Exception {
        final PortObject[] out = m_node.run(null, Latents.codes(m_node.exec(), 40, 2)).out();
        assertEquals(List.of("a", "b", "c"), PortRun.texts(out[0], "class"));
        assertEquals(List.of("a", "b", "c"), TestTables.keys((BufferedDataTable)out[0]));
        assertArrayEquals(new double[]{40, 40, 40}, PortRun.numbers(out[0], "codes"));
        assertArrayEquals(new double[]{10, 10, 10}, PortRun.numbers(out[0], "k"));
        assertArrayEquals(new double[3], PortRun.numbers(out[0], "other classes"), 0.02);
        assertArrayEquals(new double[]{1, 0, 0}, PortRun.numbers(out[0], "a"), 0.02);
        assertArrayEquals(new double[]{0, 1, 0}, PortRun.numbers(out[0], "b"), 0.02);
        assertEquals(3, PortRun.numbers(out[2], "overlap").length);
        assertArrayEquals(new double[]{120}, PortRun.numbers(out[3], "codes"));
        assertArrayEquals(new double[]{3}, PortRun.numbers(out[3], "classes"));
        assertArrayEquals(new double[1], PortRun.numbers(out[3], "overlap"), 0.02);
        assertArrayEquals(new double[]{10_000}, PortRun.numbers(out[3], "draws"));
        final double gray = PortRun.numbers(out[3], "gray area")[0];
        assertTrue(gray > 0 && gray < 1, "gray area " + gray);
    }

    /** At 0, 1, 3 (class 4), 4 (class 7) and 8 (class 7), each with one neighbour: by hand. */
    @Test
    void sharesAndPairsAreTheNeighbours() throws Exception {
        m_parameters.m_neighbours = 1;
        m_parameters.m_classColumn = "digit";
        final PortObject[] out =
            m_node.run(m_parameters, line(new double[]{0, 1, 3, 4, 8}, 4, 4, 4, 7, 7)).out();
        assertEquals(List.of("class", "codes", "k", "other classes", "4", "7"),
            Arrays.asList(((BufferedDataTable)out[0]).getDataTableSpec().getColumnNames()));
        assertArrayEquals(new double[]{2 / 3.0, 0.5}, PortRun.numbers(out[0], "4"), 1e-12);
        assertArrayEquals(new double[]{1 / 3.0, 0.5}, PortRun.numbers(out[0], "7"), 1e-12);
        assertArrayEquals(new double[]{1 / 3.0, 0.5}, PortRun.numbers(out[0], "other classes"), 1e-12);
        assertEquals(List.of("4"), PortRun.texts(out[2], "class a"));
        assertEquals(List.of("7"), PortRun.texts(out[2], "class b"));
        assertArrayEquals(new double[]{5 / 12.0}, PortRun.numbers(out[2], "overlap"), 1e-12);
        assertArrayEquals(new double[]{1 / 3.0}, PortRun.numbers(out[2], "b among a's neighbours"), 1e-12);
        assertArrayEquals(new double[]{0.5}, PortRun.numbers(out[2], "a among b's neighbours"), 1e-12);
    }

    @Test
    void theSpecIsKnownWhereTheClassesAre() throws Exception {
        final NodeHandle.Configured known = m_node.configure(null, Latents.codes(m_node.exec(), 5, 2));
        final PortObject table = m_node.run(null, Latents.codes(m_node.exec(), 5, 2)).out()[0];
        assertEquals(List.of(((DataTableSpec)known.outSpecs()[0]).getColumnNames()),
            List.of(((BufferedDataTable)table).getDataTableSpec().getColumnNames()));
        m_parameters.m_classColumn = "digit";
        assertNull(m_node.configure(m_parameters, line(new double[]{0, 1}, 1, 2)).outSpecs()[0]);
    }

    @Test
    void thePictureIsAPngAndAlsoWrittenWhereAsked() throws Exception {
        final Path file = m_directory.resolve("overlap.svg");
        m_parameters.m_outputFile = file.toString();
        m_parameters.m_title = "Overlap of mine";
        m_parameters.m_resolution = 1;
        final PortObject[] out = m_node.run(m_parameters, Latents.codes(m_node.exec(), 20, 2)).out();
        final var image = ImageIO.read(new ByteArrayInputStream(png(out[1])));
        assertTrue(image.getWidth() > 200 && image.getHeight() > 100);
        final String svg = Files.readString(file);
        assertTrue(svg.contains("Overlap of mine") && svg.contains("nearest neighbours"),
            svg.substring(0, 300));
        m_parameters.m_outputFile = m_directory.resolve("overlap.png").toString();
        final PortObject[] again = m_node.run(m_parameters, Latents.codes(m_node.exec(), 20, 2)).out();
        assertArrayEquals(png(out[1]), png(again[1]));
        assertArrayEquals(png(again[1]), Files.readAllBytes(m_directory.resolve("overlap.png")));
    }

    @Test
    void whatItMadeCanBeReadAgain() throws Exception {
        m_parameters.m_neighbours = 3;
        final BufferedDataTable table =
            (BufferedDataTable)m_node.run(m_parameters, Latents.codes(m_node.exec(), 10, 2)).out()[0];
        final ClassOverlap overlap = OverlapTable.read(table, "Overlaps");
        assertEquals(List.of("a", "b", "c"), overlap.names());
        assertEquals(3, overlap.k());
        assertArrayEquals(new int[]{10, 10, 10}, overlap.counts());
        assertArrayEquals(PortRun.numbers(table, "a"), new double[]{overlap.shares().get(0, 0),
            overlap.shares().get(1, 0), overlap.shares().get(2, 0)});
        final String message = assertThrows(InvalidSettingsException.class,
            () -> OverlapTable.read(Latents.codes(m_node.exec(), 10, 2), "Overlaps")).getMessage();
        assertEquals("Input 'Overlaps' is not the table Overlap of Class Overlap. Columns found: z1, z2, class.",
            message);
    }

    @Test
    void rowsWithoutClassOrPointAreLeftOutAndCounted() throws Exception {
        m_parameters.m_neighbours = 1;
        m_parameters.m_classColumn = "digit";
        final NodeHandle.Executed executed =
            m_node.run(m_parameters, line(new double[]{0, 1, Double.NaN, 4, 5}, 4, 4, 4, -1, 7));
        assertEquals("1 of 5 rows have no usable latent point (Row2: z1 missing) and were left out. 1 of 5 rows have "
            + "no class and were left out.", executed.warning());
        assertArrayEquals(new double[]{2, 1}, PortRun.numbers(executed.out()[0], "codes"));
        assertArrayEquals(new double[]{1, 1}, PortRun.numbers(executed.out()[0], "4"));
    }

    @Test
    void aSingleClassIsWarnedOf() throws Exception {
        m_parameters.m_neighbours = 1;
        m_parameters.m_classColumn = "digit";
        m_parameters.m_draws = 0;
        assertEquals("All codes are of one class: there is no other that it could overlap, so the overlap is 0 "
            + "whatever the codes are. Choose the column of the classes, or codes of several.",
            m_node.run(m_parameters, line(new double[]{0, 1, 3}, 4, 4, 4)).warning());
    }

    @Test
    void whatHasNoOverlapIsRefused() throws Exception {
        assertEquals("The input table is empty: there are no latent codes whose classes could overlap.",
            m_node.failure(null, TestTables.table(m_node.exec(), Latents.spec(2))));
        m_parameters.m_classColumn = "digit";
        assertEquals("No row has both a class and a usable latent point.",
            m_node.failure(m_parameters, line(new double[]{0, 1}, -1, -1)));
        assertEquals("10 nearest neighbours of each point need at least 11 points, but there are 3. Choose fewer "
            + "neighbours or give more points.",
            m_node.failure(m_parameters, line(new double[]{0, 1, 2}, 1, 2, 2)));
        assertTrue(m_node.refusal(null, Latents.points(m_node.exec(), new double[]{0, 0}))
            .startsWith("Input 'Latent Codes' has no class column"));
        final int[] classes = java.util.stream.IntStream.range(0, 501).toArray();
        assertEquals("The class column 'digit' has 501 different values; a matrix is made of at most 500 classes. "
            + "Choose another column.", m_node.failure(m_parameters, line(new double[501], classes)));
        m_parameters.m_neighbours = 0;
        assertEquals("At least 1 neighbour is looked at, not 0.",
            m_node.refusal(m_parameters, line(new double[]{0, 1, 2}, 1, 2, 2)));
        m_parameters.m_neighbours = 1;
        m_parameters.m_outputFile = m_directory.resolve("overlap.jpg").toString();
        assertEquals("The file '" + m_parameters.m_outputFile + "' must end in .svg or .png.",
            m_node.refusal(m_parameters, line(new double[]{0, 1, 2}, 1, 2, 2)));
    }

    @Test
    void canBeCancelled() throws Exception {
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 20, 2);
        m_node.configure(null, codes);
        m_node.cancelAt(0.1);
        assertThrows(CanceledExecutionException.class, () -> m_node.run(null, codes));
    }

    @Test
    void pointsOfOneDimensionWork() throws Exception {
        final PortObject[] out = m_node.run(null, Latents.codes(m_node.exec(), 12, 1)).out();
        assertEquals(new DoubleCell(12).getDoubleValue(), PortRun.numbers(out[0], "codes")[0]);
    }

    @Test
    void theGrayAreaIsLeftOutOrRefusedAsAsked() throws Exception {
        m_parameters.m_draws = 0;
        final PortObject[] out = m_node.run(m_parameters, Latents.codes(m_node.exec(), 40, 2)).out();
        assertTrue(TestTables.rows((BufferedDataTable)out[3]).get(0).getCell(5).isMissing());
        m_parameters.m_agreement = 1.5;
        assertEquals("Agreement is 1.5; it must be above 0 and at most 1.",
            assertThrows(InvalidSettingsException.class, () -> m_parameters.validate()).getMessage());
    }
}
