package org.latentlab.nodes.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.nodes.port.TestModels;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.port.VaePortObjectSpec;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentColumnsMode;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.nodes.table.Vectors;
import org.latentlab.platform.ui.NodeHandle;

final class DecodeNodeTest {

    private static final DataTableSpec CODES = new DataTableSpec(LatentColumns.newColumns(2));

    @TempDir
    private Path m_directory;
    private NodeRun m_node;
    private VaePortObject m_model;

    @BeforeEach
    void createNode() throws Exception {
        m_node = new NodeRun(new DecodeNodeFactory(), m_directory);
        m_model = TestModels.vae(m_node.exec());
    }

    private static DataCell[] code(final double z1, final double z2) {
        return new DataCell[]{new DoubleCell(z1), new DoubleCell(z2)};
    }

    @Test
    void theImagesAreTheModelsRoundedToBytes() throws Exception {
        final BufferedDataTable table =
            m_node.table(null, m_model, TestTables.table(m_node.exec(), CODES, code(0, 0), code(1.5, -2)));
        assertArrayEquals(new String[]{"z1", "z2", "image"}, table.getDataTableSpec().getColumnNames());
        final ImageRows rows = ImageColumn.choose(table.getDataTableSpec(), "image", "").read(table, m_node.exec());
        final Images expected = m_model.vae().decode(new float[]{0, 0, 1.5f, -2}, Progress.NONE);
        for (int image = 0; image < 2; image++) {
            for (int i = 0; i < 784; i++) {
                assertEquals(expected.byteValue(image, i), rows.images().byteValue(image, i));
            }
        }
    }

    @Test
    void codesThatAreNoNumbersGetMissingImagesAndAreNamed() throws Exception {
        final NodeHandle.Executed executed = m_node.run(null, m_model, TestTables.table(m_node.exec(), CODES,
            code(0, 0), code(Double.NaN, 0), code(0, Double.POSITIVE_INFINITY),
            new DataCell[]{TestTables.missing(), new DoubleCell(0)}));
        final List<DataRow> rows = TestTables.rows((BufferedDataTable)executed.out()[0]);
        assertEquals(4, rows.size());
        assertTrue(!rows.get(0).getCell(2).isMissing());
        for (int i = 1; i < 4; i++) {
            assertTrue(rows.get(i).getCell(2).isMissing());
        }
        assertEquals("3 of 4 rows have no usable latent point (Row1: z1 is NaN, Row2: z2 is Infinity, Row3: z1 "
            + "missing) and get missing images.", executed.warning());
    }

    @Test
    void tablesWithoutRowsPassThrough() throws Exception {
        assertEquals(0, m_node.table(null, m_model, TestTables.table(m_node.exec(), CODES)).size());
    }

    @Test
    void anExistingColumnKeepsItsName() throws Exception {
        final DataTableSpec spec = new DataTableSpec(new DataTableSpec(ImageCells.newColumn("image")), CODES);
        assertArrayEquals(new String[]{"image", "z1", "z2", "image (#1)"},
            ((DataTableSpec)m_node.configure(null, m_model.getSpec(), spec).outSpecs()[0]).getColumnNames());
    }

    @Test
    void columnsMayBeChosenByHand() throws Exception {
        final DataTableSpec spec = new DataTableSpec(TableOutput.doubles("a"), TableOutput.doubles("b"));
        final DecodeParameters parameters = new DecodeParameters();
        parameters.m_latentMode = LatentColumnsMode.MANUAL;
        parameters.m_latentColumns = new ColumnFilter(new String[]{"a", "b"});
        final BufferedDataTable table =
            m_node.table(parameters, m_model, TestTables.table(m_node.exec(), spec, code(0.5, 0.25)));
        assertTrue(!TestTables.rows(table).get(0).getCell(2).isMissing());
    }

