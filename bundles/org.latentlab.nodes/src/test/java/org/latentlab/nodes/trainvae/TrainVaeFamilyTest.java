package org.latentlab.nodes.trainvae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.image.PngCodec;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.port.VaePortObjectSpec;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.ImageSource;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.NumbersAs;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.nodes.table.Vectors;
import org.latentlab.nodes.training.ColoursOption;
import org.latentlab.nodes.training.ScalingOption;
import org.latentlab.platform.ui.NodeHandle;

/** Every kind of model trains through the node, and its outputs say what happened. */
final class TrainVaeFamilyTest {

    @TempDir
    private Path m_directory;
    private NodeRun m_node;

    @BeforeEach
    void createNode() {
        m_node = new NodeRun(new TrainVaeNodeFactory(), m_directory);
    }

    private static TrainVaeParameters twoEpochs() {
        final TrainVaeParameters parameters = new TrainVaeParameters();
        parameters.m_encoderWidths = "24";
        parameters.m_epochs = 2;
        parameters.m_batchSize = 20;
        return parameters;
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

    private NodeHandle.Executed digits(final TrainVaeParameters parameters) throws Exception {
        return m_node.run(parameters, Digits.table(m_node.exec(), 60));
    }

    private NodeHandle.Executed run(final PresetOption preset, final TrainVaeParameters parameters) throws Exception {
        return switch (preset) {
            case DIGITS_MLP, DIGITS_CONVOLUTIONAL, CUSTOM -> digits(parameters);
            case COLOUR_CONVOLUTIONAL -> m_node.run(parameters,
                Digits.ofShape(m_node.exec(), ImageShape.rgb(32, 32), 12));
            case COLOUR_DEEP -> m_node.run(parameters, Digits.ofShape(m_node.exec(), ImageShape.rgb(64, 64), 6));
            case VECTORS -> {
                parameters.m_input.m_numbersAs = NumbersAs.VECTORS;
                yield m_node.run(parameters, Vectors.lists(m_node.exec(), 40));
            }
        };
    }

    @ParameterizedTest
    @EnumSource(PresetOption.class)
    void everyPresetTrainsAndListsItsLayers(final PresetOption preset) throws Exception {
        final TrainVaeParameters parameters = twoEpochs();
        parameters.m_preset = preset;
        parameters.m_batchSize = 6;
        parameters.m_likelihood = preset == PresetOption.DIGITS_MLP || preset == PresetOption.DIGITS_CONVOLUTIONAL
            ? LikelihoodOption.BERNOULLI : LikelihoodOption.LEARNED_GAUSSIAN;
        final NodeHandle.Executed executed = run(preset, parameters);
        final VaePortObject model = (VaePortObject)executed.out()[0];
        final BufferedDataTable history = table(executed, 1);
        assertEquals(2, history.size());
        for (final DataRow row : history) {
            assertTrue(Double.isFinite(number(row, history, "loss")));
            assertEquals(1, number(row, history, "β"));
            assertTrue(cell(row, history, "MMD²").isMissing());
        }
        final BufferedDataTable layers = table(executed, 2);
        final List<DataRow> rows = TestTables.rows(layers);
        assertEquals("input", cell(rows.get(0), layers, "layer").toString());
        final long parametersInAll = model.vae().config().parameterShapes(model.vae().shape()).stream()
            .filter(shape -> !shape.isState()).mapToLong(shape -> shape.count()).sum();
        final DataRow total = rows.get(rows.size() - 1);
        assertEquals("total", cell(total, layers, "part").toString());
        assertEquals(parametersInAll, ((LongValue)cell(total, layers, "parameters")).getLongValue());
        assertEquals(preset == PresetOption.COLOUR_DEEP,
            ((LongValue)cell(total, layers, "not trained")).getLongValue() > 0);
        assertEquals(0, table(executed, 4).size());
    }

    @Test
    void theModelIsTheEnginesOfTheSameSettings() throws Exception {
        final VaePortObject model = (VaePortObject)digits(twoEpochs()).out()[0];
        final Images images = SyntheticDigits.generate(SyntheticDigitsConfig.of(60, 1), Progress.NONE).images();
        final float[] z = {0.3f, -1.2f};
        assertEquals(VaeTrainer.train(images, new VaeConfig(2, List.of(24), List.of(24),
            Activation.SOFTPLUS, new Likelihood.Bernoulli()),
            new TrainingConfig(2, 20, 0.001, 1, 0, 0, 0, false), Progress.NONE).decode(z, Progress.NONE),
            model.vae().decode(z, Progress.NONE));
    }

    @ParameterizedTest
    @EnumSource(LikelihoodOption.class)
    void everyLikelihoodTrainsOnImages(final LikelihoodOption likelihood) throws Exception {
        final TrainVaeParameters parameters = twoEpochs();
        parameters.m_likelihood = likelihood;
        parameters.m_binarisation = BinarisationOption.DRAWN;
        final NodeHandle.Executed executed = digits(parameters);
        assertEquals(likelihood != LikelihoodOption.SQUARED_ERROR,
            ((VaePortObjectSpec)executed.out()[0].getSpec()).hasElbo());
    }

    @Test
    void aPlainAutoencoderHasNoKl() throws Exception {
        final TrainVaeParameters parameters = twoEpochs();
        parameters.m_modelKind = ModelKind.AUTOENCODER;
        final NodeHandle.Executed executed = digits(parameters);
        assertFalse(((VaePortObjectSpec)executed.out()[0].getSpec()).hasPosterior());
        final BufferedDataTable history = table(executed, 1);
        final DataRow last = TestTables.rows(history).get(1);
        for (final String column : List.of("KL", "KL z1", "KL z2", "β", "MMD²", "mutual information")) {
            assertTrue(cell(last, history, column).isMissing(), column);
        }
        final BufferedDataTable diagnostics = table(executed, 3);
        assertTrue(cell(TestTables.rows(diagnostics).get(0), diagnostics, "KL").isMissing());
    }

    @Test
    void annealingTheMmdAndThePenaltyShowInTheHistory() throws Exception {
        final TrainVaeParameters annealed = twoEpochs();
        annealed.m_divergence.m_annealing = AnnealingOption.LINEAR;
        annealed.m_divergence.m_endEpoch = 2;
        annealed.m_divergence.m_beta = 0.5;
        final BufferedDataTable betas = table(digits(annealed), 1);
        // an epoch has three batches, and β is that of the last of them, which begins after two thirds of it
        assertEquals(0.5 * (2 / 3.0) / 2, number(TestTables.rows(betas).get(0), betas, "β"), 1e-9);
        assertEquals(0.5 * (5 / 3.0) / 2, number(TestTables.rows(betas).get(1), betas, "β"), 1e-9);
        final TrainVaeParameters wae = twoEpochs();
        wae.m_modelKind = ModelKind.WAE;
        wae.m_neighbours.m_active = true;
        final BufferedDataTable history = table(digits(wae), 1);
        for (final DataRow row : history) {
            assertTrue(Double.isFinite(number(row, history, "MMD²")));
            assertTrue(number(row, history, "neighbour penalty") >= 0);
        }
    }

    @Test
    void diagnosticsHaveARowForEachEpochAndDimension() throws Exception {
        final TrainVaeParameters parameters = twoEpochs();
        parameters.m_latentSize = 3;
        final NodeHandle.Executed executed = digits(parameters);
        final BufferedDataTable diagnostics = table(executed, 3);
        final List<DataRow> rows = TestTables.rows(diagnostics);
        assertEquals(6, rows.size());
        int active = 0;
        for (int i = 0; i < 6; i++) {
            assertEquals(1 + i / 3, number(rows.get(i), diagnostics, "epoch"));
            assertEquals("z" + (1 + i % 3), cell(rows.get(i), diagnostics, "dimension").toString());
            final boolean isActive = ((BooleanValue)cell(rows.get(i), diagnostics, "active")).getBooleanValue();
            assertEquals(number(rows.get(i), diagnostics, "variance of the mean") > 0.01, isActive);
            active += i >= 3 && isActive ? 1 : 0;
            assertTrue(number(rows.get(i), diagnostics, "aggregate variance") > 0);
        }
        final BufferedDataTable history = table(executed, 1);
        assertEquals(active, number(TestTables.rows(history).get(1), history, "active units"));
    }

    @Test
    void aCollapseIsToldWithWhatToTry() throws Exception {
        final TrainVaeParameters parameters = twoEpochs();
        parameters.m_divergence.m_beta = 10_000;
        parameters.m_epochs = 5;
        parameters.m_learningRate = 0.01;
        final String warning = digits(parameters).warning();
        assertTrue(warning.startsWith("Posterior collapse: 0 of 2 dimensions active") && warning.contains("annealing"),
            warning);
    }

    @Test
    void snapshotsShowTheModelUnfold() throws Exception {
        final TrainVaeParameters parameters = twoEpochs();
        parameters.m_epochs = 3;
        parameters.m_snapshots.m_everyEpochs = 2;
        final NodeHandle.Executed executed = digits(parameters);
        final BufferedDataTable snapshots = table(executed, 4);
        final Set<String> seen = new TreeSet<>();
        for (final DataRow row : snapshots) {
            seen.add(cell(row, snapshots, "epoch") + " " + cell(row, snapshots, "picture"));
            final byte[] png = ((PNGImageValue)cell(row, snapshots, "image")).getImageContent().getByteArray();
            assertTrue(PngCodec.shape(png).width() > 50);
        }
        assertEquals(new TreeSet<>(Stream.of(0, 2, 3).flatMap(epoch -> Stream
            .of("latent scatter", "manifold", "prediction matrix").map(picture -> epoch + " "
                + "" + picture)).toList()), seen);
        final float[] z = {0.3f, -1.2f};
        parameters.m_snapshots.m_everyEpochs = 0;
        final NodeRun again = new NodeRun(new TrainVaeNodeFactory(), m_directory.resolve("again"));
        assertEquals(((VaePortObject)executed.out()[0]).vae().decode(z, Progress.NONE),
            ((VaePortObject)again.run(parameters, Digits.table(again.exec(), 60)).out()[0]).vae()
                .decode(z, Progress.NONE));
    }

    @Test
    void aTrainingGoesOnFromItsCheckpointToTheSameBits() throws Exception {
        final TrainVaeParameters parameters = twoEpochs();
        parameters.m_checkpoints.m_directory = m_directory.resolve("checkpoints").toString();
        digits(parameters);
        try (Stream<Path> files = Files.list(m_directory.resolve("checkpoints"))) {
            assertTrue(files.count() >= 1);
        }
        parameters.m_epochs = 4;
        parameters.m_checkpoints.m_resume = true;
        final VaePortObject resumed = (VaePortObject)digits(parameters).out()[0];
        parameters.m_checkpoints.m_directory = "";
        final VaePortObject whole = (VaePortObject)digits(parameters).out()[0];
        final float[] z = {0.3f, -1.2f};
        assertEquals(whole.vae().decode(z, Progress.NONE), resumed.vae().decode(z, Progress.NONE));
        assertEquals(4, resumed.vae().history().epochs().size());
    }

    @Test
    void thePenaltyOnNeighboursNeedsClasses() throws Exception {
        final TrainVaeParameters parameters = twoEpochs();
        parameters.m_neighbours.m_active = true;
        final DataTableSpec images =
            new DataTableSpec(Digits.table(m_node.exec(), 1).getDataTableSpec().getColumnSpec("image"));
        assertEquals("The penalty on latent neighbours needs a class column, but input 'Images' has none: a column of "
            + "strings or whole numbers that says which class a row has. Choose one, or switch the penalty off.",
            assertThrows(InvalidSettingsException.class, () -> m_node.configure(parameters, images)).getMessage());
        parameters.m_input.m_classes = ClassesOption.NONE;
        assertEquals("The penalty on latent neighbours needs a class column, but the classes are set to none. Choose "
            + "one, or switch the penalty off.", assertThrows(InvalidSettingsException.class,
                () -> m_node.configure(parameters, images)).getMessage());
        parameters.m_input.m_classes = ClassesOption.AUTOMATIC;
        final BufferedDataTable oneClass = Digits.ofShape(m_node.exec(), ImageShape.gray(8, 8), 20);
        assertTrue(assertThrows(KNIMEException.class, () -> m_node.run(parameters, oneClass)).getMessage()
            .contains("at least 2 classes, but class column 'class' has only 1"));
    }

    @Test
    void imagesTurnedGrayMakeAModelOfGrayImages() throws Exception {
        final TrainVaeParameters parameters = twoEpochs();
        parameters.m_input.m_colours = ColoursOption.GRAY;
        final VaePortObject model = (VaePortObject)m_node
            .run(parameters, Digits.ofShape(m_node.exec(), ImageShape.rgb(8, 8), 30)).out()[0];
        assertEquals(ImageShape.gray(8, 8), model.vae().shape());
        assertTrue(model.vae().input().gray());
        assertTrue(model.getSpec().gray());
    }

    private static TrainVaeParameters vectors(final String... columns) {
        final TrainVaeParameters parameters = twoEpochs();
        parameters.m_imageSource = ImageSource.NUMERIC_COLUMNS;
        parameters.m_pixelColumns = new ColumnFilter(columns);
        parameters.m_input.m_numbersAs = NumbersAs.VECTORS;
        parameters.m_likelihood = LikelihoodOption.GAUSSIAN;
        parameters.m_input.m_scaling = ScalingOption.STANDARDISE;
        return parameters;
    }

    @Test
    void vectorsOfNumericColumnsKeepTheirNamesAndScales() throws Exception {
        final BufferedDataTable table = Vectors.columns(m_node.exec(), 50, Vectors.NAMES);
        final VaePortObjectSpec before = (VaePortObjectSpec)m_node
            .configure(vectors(Vectors.NAMES), table.getDataTableSpec()).outSpecs()[0];
        assertTrue(before.vectors());
        assertEquals(ImageShape.gray(1, 5), before.shape().orElseThrow());
        assertEquals(List.of(Vectors.NAMES), before.columns());
        final VaePortObject model = (VaePortObject)m_node.run(vectors(Vectors.NAMES), table).out()[0];
        assertEquals(List.of(Vectors.NAMES), model.vae().input().columns());
        double sum = 0;
        for (int i = 0; i < 50; i++) {
            sum += Vectors.vector(i)[1];
        }
        assertEquals(sum / 50, model.vae().input().offset()[1], 1e-2);
    }

    @Test
    void snapshotsOfVectorsShowTheirCodes() throws Exception {
        final TrainVaeParameters parameters = vectors(Vectors.NAMES);
        parameters.m_latentSize = 3;
        parameters.m_snapshots.m_everyEpochs = 1;
        final BufferedDataTable snapshots =
            table(m_node.run(parameters, Vectors.columns(m_node.exec(), 30, Vectors.NAMES)), 4);
        assertEquals(3, TestTables.rows(snapshots).stream()
            .filter(row -> cell(row, snapshots, "picture").toString().equals("latent scatter")).count());
    }

    @Test
    void theShapeOfNumericColumnsIsKnownBeforeTheTraining() throws Exception {
        final String[] names = new String[48];
        java.util.Arrays.setAll(names, i -> "p" + i);
        final TrainVaeParameters parameters = vectors(names);
        parameters.m_input.m_numbersAs = NumbersAs.IMAGES;
        assertEquals(ImageShape.rgb(4, 4), ((VaePortObjectSpec)m_node.configure(parameters, Vectors.spec(names))
            .outSpecs()[0]).shape().orElseThrow());
        parameters.m_input.m_colours = ColoursOption.GRAY;
        assertEquals(ImageShape.gray(4, 4), ((VaePortObjectSpec)m_node.configure(parameters, Vectors.spec(names))
            .outSpecs()[0]).shape().orElseThrow());
        parameters.m_preset = PresetOption.COLOUR_CONVOLUTIONAL;
        assertTrue(assertThrows(InvalidSettingsException.class,
            () -> m_node.configure(parameters, Vectors.spec(names))).getMessage().contains("divisible by 8, not 4×4"));
    }

    @Test
    void vectorsThatTheLikelihoodCannotTakeAreRefused() throws Exception {
        final TrainVaeParameters parameters = vectors(Vectors.NAMES);
        parameters.m_likelihood = LikelihoodOption.BERNOULLI;
        final BufferedDataTable table = Vectors.columns(m_node.exec(), 20, Vectors.NAMES);
        assertEquals("The Bernoulli likelihood needs values from 0 to 1, but standardised ones are negative too. Scale "
            + "the vectors by min–max, or choose a Gaussian likelihood.",
            assertThrows(InvalidSettingsException.class, () -> m_node.configure(parameters, table.getDataTableSpec()))
                .getMessage());
        parameters.m_input.m_scaling = ScalingOption.NONE;
        assertEquals("The Bernoulli likelihood needs values from 0 to 1, but 'age' is 40.0 in row 'Row0'. Scale the "
            + "vectors by min–max, or choose a Gaussian likelihood.",
            assertThrows(KNIMEException.class, () -> m_node.run(parameters, table)).getMessage());
        parameters.m_input.m_scaling = ScalingOption.MIN_MAX;
        assertEquals(5, ((VaePortObject)m_node.run(parameters, table).out()[0]).vae().shape().values());
        parameters.m_preset = PresetOption.DIGITS_CONVOLUTIONAL;
        assertTrue(assertThrows(InvalidSettingsException.class,
            () -> m_node.configure(parameters, table.getDataTableSpec())).getMessage()
            .startsWith("A convolutional network needs images, but the numbers are taken as vectors."));
    }

    @Test
    void sizesThatANetworkCannotTakeAreNamedWithWhatToDo() throws Exception {
        final TrainVaeParameters parameters = twoEpochs();
        parameters.m_preset = PresetOption.DIGITS_CONVOLUTIONAL;
        final BufferedDataTable odd = Digits.ofShape(m_node.exec(), ImageShape.gray(30, 30), 10);
        final String message = assertThrows(KNIMEException.class, () -> m_node.run(parameters, odd)).getMessage();
        assertTrue(message.contains("divisible by 4, not 30×30") && message.contains("Resize"), message);
    }

    @Test
    void configureKnowsTheColumnsOfAllOutputs() throws Exception {
        final PortObjectSpec[] specs =
            m_node.configure(twoEpochs(), Digits.table(m_node.exec(), 1).getDataTableSpec()).outSpecs();
        assertArrayEquals(new String[]{"part", "layer", "output shape", "parameters", "not trained"},
            ((DataTableSpec)specs[2]).getColumnNames());
        assertArrayEquals(new String[]{"epoch", "dimension", "KL", "variance of the mean", "active", "aggregate mean",
            "aggregate variance"}, ((DataTableSpec)specs[3]).getColumnNames());
        assertArrayEquals(new String[]{"epoch", "picture", "image"}, ((DataTableSpec)specs[4]).getColumnNames());
    }
}
