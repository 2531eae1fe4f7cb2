package org.latentlab.nodes.latentsampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.SampledClasses;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.TestGans;
import org.latentlab.nodes.port.TestModels;

/** Latent Sampler with a model connected. */
final class LatentSamplerModelTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private LatentSamplerParameters m_parameters;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new LatentSamplerNodeFactory(), m_directory);
        m_parameters = new LatentSamplerParameters();
        m_parameters.m_margins = false;
        m_parameters.m_centre = false;
        m_parameters.m_rounds = 20;
        m_parameters.m_dimensions = 7;
    }

    @Test
    void thePriorIsTheModelsAndSoAreTheDimensions() throws Exception {
        m_parameters.m_scaledPrior = true;
        final PortObject[] out =
            m_node.run(m_parameters, TestGans.digits(new LatentPrior.Uniform(3), m_node.exec())).out();
        assertEquals(List.of("prior", "prior × 2"), texts(out[1], "area"));
        assertEquals(List.of("Uniform distribution from −1 to 1, the prior of the latent space",
            "Points of the prior times 2"), texts(out[1], "description"));
        final double[] z3 = numbers(out[0], "z3");
        assertTrue(Arrays.stream(z3).limit(60).allMatch(z -> Math.abs(z) <= 1));
        assertTrue(Arrays.stream(z3).skip(60).anyMatch(z -> Math.abs(z) > 1));
        assertEquals(-3 * Math.log(2), numbers(out[0], "log-density")[0], 1e-12);
        // a point outside of the cube has no density
        final double[] density = numbers(out[0], "log-density");
        assertTrue(Arrays.stream(density).skip(60).anyMatch(Double::isNaN));
        assertFalse(((BufferedDataTable)out[0]).getDataTableSpec().containsName("class"));
    }

    @Test
    void aVaeIsSampledAsWithoutAModel() throws Exception {
        final PortObject[] with = m_node.run(m_parameters, TestModels.vae(m_node.exec())).out();
        m_parameters.m_dimensions = 2;
        final PortObject[] without = m_node.run(m_parameters).out();
        assertArrayEquals(numbers(without[0], "z2"), numbers(with[0], "z2"));
        assertArrayEquals(numbers(without[0], "prior percentile"), numbers(with[0], "prior percentile"));
    }

    @Test
    void theClassesOfAConditionalModelComeInTurnOrAlone() throws Exception {
        final PortObject gan = TestGans.conditional(new LatentPrior.Normal(2), m_node.exec());
        m_parameters.m_scaledPrior = true;
        final List<String> even = texts(m_node.run(m_parameters, gan).out()[0], "class");
        assertEquals(List.of("0", "1", "2"), even.subList(0, 3));
        assertEquals(List.of("9", "0", "1"), even.subList(59, 62));
        m_parameters.m_classes = SampledClasses.ONE;
        m_parameters.m_className = "4";
        assertEquals(List.of("4"),
            texts(m_node.run(m_parameters, gan).out()[0], "class").stream().distinct().toList());
        m_parameters.m_className = "cat";
        assertTrue(m_node.refusal(m_parameters, gan).startsWith("The model has no class 'cat'. Choose one of '0'"));
    }

    @Test
    void clustersAreOneHot() throws Exception {
        final PortObject[] out =
            m_node.run(m_parameters, TestGans.cluster(new LatentPrior.Clusters(2, 0.1, 3), m_node.exec())).out();
        for (int i = 0; i < 60; i++) {
            assertEquals(1, numbers(out[0], "z3")[i] + numbers(out[0], "z4")[i] + numbers(out[0], "z5")[i]);
        }
        assertTrue(Double.isNaN(numbers(out[0], "log-density")[0]));
        assertEquals(1.0 / 3, numbers(out[1], "centre z4")[0], 1e-12);
    }

    @Test
    void aMixtureOfAnotherSizeIsRefused() throws Exception {
        assertEquals("The mixture has 3 dimensions, but the model 2 latent dimensions. Connect the mixture of the "
            + "model's own codes, or remove one of both ports.",
            m_node.refusal(m_parameters, Latents.mixture(3), TestModels.vae(m_node.exec())));
    }
}