    @Test
    void codesOfAnotherSizeThanTheModelsAreRefusedBeforeExecution() {
        final DataTableSpec three = new DataTableSpec(LatentColumns.newColumns(3));
        assertEquals("The table has 3 latent columns (z1 … z3), but the model has 2 latent dimensions. Connect codes "
            + "of the same latent space or choose other columns.", assertThrows(InvalidSettingsException.class,
                () -> m_node.configure(null, m_model.getSpec(), three)).getMessage());
        assertTrue(assertThrows(InvalidSettingsException.class,
            () -> m_node.configure(null, m_model.getSpec(), new DataTableSpec(TableOutput.doubles("x")))).getMessage()
            .startsWith("Input 'Latent Codes' has no latent coordinates"));
    }

    private static Images vectors() {
        final float[] values = new float[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)Vectors.vector(i / 5)[i % 5];
        }
        return Images.ofFloats(ImageShape.gray(1, 5), values);
    }

    @Test
    void vectorsComeBackAsTheColumnsAndInTheUnitsTheyWereTrainedIn() throws Exception {
        final Vae vae =
            TestModels.vectors(ModelInput.of(false, List.of(Vectors.NAMES)).standardised(vectors()), vectors());
        final VaePortObject model = VaePortObject.create(vae, m_node.exec());
        final float[] z = vae.encode(vae.input().apply(vectors()), Progress.NONE).mean();
        final BufferedDataTable table = m_node.table(null, model, TestTables.table(m_node.exec(), CODES,
            code(z[0], z[1]), code(z[14], z[15]), new DataCell[]{TestTables.missing(), new DoubleCell(0)}));
        assertArrayEquals(new String[]{"z1", "z2", "age", "income", "x", "y", "balance"},
            table.getDataTableSpec().getColumnNames());
        final List<DataRow> rows = TestTables.rows(table);
        final Images expected =
            vae.input().restore(vae.decode(new float[]{z[0], z[1], z[14], z[15]}, Progress.NONE));
        for (int j = 0; j < 5; j++) {
            assertEquals(expected.value(1, j), ((DoubleCell)rows.get(1).getCell(2 + j)).getDoubleValue());
            assertTrue(rows.get(2).getCell(2 + j).isMissing());
        }
        // 60 epochs are enough to tell incomes of 20,000 from those of 40,000
        assertEquals(Vectors.vector(0)[1], ((DoubleCell)rows.get(0).getCell(3)).getDoubleValue(), 6000);
    }

    @Test
    void vectorsOfListsComeBackAsListsOrAsNumberedColumns() throws Exception {
        final VaePortObject model =
            VaePortObject.create(TestModels.vectors(ModelInput.AS_IT_IS.scaledToUnitRange(vectors()), vectors()),
                m_node.exec());
        final BufferedDataTable codes = TestTables.table(m_node.exec(), CODES, code(0, 0));
        final BufferedDataTable lists = m_node.table(null, model, codes);
        assertArrayEquals(new String[]{"z1", "z2", "vector"}, lists.getDataTableSpec().getColumnNames());
        final CollectionDataValue list = (CollectionDataValue)TestTables.rows(lists).get(0).getCell(2);
        assertEquals(5, list.size());
        final DecodeParameters parameters = new DecodeParameters();
        parameters.m_vectorsAs = VectorsAs.COLUMNS;
        final BufferedDataTable columns = m_node.table(parameters, model, codes);
        assertArrayEquals(new String[]{"z1", "z2", "x1", "x2", "x3", "x4", "x5"},
            columns.getDataTableSpec().getColumnNames());
        assertEquals(list.iterator().next(), TestTables.rows(columns).get(0).getCell(2));
    }

    @Test
    void theNumberOfColumnsOfAnUntrainedModelOfListsIsOpen() throws Exception {
        final VaePortObjectSpec untrained =
            new VaePortObjectSpec(VaeConfig.standard(2), null, true, ModelInput.AS_IT_IS);
        final DecodeParameters parameters = new DecodeParameters();
        assertTrue(((DataTableSpec)m_node.configure(parameters, untrained, CODES).outSpecs()[0]).getColumnSpec("vector")
            .getType().isCollectionType());
        parameters.m_vectorsAs = VectorsAs.COLUMNS;
        assertNull(m_node.configure(parameters, untrained, CODES).outSpecs()[0]);
    }
}
