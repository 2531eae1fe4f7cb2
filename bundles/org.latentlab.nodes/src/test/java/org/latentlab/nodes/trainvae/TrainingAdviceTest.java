package org.latentlab.nodes.trainvae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.ImageSource;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.NumbersAs;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.nodes.table.Vectors;
import org.latentlab.nodes.training.ScalingOption;

/** What can be trained, but not as it is meant, is told of; what cannot is refused with what to do. */
final class TrainingAdviceTest {

    @TempDir
    private Path m_directory;

    private String warning(final BufferedDataTable table, final Consumer<TrainVaeParameters> change) throws Exception {
        final String warning = node().run(parameters(change), table).warning();
        return warning == null ? "" : warning;
    }

    private NodeRun node() {
        return new NodeRun(new TrainVaeNodeFactory(), m_directory);
    }

    private static TrainVaeParameters parameters(final Consumer<TrainVaeParameters> change) {
        final TrainVaeParameters parameters = new TrainVaeParameters();
        parameters.m_encoderWidths = "8";
        parameters.m_epochs = 2;
        parameters.m_batchSize = 20;
        change.accept(parameters);
        return parameters;
    }

    private static void vectors(final TrainVaeParameters parameters) {
        parameters.m_input.m_numbersAs = NumbersAs.VECTORS;
        parameters.m_likelihood = LikelihoodOption.GAUSSIAN;
    }

    @Test
    void anAnnealingThatOutlivesTheTrainingIsToldOf() throws Exception {
        final BufferedDataTable digits = Digits.table(node().exec(), 40);
        assertTrue(warning(digits, p -> {
            p.m_divergence.m_annealing = AnnealingOption.LINEAR;
            p.m_divergence.m_beta = 4;
        }).contains("The annealing of β ends after epoch 10, but the training after epoch 2: β never reaches 4. Train "
            + "longer, or let the annealing end earlier."));
        assertFalse(warning(digits, p -> {
            p.m_divergence.m_annealing = AnnealingOption.LINEAR;
            p.m_divergence.m_endEpoch = 2;
        }).contains("annealing of β ends"));
    }

    @Test
    void anEnormousLearningRateIsToldOf() throws Exception {
        final BufferedDataTable digits = Digits.table(node().exec(), 40);
        assertTrue(warning(digits, p -> p.m_learningRate = 0.5).contains("The learning rate, 0.5, is far above what "
            + "Adam usually takes, 0.0001 to 0.01: if the model is poor or its codes collapsed, lower it first."));
        assertFalse(warning(digits, p -> p.m_learningRate = 0.01).contains("learning rate, "));
    }

    @Test
    void batchesWithTooFewNeighboursAreToldOf() throws Exception {
        final BufferedDataTable digits = Digits.table(node().exec(), 60);
        assertTrue(warning(digits, p -> p.m_neighbours.m_active = true).contains("A batch of 20 holds about 2 rows of "
            + "each of the 10 classes, too few for the penalty on latent neighbours, which looks at the 5 nearest of "
            + "the same class. Choose larger batches or fewer neighbours (k)."));
        assertFalse(warning(digits, p -> {
            p.m_neighbours.m_active = true;
            p.m_batchSize = 60;
        }).contains("penalty on latent neighbours"));
    }

    @Test
    void largeVectorsThatAreNotScaledAreToldOf() throws Exception {
        final var column = new DataColumnSpecCreator("f", ListCell.getCollectionType(DoubleCell.TYPE)).createSpec();
        final BufferedDataTable table = TestTables.column(node().exec(), column, TestTables.list(1, -300),
            TestTables.list(2, 5), TestTables.list(3, 4));
        assertTrue(warning(table, TrainingAdviceTest::vectors).contains("Value 2 reaches -300, and the vectors are not "
            + "scaled: large values outweigh small ones and slow the training down. Standardise them."));
        assertFalse(warning(table, p -> {
            vectors(p);
            p.m_input.m_scaling = ScalingOption.STANDARDISE;
        }).contains("not scaled"));
    }

    @Test
    void oneUsableRowIsTooFewAndTheOthersAreNamed() throws Exception {
        final var column = new DataColumnSpecCreator("f", ListCell.getCollectionType(DoubleCell.TYPE)).createSpec();
        final BufferedDataTable table = TestTables.column(node().exec(), column, TestTables.list(1, 2),
            TestTables.missing());
        assertEquals("Training a VAE needs at least 2 rows to learn from, but 1 of 2 rows have no usable vector (Row1: "
            + "missing).", assertThrows(KNIMEException.class,
                () -> node().execute(parameters(TrainingAdviceTest::vectors), table)).getMessage());
    }

    @Test
    void columnsThatAreNoImageAreRefusedBeforeTheTraining() throws Exception {
        final TrainVaeParameters parameters = parameters(p -> {
            p.m_imageSource = ImageSource.NUMERIC_COLUMNS;
            p.m_pixelColumns = new ColumnFilter(Vectors.NAMES);
        });
        assertEquals("5 numeric columns are neither a square gray image (n×n) nor a square RGB one (3×n×n). Take the "
            + "numbers as vectors, or choose as many columns as an image has pixels.",
            assertThrows(InvalidSettingsException.class,
                () -> node().configure(parameters, Vectors.spec(Vectors.NAMES))).getMessage());
    }
}
