package org.latentlab.nodes.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.gan.GanCodes;
import org.latentlab.engine.gan.InversionConfig;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.GanPortObject;
import org.latentlab.nodes.port.TestGans;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.TestTables;

final class EncodeGanTest {

    private static final InversionConfig SHORT = new InversionConfig(20, 2, 0.1, 5);

    @TempDir
    private Path m_directory;
    private NodeRun m_node;
    private EncodeParameters m_parameters;

    @BeforeEach
    void createNode() {
        m_node = new NodeRun(new EncodeNodeFactory(), m_directory);
        m_parameters = new EncodeParameters();
        m_parameters.m_searchSteps = SHORT.steps();
        m_parameters.m_startingPoints = SHORT.restarts();
        m_parameters.m_searchRate = SHORT.learningRate();
        m_parameters.m_seed = SHORT.seed();
    }

    private static Images digits(final int count) {
        return SyntheticDigits.generate(SyntheticDigitsConfig.of(count, 1), Progress.NONE).images();
    }

    private static void assertCodes(final GanCodes expected, final BufferedDataTable table) {
        final double[] z1 = PortRun.numbers(table, "z1");
        final double[] z2 = PortRun.numbers(table, "z2");
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.z()[expected.latentSize() * i], z1[i]);
            assertEquals(expected.z()[expected.latentSize() * i + 1], z2[i]);
        }
        assertArrayEquals(expected.residuals(), PortRun.numbers(table, "residual"));
    }

    @Test
    void theCodesOfAGanAreThoseOfTheSearchWithTheirResiduals() throws Exception {
        final GanPortObject gan = TestGans.digits(new LatentPrior.Normal(2), m_node.exec());
        m_parameters.m_norm = true;
        final BufferedDataTable table = m_node.table(m_parameters, gan, Digits.table(m_node.exec(), 12));
        assertArrayEquals(new String[]{"image", "class", "z1", "z2", "residual", "norm of z"},
            table.getDataTableSpec().getColumnNames());
        assertCodes(gan.gan().encode(digits(12), SHORT, Progress.NONE), table);
    }

    @Test
    void aGanThatHasLearnedNothingWarnsOfItsResiduals() throws Exception {
        final GanPortObject gan = TestGans.digits(new LatentPrior.Normal(2), m_node.exec());
        final String warning = m_node.run(m_parameters, gan, Digits.table(m_node.exec(), 12)).warning();
        assertTrue(warning.contains("of the variance of the 12 images (column residual)"), warning);
        assertTrue(warning.endsWith("or the search needs more steps or starting points."), warning);
    }

    @Test
    void aClusterGanEncodesByItsEncoder() throws Exception {
        final GanPortObject gan = TestGans.cluster(new LatentPrior.Clusters(3, 0.1, 4), m_node.exec());
        final BufferedDataTable table = m_node.table(m_parameters, gan, Digits.table(m_node.exec(), 3));
        assertCodes(gan.gan().encode(digits(3), SHORT, Progress.NONE), table);
        assertEquals(1, PortRun.numbers(table, "z4")[0] + PortRun.numbers(table, "z5")[0]
            + PortRun.numbers(table, "z6")[0] + PortRun.numbers(table, "z7")[0], 1e-5);
    }

    @Test
    void aConditionalGanIsToldTheClassesOrFindsThem() throws Exception {
        final GanPortObject gan = TestGans.conditional(new LatentPrior.Normal(2), m_node.exec());
        final BufferedDataTable digits = Digits.table(m_node.exec(), 4);
        final int[] classes = PortRun.texts(digits, "class").stream().mapToInt(Integer::parseInt).toArray();
        assertCodes(gan.gan().encode(digits(4), classes, SHORT, Progress.NONE),
            m_node.table(m_parameters, gan, digits));
        m_parameters.m_classesFrom = ClassesFromImage.FITTING;
        final BufferedDataTable fitted = m_node.table(m_parameters, gan, digits);
        assertArrayEquals(new String[]{"image", "class", "z1", "z2", "residual", "fitted class"},
            fitted.getDataTableSpec().getColumnNames());
        final GanCodes expected = gan.gan().encode(digits(4), SHORT, Progress.NONE);
        assertCodes(expected, fitted);
        assertArrayEquals(expected.classes(),
            PortRun.texts(fitted, "fitted class").stream().mapToInt(Integer::parseInt).toArray());
    }

    @Test
    void aRowWithoutAClassGetsMissingCodes() throws Exception {
        final GanPortObject gan = TestGans.conditional(new LatentPrior.Normal(2), m_node.exec());
        final BufferedDataTable digits = Digits.table(m_node.exec(), 2);
        final BufferedDataTable table = TestTables.table(m_node.exec(), digits.getDataTableSpec(),
            new DataCell[]{TestTables.rows(digits).get(0).getCell(0), TestTables.missing()},
            new DataCell[]{TestTables.rows(digits).get(1).getCell(0), TestTables.rows(digits).get(1).getCell(1)});
        final var executed = m_node.run(m_parameters, gan, table);
        assertTrue(Double.isNaN(PortRun.numbers(executed.out()[0], "z1")[0]));
        assertTrue(Double.isFinite(PortRun.numbers(executed.out()[0], "z1")[1]));
        assertTrue(executed.warning().contains("(Row0: class missing) and get missing codes."), executed.warning());
    }

    @Test
    void whatAGanDoesNotHaveIsRefused() throws Exception {
        final GanPortObject gan = TestGans.digits(new LatentPrior.Normal(2), m_node.exec());
        final DataTableSpec spec = new DataTableSpec(ImageCells.newColumn("image"));
        m_parameters.m_elbo = true;
        assertEquals("The model has no −ELBO, because a GAN has no likelihood and its codes no distribution. Switch "
            + "'Append −ELBO' off, or connect a variational autoencoder with a likelihood.", assertThrows(
                InvalidSettingsException.class, () -> m_node.configure(m_parameters, gan.getSpec(), spec))
                .getMessage());
        m_parameters.m_elbo = false;
        m_parameters.m_searchSteps = 0;
        assertEquals("The search for a latent vector takes 1 to 100,000 steps, not 0.", assertThrows(
            InvalidSettingsException.class, () -> m_node.configure(m_parameters, gan.getSpec(), spec)).getMessage());
    }
}
