package org.latentlab.nodes.vaecomparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObject;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Architecture;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.nodes.classoverlap.ClassOverlapNodeFactory;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.ReportPortObject;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class VaeComparisonNodeTest {

    private static Vae weak;
    private static Vae strong;

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private VaeComparisonParameters m_parameters;

    @BeforeAll
    static void trainModels() {
        weak = train(0.1);
        strong = train(5000);
    }

    private static Vae train(final double beta) {
        final ImageDataset digits = SyntheticDigits.generate(SyntheticDigitsConfig.of(80, 1), Progress.NONE);
        return VaeTrainer.train(digits.images(),
            new VaeConfig(2, new Architecture.Mlp(List.of(16), List.of(16), Activation.SOFTPLUS, false),
                PosteriorKind.GAUSSIAN, Divergence.Kl.of(beta), new Likelihood.Bernoulli(), null),
            new TrainingConfig(8, 20, 1e-2, 1, 0, 0, 0, false), Progress.NONE);
    }

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new VaeComparisonNodeFactory(), m_directory);
        m_parameters = new VaeComparisonParameters();
    }

    private PortObject port(final Vae vae) throws Exception {
        return VaePortObject.create(vae, m_node.exec());
    }

    private static DataTableSpec snapshotSpec() {
        return new DataTableSpec(TableOutput.ints("epoch"), TableOutput.strings("picture"),
            ImageCells.newColumn("image"));
    }

    private BufferedDataTable snapshots(final int start, final int... epochs) {
        final DataCell[][] rows = Arrays.stream(epochs).mapToObj(e -> new DataCell[]{new IntCell(e),
            new StringCell("manifold"), TestTables.png(70, 90, start + e)}).toArray(DataCell[][]::new);
        return TestTables.table(m_node.exec(), snapshotSpec(), rows);
    }

    private PortObject overlap(final int perClass) throws Exception {
        return new PortRun(new ClassOverlapNodeFactory(), m_directory)
            .run(null, Latents.codes(m_node.exec(), perClass, 2)).out()[0];
    }

    private static String html(final PortObject report) throws Exception {
        return Files.readString(((ReportPortObject)report).file(), StandardCharsets.UTF_8);
    }

    @Test
    void twoModelsGiveTwoRowsAChartAndAPage() throws Exception {
        final NodeHandle.Executed executed = m_node.run(null, port(weak), port(strong));
        assertNull(executed.warning());
        final PortObject table = executed.out()[0];
        assertEquals(ComparisonTable.SPEC, m_node.configure(null, port(weak), port(strong)).outSpecs()[0]);
        assertArrayEquals(ComparisonTable.SPEC.getColumnNames(),
            ((BufferedDataTable)table).getDataTableSpec().getColumnNames());
        assertEquals(List.of("β = 0.1", "β = 5000"), PortRun.texts(table, "model"));
        assertEquals(List.of("β = 0.1", "β = 5000"), TestTables.keys((BufferedDataTable)table));
        assertEquals(List.of("VAE", "VAE"), PortRun.texts(table, "kind"));
        assertEquals(List.of("16-2-16, softplus", "16-2-16, softplus"), PortRun.texts(table, "architecture"));
        assertArrayEquals(new double[]{0.1, 5000}, PortRun.numbers(table, "β"));
        assertArrayEquals(new double[]{8, 8}, PortRun.numbers(table, "epochs"));
        assertArrayEquals(new double[]{80, 80}, PortRun.numbers(table, "images"));
        assertArrayEquals(new double[]{weak.history().last().kl(), strong.history().last().kl()},
            PortRun.numbers(table, "KL"));
        assertEquals("collapsed", PortRun.texts(table, "collapse").get(1));
        assertTrue(PortRun.texts(table, "verdict").get(1).startsWith("Posterior collapse: 0 of 2 dimensions active"));
        assertArrayEquals(new double[]{Double.NaN, Double.NaN}, PortRun.numbers(table, "class overlap"));
        assertEquals(Arrays.asList(null, null), PortRun.texts(table, "neighbour penalty"));
        final byte[] png = ((PNGImageValue)((ImagePortObject)executed.out()[1]).toDataCell()).getImageContent()
            .getByteArray();
        assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() > 1000);
        assertTrue(html(executed.out()[2]).contains("<h1>VAE comparison</h1>"));
    }

    @Test
    void snapshotsAndOverlapsStandBesideTheirModels() throws Exception {
        m_parameters.m_modelNames = "first, weak\nsecond";
        final PortObject[] in = {port(weak), port(strong), snapshots(0, 2, 0, 1), snapshots(9, 0, 1), overlap(20),
            overlap(15)};
        final PortObject[] out = m_node.run(m_parameters, in).out();
        assertEquals(List.of("first, weak", "second"), PortRun.texts(out[0], "model"));
        for (final double share : PortRun.numbers(out[0], "class overlap")) {
            assertTrue(share >= 0 && share < 0.05, "overlap " + share);
        }
        final String html = html(out[2]);
        assertTrue(html.contains(">Manifold</h2>") && html.contains("After epoch 2") && html.contains("After epoch 1"));
        assertTrue(html.contains("alt=\"manifold of first, weak\" src=\"data:image/gif"));
        assertTrue(html.contains("of the neighbours have another class"));
        m_parameters.m_animations = false;
        assertFalse(html(m_node.run(m_parameters, in).out()[2]).contains("data:image/gif"));
    }

    @Test
    void thePageIsWrittenWhereAsked() throws Exception {
        final Path file = m_directory.resolve("comparison.html");
        m_parameters.m_outputFile = file.toString();
        m_parameters.m_title = "Mine";
        m_parameters.m_remarks = "Said of it.";
        final PortObject[] out = m_node.run(m_parameters, port(weak)).out();
        assertEquals(html(out[2]), Files.readString(file));
        assertTrue(Files.readString(file).contains("Said of it."));
        assertEquals("Mine: 1 model", ((ReportPortObject)out[2]).getSummary());
    }

    @Test
    void snapshotsThatAreMissingAreCounted() throws Exception {
        final BufferedDataTable table = TestTables.table(m_node.exec(), snapshotSpec(),
            new DataCell[]{new IntCell(1), new StringCell("manifold"), TestTables.missing()});
        assertEquals("1 of 1 rows of input 'Snapshots (model 1)' have a missing cell and are not shown.",
            m_node.run(null, port(weak), table).warning());
    }

    @Test
    void inputsThatDoNotFitAreRefused() throws Exception {
        assertEquals("There are 2 models but 1 table of the group 'Snapshots'. Connect one for each model, in the same "
            + "order, or none.", m_node.refusal(null, port(weak), port(strong), snapshots(0, 1)));
        assertEquals("There is 1 model but 2 tables of the group 'Overlaps'. Connect one for each model, in the same "
            + "order, or none.", m_node.refusal(null, port(weak), overlap(12), overlap(12)));
        assertEquals("Table 1 of 1 is neither the table Snapshots of Train VAE nor the table Overlap of Class Overlap. "
            + "Columns found: z1, z2, class.", m_node.refusal(null, port(weak), Latents.codes(m_node.exec(), 3, 2)));
        m_parameters.m_modelNames = "a\nb\nc";
        assertEquals("There are 3 model names (a; b; c), but 2 models. Give one name a line for each, or none.",
            m_node.refusal(m_parameters, port(weak), port(strong)));
        m_parameters.m_modelNames = "a, a";
        assertEquals("Two models have the same name (a; a). Give each its own.",
            m_node.refusal(m_parameters, port(weak), port(strong)));
        m_parameters.m_modelNames = "";
        m_parameters.m_outputFile = m_directory.resolve("comparison.pdf").toString();
        assertEquals("The file '" + m_parameters.m_outputFile + "' must end in .html or .htm.",
            m_node.refusal(m_parameters, port(weak)));
    }

    @Test
    void aTableOfUnknownColumnsIsAwaited() throws Exception {
        // as Class Overlap shows it before it knows the classes
        final ComparisonInputs<?, ?> inputs = ComparisonInputs.ofSpecs(
            new PortObjectSpec[]{port(weak).getSpec(), null});
        assertEquals(1, inputs.vaes().size());
        assertEquals(List.of(), inputs.overlaps());
    }

    @Test
    void canBeCancelled() throws Exception {
        final PortObject[] in = {port(weak), port(strong)};
        m_node.configure(null, in);
        m_node.cancelAt(0.05);
        assertThrows(CanceledExecutionException.class, () -> m_node.run(null, in));
    }
}
