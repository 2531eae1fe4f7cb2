package org.latentlab.nodes.traingan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObjectSpec;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.port.GanPortObject;
import org.latentlab.nodes.port.GanPortObjectSpec;
import org.latentlab.nodes.port.TestModels;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.NumbersAs;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.nodes.table.Vectors;
import org.latentlab.nodes.training.ColoursOption;
import org.latentlab.platform.ui.NodeHandle;

final class TrainGanNodeTest {

    @TempDir
    private Path m_directory;
    private NodeRun m_node;

    @BeforeEach
    void createNode() {
        m_node = new NodeRun(new TrainGanNodeFactory(), m_directory);
    }

    private static BufferedDataTable table(final NodeHandle.Executed executed, final int port) {
        return (BufferedDataTable)executed.out()[port];
    }

    private static DataCell cell(final DataRow row, final BufferedDataTable table, final String column) {
        return row.getCell(table.getDataTableSpec().findColumnIndex(column));
    }

    private static double number(final DataRow row, final BufferedDataTable table, final String column) {
        return ((DoubleValue)cell(row, table, column)).getDoubleValue();
    }

    private static Images decoded(final NodeHandle.Executed executed, final int count) throws Exception {
        final Gan gan = ((GanPortObject)executed.out()[0]).gan();
        final GenerativeModel.Draws draws = gan.draw(count, 3);
        return gan.decode(draws.z(), draws.classes(), Progress.NONE);
    }

    private NodeHandle.Executed digits(final TrainGanParameters parameters) throws Exception {
        return m_node.run(parameters, Digits.table(m_node.exec(), 60));
    }

    @Test
    void trainsAModelAndTellsItsHistory() throws Exception {
        final NodeHandle.Executed executed = digits(SmallGan.parameters());
        final GanPortObject model = (GanPortObject)executed.out()[0];
        assertEquals(ImageShape.gray(28, 28), model.getSpec().shape().orElseThrow());
        assertEquals(8, model.getSpec().latentSize());
        assertEquals(new LatentPrior.Normal(8), model.getSpec().prior());
        assertEquals("8-24 against 24", model.getSpec().network());
        assertTrue(model.getSummary().startsWith("GAN 8-24-784, 60 images, 2 epochs (6 updates), D(real) "),
            model.getSummary());
        final BufferedDataTable history = table(executed, 1);
        assertArrayEquals(new String[]{"epoch", "generator updates", "generator loss", "critic loss", "D(real)",
            "D(fake)", "generator gradient norm", "critic gradient norm", "gradient penalty", "latent error",
            "cluster loss", "images per second", "seconds"}, history.getDataTableSpec().getColumnNames());
        assertEquals(List.of("Epoch 1", "Epoch 2"), TestTables.keys(history));
        final List<DataRow> rows = TestTables.rows(history);
        assertEquals(3, ((LongValue)rows.get(0).getCell(1)).getLongValue());
        assertEquals(6, ((LongValue)rows.get(1).getCell(1)).getLongValue());
        for (final DataRow row : rows) {
            for (final String column : List.of("D(real)", "D(fake)")) {
                assertTrue(number(row, history, column) > 0 && number(row, history, column) < 1);
            }
            assertTrue(number(row, history, "generator gradient norm") > 0);
            assertTrue(number(row, history, "images per second") > 0);
            assertTrue(cell(row, history, "gradient penalty").isMissing());
            assertTrue(cell(row, history, "cluster loss").isMissing());
        }
    }

    @Test
    void theLayersAreListedWithTheirTotal() throws Exception {
        final BufferedDataTable layers = table(digits(SmallGan.parameters()), 2);
        final List<DataRow> rows = TestTables.rows(layers);
        final DataRow last = rows.get(rows.size() - 1);
        assertEquals("total", last.getCell(0).toString());
        // dense 8→24, 24→784; critic dense 784→24, 24→1
        assertEquals(8 * 24 + 24 + 24 * 784 + 784 + 784 * 24 + 24 + 24 + 1,
            ((LongValue)cell(last, layers, "parameters")).getLongValue());
    }

