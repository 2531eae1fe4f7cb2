package org.latentlab.nodes.decode;

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
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.port.GanPortObject;
import org.latentlab.nodes.port.TestGans;
import org.latentlab.nodes.table.ClassesFrom;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.nodes.table.Vectors;

final class DecodeGanTest {

    private static final DataTableSpec CODES = new DataTableSpec(LatentColumns.newColumns(2));

    private static final float[] Z = {0.5f, -0.25f, 1, 0};

    @TempDir
    private Path m_directory;
    private NodeRun m_node;

    @BeforeEach
    void createNode() {
        m_node = new NodeRun(new DecodeNodeFactory(), m_directory);
    }

    private BufferedDataTable codes(final String... classes) {
        final DataCell[][] rows = new DataCell[2][];
        for (int i = 0; i < 2; i++) {
            final DataCell z1 = new DoubleCell(Z[2 * i]);
            final DataCell z2 = new DoubleCell(Z[2 * i + 1]);
            rows[i] = classes.length == 0 ? new DataCell[]{z1, z2} : new DataCell[]{z1, z2, new StringCell(classes[i])};
        }
        return TestTables.table(m_node.exec(), classes.length == 0 ? CODES
            : new DataTableSpec(CODES, new DataTableSpec(TableOutput.strings("class"))), rows);
    }

    private void assertImages(final Images expected, final BufferedDataTable table) throws Exception {
        final Images images =
            ImageColumn.choose(table.getDataTableSpec(), "image", "").read(table, m_node.exec()).images();
        for (int i = 0; i < 2; i++) {
            for (int p = 0; p < 784; p++) {
                assertEquals(expected.byteValue(i, p), images.byteValue(i, p));
            }
        }
    }

    @Test
    void aGanGeneratesItsImages() throws Exception {
        final GanPortObject gan = TestGans.digits(new LatentPrior.Uniform(2), m_node.exec());
        assertImages(gan.gan().decode(Z, null, Progress.NONE), m_node.table(null, gan, codes()));
    }

    @Test
    void aConditionalGanIsToldTheClassesOfTheColumn() throws Exception {
        final GanPortObject gan = TestGans.conditional(new LatentPrior.Normal(2), m_node.exec());
        assertImages(gan.gan().decode(Z, new int[]{7, 3}, Progress.NONE), m_node.table(null, gan, codes("7", "3")));
        final DecodeParameters parameters = new DecodeParameters();
        parameters.m_classesFrom = ClassesFrom.ONE;
        parameters.m_className = "9";
        assertImages(gan.gan().decode(Z, new int[]{9, 9}, Progress.NONE), m_node.table(parameters, gan, codes()));
    }

    @Test
    void aConditionalGanIsNotRunWithoutClasses() throws Exception {
        final GanPortObject gan = TestGans.conditional(new LatentPrior.Normal(2), m_node.exec());
        assertTrue(assertThrows(InvalidSettingsException.class,
            () -> m_node.configure(null, gan.getSpec(), CODES)).getMessage()
            .startsWith("The model has to be told a class for each row ('0', '1', '2'"));
        final var executed = m_node.run(null, gan, codes("7", "x"));
        assertTrue(TestTables.rows((BufferedDataTable)executed.out()[0]).get(1).getCell(3).isMissing());
        assertTrue(executed.warning().contains("(Row1: class 'x' is none of the model's) and get missing images."),
            executed.warning());
    }

    @Test
    void aGanOfVectorsGivesThemInTheirUnits() throws Exception {
        final float[] values = new float[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)Vectors.vector(i / 5)[i % 5];
        }
        final Images vectors = Images.ofFloats(ImageShape.gray(1, 5), values);
        final ModelInput input = ModelInput.of(false, List.of(Vectors.NAMES)).standardised(vectors);
        final GanPortObject gan = TestGans.vectors(input, vectors, m_node.exec());
        final BufferedDataTable table = m_node.table(null, gan, codes());
        assertArrayEquals(new String[]{"z1", "z2", "age", "income", "x", "y", "balance"},
            table.getDataTableSpec().getColumnNames());
        final Images expected = input.restore(gan.gan().decode(Z, null, Progress.NONE));
        for (int j = 0; j < 5; j++) {
            assertEquals(expected.value(1, j),
                ((DoubleValue)TestTables.rows(table).get(1).getCell(2 + j)).getDoubleValue());
        }
    }
}
