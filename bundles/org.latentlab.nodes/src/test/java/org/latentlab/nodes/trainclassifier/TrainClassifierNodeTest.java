package org.latentlab.nodes.trainclassifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.port.ClassifierPortObjectSpec;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.platform.ui.ParametersPersistence;

final class TrainClassifierNodeTest {

    @TempDir
    private Path m_directory;
    private NodeRun m_node;

    @BeforeEach
    void createNode() {
        m_node = new NodeRun(new TrainClassifierNodeFactory(), m_directory);
    }

    private static TrainClassifierParameters oneEpoch() {
        final TrainClassifierParameters parameters = new TrainClassifierParameters();
        parameters.m_epochs = 1;
        parameters.m_batchSize = 50;
        return parameters;
    }

    @Test
    void learnsTheClassesInTheOrderOfTheDomain() throws Exception {
        final TrainClassifierParameters parameters = oneEpoch();
        parameters.m_epochs = 3;
        parameters.m_batchSize = 20;
        final NodeHandle.Executed executed = m_node.run(parameters, Digits.table(m_node.exec(), 300));
        final ClassifierPortObject model = (ClassifierPortObject)executed.out()[0];
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), model.getSpec().classNames());
        assertEquals(ImageShape.gray(28, 28), model.getSpec().shape().orElseThrow());
        final BufferedDataTable history = (BufferedDataTable)executed.out()[1];
        assertArrayEquals(
            new String[]{"epoch", "loss", "accuracy", "validation loss", "validation accuracy", "seconds"},
            history.getDataTableSpec().getColumnNames());
        final var last = TestTables.rows(history).get(2);
        assertTrue(((DoubleValue)last.getCell(4)).getDoubleValue() > 0.5, "validation accuracy " + last.getCell(4));
        assertTrue(model.classifier() != null);
    }

    @Test
    void theNetworkMayBeFullyConnected() throws Exception {
        final TrainClassifierParameters parameters = oneEpoch();
        parameters.m_network = NetworkOption.DENSE;
        final NodeHandle.Executed executed = m_node.run(parameters, Digits.table(m_node.exec(), 100));
        final ClassifierPortObject model = (ClassifierPortObject)executed.out()[0];
        assertEquals("LatentLab MLP, 128 penultimate features", model.classifier().featureSpace());
        assertTrue(model.getSummary().contains("MLP 28×28"), model.getSummary());
    }

    @Test
    void settingsFromBeforeThereWasAChoiceMeanTheConvolutionalNetwork() throws Exception {
        final NodeSettings older = new NodeSettings("model");
        older.addInt("epochs", 7);
        final TrainClassifierParameters parameters =
            ParametersPersistence.load(older, TrainClassifierParameters.class);
        assertEquals(ClassifierConfig.standard(7, 1).architecture(), parameters.config().architecture());
        assertEquals(7, parameters.config().epochs());
    }

    @Test
    void configureKnowsTheClassesOfTheDomain() throws Exception {
        final ClassifierPortObjectSpec spec = (ClassifierPortObjectSpec)m_node
            .configure(null, Digits.table(m_node.exec(), 1).getDataTableSpec()).outSpecs()[0];
        assertEquals(10, spec.classNames().size());
        assertTrue(spec.shape().isEmpty());
    }

    @Test
    void aNewNodesDialogBeginsWithTheSuitableColumns() throws Exception {
        final DataTableSpec spec = Digits.table(m_node.exec(), 1).getDataTableSpec();
        final NodeSettings settings =
            m_node.node().defaultSettings(new PortObjectSpec[]{spec}, new PortType[]{BufferedDataTable.TYPE});
        assertEquals("image", settings.getString("imageColumn"));
        assertEquals("class", settings.getString("classColumn"));
        final NodeSettings unconnected =
            m_node.node().defaultSettings(new PortObjectSpec[1], new PortType[]{BufferedDataTable.TYPE});
        assertEquals("", unconnected.getString("imageColumn"));
    }

    @Test
    void rowsWithoutImageOrClassAreLeftOutAndNamedAndEmptyClassesNotLearned() throws Exception {
        final DataTableSpec spec = new DataTableSpec(ImageCells.newColumn("image"),
            ClassColumn.newColumn("class", List.of("cat", "unicorn", "dog")));
        final DataCell[][] rows = new DataCell[40][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new DataCell[]{TestTables.png(8, 8, 3 * i), new org.knime.core.data.def.StringCell(
                i % 2 == 0 ? "dog" : "cat")};
        }
        rows[3][0] = TestTables.missing();
        rows[5][1] = TestTables.missing();
        final NodeHandle.Executed executed = m_node.run(oneEpoch(), TestTables.table(m_node.exec(), spec, rows));
        assertEquals(List.of("cat", "dog"), ((ClassifierPortObject)executed.out()[0]).getSpec().classNames());
        assertTrue(executed.warning().contains("1 of 40 rows have no usable image (Row3: missing) and were left out."),
            executed.warning());
        assertTrue(executed.warning().contains("1 of 40 rows have no class (Row5: missing) and were left out."),
            executed.warning());
    }

    @Test
    void dataThatCannotTeachAnythingIsRefused() throws Exception {
        final DataTableSpec digits = Digits.table(m_node.exec(), 1).getDataTableSpec();
        assertEquals("The input table is empty: there are no images in it. Check the filter or reader before.",
            failure(TestTables.table(m_node.exec(), digits)));
        assertTrue(failure(Digits.constant(m_node.exec(), 30, 7)).length() > 20);
        assertEquals("Class column 'class' is missing in every row with an image. Choose another class column.",
            failure(TestTables.table(m_node.exec(), digits,
                new DataCell[]{TestTables.png(28, 28, 0), TestTables.missing()})));
    }

    private String failure(final BufferedDataTable table) {
        return assertThrows(KNIMEException.class, () -> m_node.run(oneEpoch(), table)).getMessage();
    }

    @Test
    void aTableWithoutClassesIsRefusedBeforeExecution() {
        final DataTableSpec spec = new DataTableSpec(ImageCells.newColumn("image"));
        assertTrue(assertThrows(InvalidSettingsException.class, () -> m_node.configure(null, spec)).getMessage()
            .startsWith("Input 'Images' has no class column"));
    }

    @Test
    void parametersOutOfRangeAreRefusedByName() throws Exception {
        final DataTableSpec spec = Digits.table(m_node.exec(), 1).getDataTableSpec();
        final TrainClassifierParameters parameters = oneEpoch();
        parameters.m_epochs = 0;
        assertEquals("Epochs is 0; it must be at least 1.",
            assertThrows(InvalidSettingsException.class, () -> m_node.configure(parameters, spec)).getMessage());
        parameters.m_epochs = 1;
        parameters.m_validationShare = -0.1;
        assertEquals("Validation share is -0.1; it must lie between 0.0 and 0.9.",
            assertThrows(InvalidSettingsException.class, () -> m_node.configure(parameters, spec)).getMessage());
    }
}
