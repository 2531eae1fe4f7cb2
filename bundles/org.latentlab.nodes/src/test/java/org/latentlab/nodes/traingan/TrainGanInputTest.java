package org.latentlab.nodes.traingan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.nodes.port.ClassifierPortObjectSpec;
import org.latentlab.nodes.port.GanPortObject;
import org.latentlab.nodes.port.TestModels;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.NumbersAs;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.nodes.table.Vectors;
import org.latentlab.nodes.training.ScalingOption;
import org.latentlab.platform.ui.NodeHandle;

/** Input that a GAN cannot be trained on, or not as meant: a message says what and what to do. */
final class TrainGanInputTest {

    @TempDir
    private Path m_directory;
    private NodeRun m_node;

    @BeforeEach
    void createNode() {
        m_node = new NodeRun(new TrainGanNodeFactory(), m_directory);
    }

    private String refusal(final TrainGanParameters parameters, final PortObjectSpec... specs) {
        return assertThrows(InvalidSettingsException.class, () -> m_node.configure(parameters, specs)).getMessage();
    }

    private String failure(final TrainGanParameters parameters, final PortObject... in) {
        return assertThrows(KNIMEException.class, () -> m_node.run(parameters, in)).getMessage();
    }

    /** @return 20 digits whose classes are those given, in turn; null for a missing one */
    private BufferedDataTable digits(final String... classes) throws Exception {
        final List<DataRow> digits = TestTables.rows(Digits.table(m_node.exec(), 20));
        final DataCell[][] rows = new DataCell[digits.size()][];
        for (int i = 0; i < rows.length; i++) {
            final String name = classes[i % classes.length];
            rows[i] = new DataCell[]{digits.get(i).getCell(0),
                name == null ? TestTables.missing() : new StringCell(name)};
        }
        return TestTables.table(m_node.exec(),
            new DataTableSpec(ImageCells.newColumn("image"), TableOutput.strings("class")), rows);
    }

    private static TrainGanParameters conditional() {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_conditional = true;
        return parameters;
    }

    @Test
    void aTableWithoutImagesIsRefusedBeforeExecution() {
        assertTrue(refusal(null, new DataTableSpec(TableOutput.strings("name")))
            .startsWith("Input 'Images' has no image column"));
    }

    @Test
    void dataThatCannotTeachAnythingIsRefused() throws Exception {
        assertEquals("The input table is empty: there are no images in it. Check the filter or reader before.",
            failure(SmallGan.parameters(), TestTables.table(m_node.exec(),
                Digits.table(m_node.exec(), 1).getDataTableSpec())));
        assertEquals("Training a GAN needs at least 2 rows to learn from, but only 1 of 1 is usable.",
            failure(SmallGan.parameters(), Digits.table(m_node.exec(), 1)));
        assertTrue(failure(SmallGan.parameters(), Digits.constant(m_node.exec(), 20, 100)).contains("same value"));
        final BufferedDataTable mixed = TestTables.column(m_node.exec(), ImageCells.newColumn("image"),
            TestTables.png(28, 28, 0), TestTables.png(32, 32, 0));
        assertTrue(failure(SmallGan.parameters(), mixed).contains("holds a 32×32 image in row 'Row1'"));
    }

    @Test
    void imagesThatAreAllTheSameAreRefused() throws Exception {
        // pixel i is i modulo 256, and an image has 12 times 256 values
        final String message = failure(SmallGan.parameters(),
            Digits.ofShape(m_node.exec(), ImageShape.rgb(32, 32), 20));
        assertTrue(message.contains("same"), message);
    }

