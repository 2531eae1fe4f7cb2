package org.latentlab.nodes.trainvae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.port.VaePortObjectSpec;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.ImageSource;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class TrainVaeNodeTest {

    @TempDir
    private Path m_directory;
    private NodeRun m_node;

    @BeforeEach
    void createNode() {
        m_node = new NodeRun(new TrainVaeNodeFactory(), m_directory);
    }

    /** A network small enough to train at once. */
    private static TrainVaeParameters small() {
        final TrainVaeParameters parameters = new TrainVaeParameters();
        parameters.m_encoderWidths = "32, 16";
        parameters.m_epochs = 2;
        parameters.m_batchSize = 50;
        return parameters;
    }

    private static double number(final DataRow row, final DataTableSpec spec, final String column) {
        return ((DoubleValue)row.getCell(spec.findColumnIndex(column))).getDoubleValue();
    }

    @Test
    void trainsAModelAndTellsItsHistory() throws Exception {
        final TrainVaeParameters parameters = small();
        parameters.m_validationShare = 0.2;
        parameters.m_epochs = 4;
        final NodeHandle.Executed executed = m_node.run(parameters, Digits.table(m_node.exec(), 300));
        final VaePortObject model = (VaePortObject)executed.out()[0];
        assertEquals(ImageShape.gray(28, 28), model.getSpec().shape().orElseThrow());
        assertEquals(2, model.getSpec().latentSize());
        assertEquals("32-16-2-16-32, softplus, Bernoulli", model.getSpec().network());
        assertTrue(model.getSummary().startsWith("VAE 784-32-16-2, "), model.getSummary());
        assertTrue(model.getSummary().contains("CPU"), model.getSummary());
        final BufferedDataTable history = (BufferedDataTable)executed.out()[1];
        final DataTableSpec spec = history.getDataTableSpec();
        assertArrayEquals(new String[]{"epoch", "loss", "reconstruction", "KL", "KL z1", "KL z2", "validation loss",
            "seconds", "β", "MMD²", "neighbour penalty", "active units", "mutual information"}, spec.getColumnNames());
        assertEquals(List.of("Epoch 1", "Epoch 2", "Epoch 3", "Epoch 4"), TestTables.keys(history));
        for (final DataRow row : history) {
            assertEquals(number(row, spec, "loss"), number(row, spec, "reconstruction") + number(row, spec, "KL"),
                1e-3);
            assertEquals(number(row, spec, "KL"), number(row, spec, "KL z1") + number(row, spec, "KL z2"), 1e-3);
        }
        final List<DataRow> rows = TestTables.rows(history);
        assertTrue(number(rows.get(3), spec, "loss") < number(rows.get(0), spec, "loss"));
    }

    @Test
    void configureTellsWhatIsKnownBefore() throws Exception {
        final TrainVaeParameters parameters = small();
        parameters.m_latentSize = 3;
        final PortObjectSpec[] specs =
            m_node.configure(parameters, Digits.table(m_node.exec(), 1).getDataTableSpec()).outSpecs();
        final VaePortObjectSpec model = (VaePortObjectSpec)specs[0];
        assertEquals(3, model.latentSize());
        assertTrue(model.shape().isEmpty());
        assertTrue(((DataTableSpec)specs[1]).containsName("KL z3"));
    }

    @Test
    void theSameSeedGivesTheSameCodes() throws Exception {
        final BufferedDataTable table = Digits.table(m_node.exec(), 120);
        final VaePortObject first = (VaePortObject)m_node.run(small(), table).out()[0];
        final NodeRun again = new NodeRun(new TrainVaeNodeFactory(), m_directory.resolve("again"));
        final VaePortObject second = (VaePortObject)again.run(small(), table).out()[0];
        final float[] z = {0.3f, -1.2f};
        assertEquals(first.vae().decode(z, org.latentlab.engine.train.Progress.NONE),
            second.vae().decode(z, org.latentlab.engine.train.Progress.NONE));
    }

    @Test
    void rowsWithoutAnImageAreLeftOutAndNamed() throws Exception {
        final List<DataRow> digits = TestTables.rows(Digits.table(m_node.exec(), 60));
        final DataCell[] cells = digits.stream().map(row -> row.getCell(0)).toArray(DataCell[]::new);
        cells[7] = TestTables.missing();
        final NodeHandle.Executed executed =
            m_node.run(small(), TestTables.column(m_node.exec(), ImageCells.newColumn("image"), cells));
        assertTrue(executed.warning()
            .startsWith("1 of 60 rows have no usable image (Row7: missing) and were left out."), executed.warning());
        assertTrue(((VaePortObject)executed.out()[0]).getSummary().contains("59 images"));
    }

    @Test
    void trainsOnNumericColumnsWithGaussianPixels() throws Exception {
        final DataColumnSpec[] columns = new DataColumnSpec[16];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = TableOutput.doubles("p" + i);
        }
        final DataCell[][] rows = new DataCell[40][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                rows[i][j] = new DoubleCell(0.5 + 0.5 * Math.sin(i + j));
            }
        }
        final TrainVaeParameters parameters = small();
        parameters.m_imageSource = ImageSource.NUMERIC_COLUMNS;
        parameters.m_pixelColumns = new ColumnFilter(List.of(columns));
        parameters.m_likelihood = LikelihoodOption.GAUSSIAN;
        parameters.m_activation = ActivationOption.TANH;
        final VaePortObject model = (VaePortObject)m_node
            .run(parameters, TestTables.table(m_node.exec(), new DataTableSpec(columns), rows)).out()[0];
        assertEquals(ImageShape.gray(4, 4), model.getSpec().shape().orElseThrow());
        assertTrue(model.getSpec().network().endsWith("tanh, Gaussian, σ = 0.1"), model.getSpec().network());
    }

    @Test
    void aBatchLargerThanTheDataIsTakenWholeWithAWarning() throws Exception {
        final TrainVaeParameters parameters = small();
        parameters.m_batchSize = 1000;
        final NodeHandle.Executed executed = m_node.run(parameters, Digits.table(m_node.exec(), 30));
        assertTrue(executed.warning().contains("1000") || executed.warning().contains("1,000"), executed.warning());
    }

    @Test
    void dataThatCannotTeachAnythingIsRefused() throws Exception {
        assertEquals("The input table is empty: there are no images in it. Check the filter or reader before.",
            failure(small(), Digits.table(m_node.exec(), 1).getDataTableSpec()));
        assertTrue(failure(small(), Digits.table(m_node.exec(), 1)).contains("at least 2 images"));
        assertTrue(failure(small(), Digits.constant(m_node.exec(), 20, 100)).contains("same value"));
        final BufferedDataTable mixed = TestTables.column(m_node.exec(), ImageCells.newColumn("image"),
            TestTables.png(28, 28, 0), TestTables.png(32, 32, 0));
        assertTrue(failure(small(), mixed).contains("holds a 32×32 image in row 'Row1'"));
    }

    private String failure(final TrainVaeParameters parameters, final DataTableSpec spec) {
        return failure(parameters, TestTables.table(m_node.exec(), spec));
    }

    private String failure(final TrainVaeParameters parameters, final BufferedDataTable table) {
        return assertThrows(KNIMEException.class, () -> m_node.run(parameters, table)).getMessage();
    }

    @Test
    void parametersOutOfRangeAreRefusedByName() throws Exception {
        final TrainVaeParameters parameters = small();
        parameters.m_latentSize = 0;
        assertEquals("Latent size is 0; it must be at least 1.", refusal(parameters));
        parameters.m_latentSize = 20_000;
        assertEquals("The latent size is 1 to 16,384, not 20000.", refusal(parameters));
        parameters.m_latentSize = 2;
        parameters.m_epochs = 0;
        assertEquals("Epochs is 0; it must be at least 1.", refusal(parameters));
        parameters.m_epochs = 1;
        parameters.m_batchSize = 0;
        assertEquals("Batch size is 0; it must be at least 1.", refusal(parameters));
        parameters.m_batchSize = 1;
        parameters.m_learningRate = Double.NaN;
        assertEquals("Learning rate is NaN; it must be greater than 0.", refusal(parameters));
        parameters.m_learningRate = 0.001;
        parameters.m_validationShare = 1;
        assertEquals("Validation share is 1.0; it must lie between 0.0 and 0.9.", refusal(parameters));
        parameters.m_validationShare = 0;
        parameters.m_encoderWidths = "500, many";
        assertEquals("Encoder layers is '500, many'; write the widths of the hidden layers separated by commas, e.g. "
            + "\"500, 500\".", refusal(parameters));
        parameters.m_encoderWidths = "500, 0";
        assertEquals("A width of the hidden layers of the encoder is 1 to 16,384, not 0.", refusal(parameters));
    }

    private String refusal(final TrainVaeParameters parameters) throws Exception {
        final DataTableSpec spec = Digits.table(m_node.exec(), 1).getDataTableSpec();
        return assertThrows(InvalidSettingsException.class, () -> m_node.configure(parameters, spec)).getMessage();
    }

    @Test
    void aTableWithoutImagesIsRefusedBeforeExecution() {
        final DataTableSpec spec = new DataTableSpec(TableOutput.strings("name"));
        assertTrue(assertThrows(InvalidSettingsException.class, () -> m_node.configure(null, spec)).getMessage()
            .startsWith("Input 'Images' has no image column"));
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsNamed() throws Exception {
        final Path file = Files.writeString(m_directory.resolve("file"), "not a directory");
        final NodeRun node = new NodeRun(new TrainVaeNodeFactory(), file);
        final BufferedDataTable table = Digits.table(m_node.exec(), 20);
        final String message = assertThrows(KNIMEException.class, () -> node.run(small(), table)).getMessage();
        assertTrue(message.contains(file.toString()) && !message.contains("unexpectedly"), message);
        assertEquals("not a directory", Files.readString(file));
    }

    @Test
    void cancellingInTheMiddleLeavesNoFileAndTheNextRunSucceeds() throws Exception {
        final BufferedDataTable table = Digits.table(m_node.exec(), 300);
        final TrainVaeParameters parameters = small();
        parameters.m_epochs = 10_000;
        m_node.cancelAt(0.06);
        assertThrows(CanceledExecutionException.class, () -> m_node.execute(parameters, table));
        try (Stream<Path> files = Files.walk(m_directory)) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        }
        final NodeRun next = new NodeRun(new TrainVaeNodeFactory(), m_directory);
        assertEquals(2, ((BufferedDataTable)next.run(small(), table).out()[1]).size());
    }
}
