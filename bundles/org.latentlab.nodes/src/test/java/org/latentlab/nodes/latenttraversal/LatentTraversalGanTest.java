package org.latentlab.nodes.latenttraversal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.latenttraversal.LatentTraversalParameters.Base;
import org.latentlab.nodes.latenttraversal.LatentTraversalParameters.DimensionChoice;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.GanPortObject;
import org.latentlab.nodes.port.TestGans;
import org.latentlab.nodes.table.ImageColumn;

/** Latent Traversal with GANs. */
final class LatentTraversalGanTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private LatentTraversalParameters m_parameters;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new LatentTraversalNodeFactory(), m_directory);
        m_parameters = new LatentTraversalParameters();
        m_parameters.m_steps = 5;
    }

    @Test
    void standardDeviationsOfAUniformPriorLeaveTheSameShareBelow() throws Exception {
        final PortObject[] out =
            m_node.run(m_parameters, TestGans.digits(new LatentPrior.Uniform(2), m_node.exec())).out();
        // 2 Φ(v) − 1 for v = −3, −1.5, 0, by scipy.stats.norm.cdf
        final double[] values = numbers(out[0], "value");
        assertEquals(-0.9973002039367398, values[0], 1e-9);
        assertEquals(-0.8663855974622838, values[1], 1e-9);
        assertEquals(0, values[2], 1e-12);
        assertTrue(((ImagePortObject)out[1]).getSpec().getDataType().equals(PNGImageContent.TYPE));
    }

    @Test
    void aClusterLeadsFromTheFirstOneToItselfAndTheFirstStaysWhereItIs() throws Exception {
        m_parameters.m_dimensions = DimensionChoice.LISTED;
        m_parameters.m_dimensionList = "1, 4, 3";
        final PortObject[] out =
            m_node.run(m_parameters, TestGans.cluster(new LatentPrior.Clusters(2, 0.1, 3), m_node.exec())).out();
        assertEquals("cluster 1", texts(out[0], "base").get(0));
        assertArrayEquals(new double[]{-0.3, -0.15, 0, 0.15, 0.3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
            numbers(out[0], "z1"), 1e-9);
        assertArrayEquals(new double[]{1, 1, 1, 1, 1, 1, 0.75, 0.5, 0.25, 0, 1, 1, 1, 1, 1}, numbers(out[0], "z3"),
            1e-12);
        assertArrayEquals(new double[]{0, 0, 0, 0, 0, 0, 0.25, 0.5, 0.75, 1, 0, 0, 0, 0, 0}, numbers(out[0], "z4"),
            1e-12);
        assertArrayEquals(new double[]{-0.3, -0.15, 0, 0.15, 0.3, 0, 0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1},
            numbers(out[0], "value"), 1e-9);
    }

    /** The first of a code's soft clusters: 0.6 + 0.4·s, the others 0.3·(1 − s) and 0.1·(1 − s). */
    @Test
    void aRowStartsWhereItsCodeIs() throws Exception {
        m_parameters.m_dimensions = DimensionChoice.LISTED;
        m_parameters.m_dimensionList = "3";
        m_parameters.m_base = Base.MEAN;
        final PortObject[] out = m_node.run(m_parameters, TestGans.cluster(new LatentPrior.Clusters(2, 0.1, 3),
            m_node.exec()), Latents.points(m_node.exec(), new double[]{0.1, 0.2, 0.6, 0.3, 0.1})).out();
        assertArrayEquals(new double[]{0.6, 0.7, 0.8, 0.9, 1}, numbers(out[0], "z3"), 1e-12);
        assertArrayEquals(new double[]{0.3, 0.225, 0.15, 0.075, 0}, numbers(out[0], "z4"), 1e-12);
        assertArrayEquals(numbers(out[0], "z3"), numbers(out[0], "value"));
    }

    @Test
    void aConditionalGanShowsTheChosenClass() throws Exception {
        final GanPortObject gan = TestGans.conditional(new LatentPrior.Normal(2), m_node.exec());
        m_parameters.m_className = "6";
        m_parameters.m_dimensions = DimensionChoice.LISTED;
        final BufferedDataTable table = (BufferedDataTable)m_node.run(m_parameters, gan).out()[0];
        final Images images = ImageColumn.choose(table.getDataTableSpec(), "image", "").read(table, m_node.exec())
            .images();
        final Images expected = gan.gan().decode(new float[]{-3, 0, 3, 0}, new int[]{6, 6}, Progress.NONE);
        for (int p = 0; p < 784; p++) {
            assertEquals(expected.byteValue(0, p), images.byteValue(0, p));
            assertEquals(expected.byteValue(1, p), images.byteValue(4, p));
        }
        m_parameters.m_className = "x";
        assertTrue(m_node.refusal(m_parameters, gan).startsWith("The model has no class 'x'."));
    }

    @Test
    void aGanHasNoKl() throws Exception {
        final GanPortObject gan = TestGans.digits(new LatentPrior.Normal(2), m_node.exec());
        m_parameters.m_sortByKl = true;
        assertTrue(m_node.run(m_parameters, gan).warning()
            .endsWith("A GAN has no KL divergence for each dimension: the dimensions are not sorted."));
        m_parameters.m_dimensions = DimensionChoice.HIGHEST_KL;
        assertEquals("A GAN has no KL divergence for each dimension. Traverse all dimensions or listed ones.",
            m_node.refusal(m_parameters, gan));
    }
}