    @Test
    void everyEpochLookedAtHasARowOfDiagnostics() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_epochs = 5;
        parameters.m_watch.m_failuresEvery = 2;
        final BufferedDataTable seen = table(digits(parameters), 3);
        assertEquals(List.of("Epoch 2", "Epoch 4", "Epoch 5"), TestTables.keys(seen));
        for (final DataRow row : seen) {
            assertTrue(number(row, seen, "mean distance") >= 0);
            assertTrue(number(row, seen, "mean distance of the data") > 0);
            final double near = number(row, seen, "near-duplicates");
            assertTrue(near >= 0 && near <= 1);
            for (final String column : List.of("classes hit", "classes missing", "class entropy", "class shares")) {
                assertTrue(cell(row, seen, column).isMissing(), column);
            }
        }
    }

    @Test
    void aClassifierTellsWhichClassesAreGenerated() throws Exception {
        final ClassifierPortObject classifier = TestModels.classifier(m_node.exec());
        final NodeHandle.Executed executed = m_node.run(SmallGan.parameters(), Digits.table(m_node.exec(), 60),
            classifier);
        final BufferedDataTable seen = table(executed, 3);
        for (final DataRow row : seen) {
            final ListDataValue shares = (ListDataValue)cell(row, seen, "class shares");
            assertEquals(10, shares.size());
            assertEquals(1, shares.stream().mapToDouble(c -> ((DoubleValue)c).getDoubleValue()).sum(), 1e-9);
            final double hit = number(row, seen, "classes hit");
            assertEquals(hit, shares.stream().filter(c -> ((DoubleValue)c).getDoubleValue() >= 0.01).count());
            final String missing = ((StringValue)cell(row, seen, "classes missing")).getStringValue();
            final int lacking = missing.isEmpty() ? 0 : missing.split(", ").length;
            assertTrue(lacking <= 10 - hit, missing + " of " + hit);
        }
    }

    @Test
    void theTrainingIsTheSameWithAndWithoutAClassifierAndPictures() throws Exception {
        final Images plain = decoded(digits(SmallGan.parameters()), 3);
        final TrainGanParameters watched = SmallGan.parameters();
        watched.m_watch.m_picturesEvery = 1;
        final NodeRun again = new NodeRun(new TrainGanNodeFactory(), m_directory.resolve("again"));
        assertEquals(plain, decoded(again.run(watched, Digits.table(m_node.exec(), 60),
            TestModels.classifier(m_node.exec())), 3));
    }

    @Test
    void anotherSeedGivesAnotherModel() throws Exception {
        final TrainGanParameters other = SmallGan.parameters();
        other.m_seed = 2;
        final Images first = decoded(digits(SmallGan.parameters()), 3);
        final NodeRun again = new NodeRun(new TrainGanNodeFactory(), m_directory.resolve("again"));
        assertFalse(first.equals(decoded(again.run(other, Digits.table(m_node.exec(), 60)), 3)));
    }

    @ParameterizedTest
    @EnumSource(value = PresetOption.class, names = {"DCGAN", "SPECTRAL_DCGAN", "SPECTRAL", "WGAN", "WGAN_GP",
        "CLUSTER_GAN", "SPECTRAL_CLUSTER_GAN"})
    void everyPresetOfConvolutionsTrains(final PresetOption preset) throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_preset = preset;
        parameters.m_batchSize = 4;
        parameters.m_epochs = 1;
        parameters.m_latent.m_clusters = 3;
        final BufferedDataTable images = Digits.ofShape(m_node.exec(), ImageShape.rgb(28, 28), 22);
        final NodeHandle.Executed executed = m_node.run(parameters, images);
        final GanPortObjectSpec model = ((GanPortObject)executed.out()[0]).getSpec();
        final boolean clusters =
            preset == PresetOption.CLUSTER_GAN || preset == PresetOption.SPECTRAL_CLUSTER_GAN;
        assertEquals(clusters ? 11 : 8, model.latentSize());
        assertEquals(clusters, model.hasEncoder());
        final boolean penalised = preset == PresetOption.CLUSTER_GAN || preset == PresetOption.WGAN_GP;
        final boolean wasserstein = penalised || preset == PresetOption.WGAN;
        final BufferedDataTable history = table(executed, 1);
        final DataRow row = TestTables.rows(history).get(0);
        // five batches: five steps of the critic, one of the generator where it is a Wasserstein critic
        assertEquals(wasserstein ? 1 : 5, ((LongValue)row.getCell(1)).getLongValue());
        assertEquals(penalised, !cell(row, history, "gradient penalty").isMissing());
        assertEquals(clusters, !cell(row, history, "cluster loss").isMissing());
        assertEquals(ImageShape.rgb(28, 28), decoded(executed, 2).shape());
    }

    @Test
    void aVectorModelRemembersTheUnits() throws Exception {
        final TrainGanParameters parameters = SmallGan.vectors();
        final NodeHandle.Executed executed = m_node.run(parameters, Vectors.columns(m_node.exec(), 80, Vectors.NAMES));
        final GanPortObject model = (GanPortObject)executed.out()[0];
        assertEquals(List.of(Vectors.NAMES), model.getSpec().columns());
        assertTrue(model.getSpec().vectors());
        assertTrue(model.getSummary().contains("80 vectors"), model.getSummary());
        final Images restored = model.gan().input().restore(decoded(executed, 40));
        final double income =
            IntStream.range(0, 40).mapToDouble(i -> restored.value(i, 1)).average().orElseThrow();
        assertTrue(income > 1e4 && income < 5e4, "mean income is " + income);
    }

    @Test
    void aClassConditionalModelKnowsItsClasses() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_conditional = true;
        final PortObjectSpec[] specs =
            m_node.configure(parameters, Digits.table(m_node.exec(), 60).getDataTableSpec()).outSpecs();
        assertTrue(((GanPortObjectSpec)specs[0]).isConditional());
        final NodeHandle.Executed executed = digits(parameters);
        final GanPortObject model = (GanPortObject)executed.out()[0];
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), model.getSpec().classNames());
        assertTrue(model.getSummary().startsWith("Class-conditional GAN"), model.getSummary());
        final float[] z = new float[16];
        final Images twoClasses = model.gan().decode(z, new int[]{0, 7}, Progress.NONE);
        assertFalse(twoClasses.select(new int[]{0}).equals(twoClasses.select(new int[]{1})));
    }

    @Test
    void theLengthMayBeInGeneratorUpdates() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_lengthIn = LengthOption.UPDATES;
        parameters.m_updates = 7;
        final BufferedDataTable history = table(digits(parameters), 1);
        assertEquals(3, history.size());
        assertEquals(7, ((LongValue)TestTables.rows(history).get(2).getCell(1)).getLongValue());
    }

    @Test
    void picturesAreTakenOfTheUntrainedModelAndEveryNEpochs() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_epochs = 4;
        parameters.m_watch.m_picturesEvery = 2;
        parameters.m_watch.m_side = 3;
        final List<DataRow> rows = TestTables.rows(table(digits(parameters), 5));
        assertEquals(List.of("0", "2", "4"), rows.stream().map(r -> r.getCell(0).toString()).toList());
        for (final DataRow row : rows) {
            assertEquals("samples", row.getCell(1).toString());
            assertTrue(((PNGImageValue)row.getCell(2)).getImageContent().getByteArray().length > 100);
        }
    }

    @Test
    void aHealthyRunHasNoFindingsAndNoPicturesUnlessWanted() throws Exception {
        final NodeHandle.Executed executed = digits(SmallGan.parameters());
        assertArrayEquals(new String[]{"failure", "onset epoch", "last epoch", "persists", "finding"},
            table(executed, 4).getDataTableSpec().getColumnNames());
        assertEquals(0, table(executed, 5).size());
    }

    @Test
    void aBatchLargerThanTheDataIsTakenWholeWithAWarning() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_batchSize = 1000;
        final NodeHandle.Executed executed = digits(parameters);
        assertTrue(executed.warning().contains("1000") || executed.warning().contains("1,000"), executed.warning());
    }

    @Test
    void cancellingInTheMiddleLeavesNoFileAndTheNextRunSucceeds() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_epochs = 100_000;
        parameters.m_watch.m_keepEvery = 0;
        m_node.cancelAt(0.051);
        final BufferedDataTable table = Digits.table(m_node.exec(), 60);
        assertThrows(CanceledExecutionException.class, () -> m_node.execute(parameters, table));
        try (Stream<Path> files = Files.walk(m_directory)) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        }
        final NodeRun next = new NodeRun(new TrainGanNodeFactory(), m_directory);
        final NodeHandle.Executed executed = next.run(SmallGan.parameters(), table);
        assertEquals(2, ((BufferedDataTable)executed.out()[1]).size());
        assertNull(executed.warning());
    }

    @Test
    void theModelComesBackFromItsFile() throws Exception {
        final NodeHandle.Executed executed = digits(SmallGan.parameters());
        final Gan gan = ((GanPortObject)executed.out()[0]).gan();
        final Gan read = org.latentlab.engine.gan.GanArchive.read(((GanPortObject)executed.out()[0]).file());
        assertEquals(gan.decode(new float[8], null, Progress.NONE), read.decode(new float[8], null, Progress.NONE));
        assertEquals(gan.summary(), read.summary());
    }

    @Test
    void aTrainingGoesOnFromItsCheckpointToTheSameBits() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_checkpoints.m_directory = m_directory.resolve("checkpoints").toString();
        digits(parameters);
        parameters.m_epochs = 4;
        parameters.m_checkpoints.m_resume = true;
        final NodeHandle.Executed resumed = digits(parameters);
        parameters.m_checkpoints.m_directory = "";
        assertEquals(decoded(digits(parameters), 3), decoded(resumed, 3));
        assertEquals(4, table(resumed, 1).size());
    }

    @Test
    void aCollapseIsFoundAndStopsTheTraining() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_epochs = 60;
        parameters.m_optimisers.m_settings = OptimiserOption.CHOSEN;
        parameters.m_optimisers.m_generatorRate = 0.5; // the generator saturates at once
        parameters.m_watch.m_stopOnFailure = true;
        final NodeHandle.Executed executed = m_node.run(parameters, Digits.table(m_node.exec(), 200));
        final BufferedDataTable findings = table(executed, 4);
        // it may have collapsed for an epoch and recovered before
        final DataRow finding = TestTables.rows(findings).get((int)findings.size() - 1);
        assertEquals("mode collapse", cell(finding, findings, "failure").toString());
        final String sentence = cell(finding, findings, "finding").toString();
        assertTrue(executed.warning().contains(sentence), executed.warning());
        final int epochs = (int)table(executed, 1).size();
        assertTrue(executed.warning().contains("Stopped after epoch " + epochs), executed.warning());
        assertTrue(epochs < 10, "stopped after " + epochs);
        assertEquals(executed.warning().indexOf(sentence), executed.warning().lastIndexOf(sentence));
    }

    @Test
    void colourImagesMayBeTurnedGray() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_input.m_colours = ColoursOption.GRAY;
        final GanPortObject model = (GanPortObject)m_node
            .run(parameters, Digits.ofShape(m_node.exec(), ImageShape.rgb(12, 12), 30)).out()[0];
        assertEquals(ImageShape.gray(12, 12), model.getSpec().shape().orElseThrow());
        assertTrue(model.getSpec().gray());
    }

    @Test
    void aTimeLimitEndsTheTrainingAndIsToldOf() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_maxMinutes = 1e-9;
        parameters.m_epochs = 1000;
        final NodeHandle.Executed executed = digits(parameters);
        assertEquals(1, table(executed, 1).size());
        assertTrue(executed.warning().contains("The time limit of 1.0E-9 minutes was reached in epoch 1."),
            executed.warning());
    }

    @Test
    void theGeneratorIsKeptEveryNEpochs() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_epochs = 5;
        parameters.m_watch.m_keepEvery = 2;
        assertEquals(List.of(2, 4, 5), ((GanPortObject)digits(parameters).out()[0]).gan().keptEpochs());
    }

    @Test
    void configureTellsWhatIsKnownBefore() throws Exception {
        final TrainGanParameters parameters = SmallGan.vectors();
        final PortObjectSpec[] specs = m_node.configure(parameters, Vectors.spec(Vectors.NAMES)).outSpecs();
        final GanPortObjectSpec model = (GanPortObjectSpec)specs[0];
        assertEquals(new ImageShape(1, 1, 5), model.shape().orElseThrow());
        assertTrue(model.vectors());
        assertEquals(NumbersAs.VECTORS, parameters.m_input.m_numbersAs);
        assertTrue(((DataTableSpec)specs[3]).containsName("near-duplicates"));
    }
}