    @Test
    void aDcganNeedsSidesThatAreDivisibleBy4AndAtMost64() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_preset = PresetOption.DCGAN;
        for (final ImageShape shape : List.of(ImageShape.gray(30, 28), ImageShape.gray(68, 68))) {
            assertEquals("A DCGAN needs images whose height and width are divisible by 4 and at most 64, not " + shape
                + ". Resize the images, or choose the MLP.",
                failure(parameters, Digits.ofShape(m_node.exec(), shape, 3)));
        }
    }

    @Test
    void aDcganRefusesVectorsAndPixelsOfAWrongSizeBeforeExecution() {
        final TrainGanParameters parameters = SmallGan.vectors();
        parameters.m_preset = PresetOption.WGAN_GP;
        assertEquals("A DCGAN needs images, but the numbers are taken as vectors. Choose the preset 'Vectors (MLP, "
            + "WGAN-GP)' or a custom MLP, or take the numbers as images.",
            refusal(parameters, Vectors.spec(Vectors.NAMES)));
        parameters.m_input.m_numbersAs = NumbersAs.IMAGES;
        assertTrue(refusal(parameters, Vectors.spec(Vectors.NAMES))
            .startsWith("5 numeric columns are neither a square gray image"));
    }

    @Test
    void aClassConditionalGanNeedsAColumnOfClasses() throws Exception {
        assertTrue(refusal(conditional(), new DataTableSpec(ImageCells.newColumn("image")))
            .startsWith("Input 'Images' has no class column"));
        final TrainGanParameters named = conditional();
        named.m_classColumn = "kind";
        assertTrue(refusal(named, Digits.table(m_node.exec(), 1).getDataTableSpec()).contains("'kind'"));
    }

    @Test
    void aClassConditionalGanNeedsTwoClasses() throws Exception {
        final String one = "A class-conditional GAN needs rows of at least 2 classes, but class column 'class' has "
            + "only 'a'. Choose another class column, or train a GAN that is not class-conditional.";
        for (final BufferedDataTable table : List.of(digits("a"), digits("a", null))) {
            assertEquals(one, refusal(conditional(), table.getDataTableSpec()));
        }
        final List<DataRow> rows = TestTables.rows(digits("a", "b"));
        final DataCell[][] onlyOne = rows.stream().map(row -> new DataCell[]{row.getCell(1).toString().equals("a")
            ? row.getCell(0) : TestTables.missing(), row.getCell(1)}).toArray(DataCell[][]::new);
        assertEquals(one, failure(conditional(), TestTables.table(m_node.exec(),
            new DataTableSpec(ImageCells.newColumn("image"), TableOutput.strings("class")), onlyOne)));
        assertEquals(one, refusal(conditional(), new DataTableSpec(ImageCells.newColumn("image"),
            ClassColumn.newColumn("class", List.of("a")))));
        assertEquals(one.replace("only 'a'", "none"), failure(conditional(), digits((String)null)));
    }

    @Test
    void rowsWithoutAClassAreLeftOutAndCounted() throws Exception {
        final NodeHandle.Executed executed = m_node.run(conditional(), digits("a", "b", null, "a"));
        assertTrue(executed.warning().startsWith("5 of 20 rows have no class in column 'class' and were left out."),
            executed.warning());
        final GanPortObject model = (GanPortObject)executed.out()[0];
        assertEquals(List.of("a", "b"), model.getSpec().classNames());
        assertTrue(model.getSummary().contains("15 images"), model.getSummary());
    }

    @Test
    void classesThatOnlyUnusableRowsHaveAreNotTrained() throws Exception {
        final List<DataRow> digits = TestTables.rows(digits("a", "b"));
        final DataCell[][] rows = IntStream.range(0, 20).mapToObj(i -> i == 4
            ? new DataCell[]{TestTables.missing(), new StringCell("c")}
            : new DataCell[]{digits.get(i).getCell(0), digits.get(i).getCell(1)}).toArray(DataCell[][]::new);
        final NodeHandle.Executed executed = m_node.run(conditional(), TestTables.table(m_node.exec(),
            new DataTableSpec(ImageCells.newColumn("image"), TableOutput.strings("class")), rows));
        assertEquals(List.of("a", "b"), ((GanPortObject)executed.out()[0]).getSpec().classNames());
        assertTrue(executed.warning()
            .startsWith("1 of 20 rows have no usable image (Row4: missing) and were left out."), executed.warning());
    }

    @Test
    void aClassifierOfOtherImagesIsRefused() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        assertEquals("The classifier was trained on 28×28 images, but the GAN is to be trained on 32×28 ones. Connect "
            + "a classifier of the same images, or remove the port.", failure(parameters,
                Digits.ofShape(m_node.exec(), ImageShape.gray(32, 28), 5), TestModels.classifier(m_node.exec())));
        assertEquals("A classifier of images cannot tell the classes of vectors. Remove the port 'Classifier', or take "
            + "the numbers as images.", refusal(SmallGan.vectors(), Vectors.spec(Vectors.NAMES),
                new ClassifierPortObjectSpec(List.of("0", "1"), ImageShape.gray(28, 28))));
    }

    @Test
    void largeVectorsThatAreNotScaledAreToldOf() throws Exception {
        final TrainGanParameters parameters = SmallGan.vectors();
        parameters.m_input.m_scaling = ScalingOption.NONE;
        final String warning =
            m_node.run(parameters, Vectors.columns(m_node.exec(), 40, Vectors.NAMES)).warning();
        assertTrue(warning.contains("'income' reaches 4") && warning.contains("Standardise them."), warning);
    }

    @Test
    void settingsThatHardlyWorkAreToldOf() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_optimisers.m_settings = OptimiserOption.CHOSEN;
        parameters.m_optimisers.m_generatorRate = 0.01;
        parameters.m_optimisers.m_averaging = 0.999;
        final String warning = m_node.run(parameters, Digits.table(m_node.exec(), 60)).warning();
        assertTrue(warning.startsWith("The learning rate of the generator, 0.01, is far above what GANs usually take, "
            + "0.0001 to 0.0004: if the training fails, lower it first."), warning);
        // the average forgets the untrained weights within a few updates, see WeightAverageTest
        assertFalse(warning.contains("average"), warning);
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefused() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_checkpoints.m_directory = m_directory.resolve("checkpoints").toString();
        final BufferedDataTable table = Digits.table(m_node.exec(), 60);
        m_node.run(parameters, table);
        parameters.m_checkpoints.m_resume = true;
        parameters.m_epochs = 4;
        parameters.m_latent.m_size = 9;
        final String latent = failure(parameters, table);
        assertTrue(latent.contains("latent size") && latent.contains("8") && latent.contains("9"), latent);
        parameters.m_latent.m_size = 8;
        final String rows = failure(parameters, Digits.table(m_node.exec(), 50));
        assertTrue(rows.contains("60 images") && rows.contains("50"), rows);
        parameters.m_epochs = 1;
        final String shorter = failure(parameters, table);
        assertTrue(shorter.contains("2 epochs"), shorter);
    }

    @Test
    void aDirectoryOfCheckpointsThatIsAFileIsNamed() throws Exception {
        final TrainGanParameters parameters = SmallGan.parameters();
        parameters.m_checkpoints.m_directory =
            Files.writeString(m_directory.resolve("file"), "not a directory").toString();
        assertTrue(refusal(parameters, Digits.table(m_node.exec(), 1).getDataTableSpec())
            .endsWith("is a file. Choose another place."));
    }
}
