package org.latentlab.nodes.latentsampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.ComponentChoice;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.CustomArea;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.MarginChoice;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.Pair;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.Signs;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.MixturePortObject;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.platform.ui.ParametersPersistence;

final class LatentSamplerNodeTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private LatentSamplerParameters m_parameters;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new LatentSamplerNodeFactory(), m_directory);
        m_parameters = new LatentSamplerParameters();
    }

    private void onlyOwn() {
        m_parameters.m_prior = false;
        m_parameters.m_margins = false;
        m_parameters.m_centre = false;
    }

    private static CustomArea area(final String name, final String centre, final String sd) {
        final CustomArea area = new CustomArea();
        area.m_name = name;
        area.m_centre = centre;
        area.m_standardDeviation = sd;
        return area;
    }

    private static Pair pair(final int first, final int second) {
        final Pair pair = new Pair();
        pair.m_first = first;
        pair.m_second = second;
        return pair;
    }

    @Test
    void withTheDefaultsPriorMarginsAndCentreGiveFiveHundredRoundsOfThree() throws Exception {
        final NodeHandle.Executed executed = m_node.run(null, Latents.mixture(2));
        final PortObject codes = executed.out()[0];
        final List<String> areas = texts(executed.out()[1], "area");
        assertEquals("prior", areas.get(0));
        assertEquals("centre", areas.get(areas.size() - 1));
        assertTrue(areas.contains("margin 0–1") && areas.contains("margin 0–2"), areas.toString());
        assertEquals(1500L * areas.size(), ((BufferedDataTable)codes).size());
        for (final double points : numbers(executed.out()[1], "points")) {
            assertEquals(1500, points);
        }
        assertEquals("The mixture has only " + (areas.size() - 2) + " margins between its components; 5 were asked "
            + "for.",
            executed.warning());
        assertEquals(List.of("z1", "z2", "area", "round", "component", "log-density", "norm",
            "prior percentile"),
            List.of(((BufferedDataTable)codes).getDataTableSpec().getColumnNames()));
    }

    @Test
    void rowKeysSayAreaRoundAndPointAndEachOccursOnce() throws Exception {
        m_parameters.m_rounds = 4;
        m_parameters.m_pointsPerRound = 2;
        final BufferedDataTable codes = (BufferedDataTable)m_node.run(m_parameters, Latents.mixture(2)).out()[0];
        final List<String> keys = TestTables.keys(codes);
        assertEquals(List.of("prior_r1_p1", "prior_r1_p2", "prior_r2_p1"), keys.subList(0, 3));
        assertTrue(keys.contains("margin 0–1_r4_p2"), keys.toString());
        assertEquals(keys.size(), new HashSet<>(keys).size());
    }

    @Test
    void aMarginOfTwoEqualComponentsLiesHalfWayBetweenThem() throws Exception {
        m_parameters.m_prior = false;
        m_parameters.m_centre = false;
        m_parameters.m_marginChoice = MarginChoice.BY_HAND;
        m_parameters.m_marginPairs = new Pair[]{pair(1, 0)};
        final PortObject[] out = m_node.run(m_parameters, Latents.mixture(2)).out();
        assertEquals(List.of("margin 0–1"), texts(out[1], "area"));
        assertEquals(2, numbers(out[1], "centre z1")[0], 1e-6);
        assertEquals(0, numbers(out[1], "centre z2")[0], 1e-6);
        double sum = 0;
        for (final double z : numbers(out[0], "z1")) {
            sum += z / 1500;
        }
        assertEquals(2, sum, 4 * numbers(out[1], "sd z1")[0] / Math.sqrt(1500));
    }

    @Test
    void componentAndLogDensityAreThoseOfTheMixture() throws Exception {
        onlyOwn();
        m_parameters.m_components = true;
        m_parameters.m_componentChoice = ComponentChoice.LISTED;
        m_parameters.m_componentList = "2, 0";
        m_parameters.m_rounds = 20;
        final MixturePortObject port = Latents.mixture(3);
        final GaussianMixture mixture = port.mixture();
        final PortObject[] out = m_node.run(m_parameters, port).out();
        assertEquals(List.of("component 2", "component 0"), texts(out[1], "area"));
        assertArrayEquals(new double[]{0, 0}, numbers(out[1], "centre z1"));
        assertArrayEquals(new double[]{4, 0}, numbers(out[1], "centre z2"));
        assertArrayEquals(new double[]{0.5, 0.5}, numbers(out[1], "sd z3"), 1e-12);
        for (int i = 0; i < 120; i++) {
            final double[] z = {numbers(out[0], "z1")[i], numbers(out[0], "z2")[i], numbers(out[0], "z3")[i]};
            assertEquals(mixture.logDensity(z), numbers(out[0], "log-density")[i], 1e-9);
            assertEquals(i < 60 ? 2 : 0, numbers(out[0], "component")[i]);
        }
    }

    @Test
    void withoutAMixtureThePriorRemainsAndTheWarningSaysWhatIsLeftOut() throws Exception {
        final String warning = "No mixture is connected, so these areas are left out: the margins, the crowded "
            + "centre. Add "
            + "the mixture port and connect GMM Fit, or switch them off.";
        assertEquals(warning, m_node.configure(null).warning());
        final NodeHandle.Executed executed = m_node.run(null);
        assertEquals(warning, executed.warning());
        assertEquals(1500, ((BufferedDataTable)executed.out()[0]).size());
        assertNull(texts(executed.out()[0], "component").get(0));
        final double z1 = numbers(executed.out()[0], "z1")[0];
        final double z2 = numbers(executed.out()[0], "z2")[0];
        assertEquals(-Math.log(2 * Math.PI) - 0.5 * (z1 * z1 + z2 * z2), numbers(executed.out()[0], "log-density")[0],
            1e-12);
        m_parameters.m_prior = false;
        assertTrue(m_node.refusal(m_parameters).startsWith("No area is left to sample. No mixture is connected"));
    }

    @Test
    void ownAreasBoxAndGridFollowTheirNumbers() throws Exception {
        onlyOwn();
        m_parameters.m_dimensions = 2;
        m_parameters.m_areas = new CustomArea[]{area("here", "1.5, -2", "0"), area("there", "7", "0")};
        m_parameters.m_box = true;
        m_parameters.m_boxLow = "0, 10";
        m_parameters.m_boxHigh = "1, 11";
        m_parameters.m_grid = true;
        m_parameters.m_gridPerDimension = 3;
        m_parameters.m_rounds = 5;
        m_parameters.m_pointsPerRound = 2;
        final PortObject[] out = m_node.run(m_parameters).out();
        final double[] z1 = numbers(out[0], "z1");
        final double[] z2 = numbers(out[0], "z2");
        assertEquals(10 + 10 + 10 + 9, z1.length);
        for (int i = 0; i < 10; i++) {
            assertEquals(1.5, z1[i]);
            assertEquals(-2, z2[i]);
            assertEquals(7, z1[10 + i]);
            assertEquals(7, z2[10 + i]);
            assertTrue(z1[20 + i] >= 0 && z1[20 + i] <= 1 && z2[20 + i] >= 10 && z2[20 + i] <= 11);
        }
        assertEquals(-3, z1[30]);
        assertEquals(0, z1[34]);
        assertEquals(3, z2[38]);
        assertEquals(List.of("here", "there", "box", "grid"), texts(out[1], "area"));
        assertArrayEquals(new double[]{10, 10, 10, 9}, numbers(out[1], "points"));
    }

    @Test
    void theSeedDecidesAndOtherAreasDoNot() throws Exception {
        final double[] with = numbers(m_node.run(null, Latents.mixture(2)).out()[0], "z1");
        m_parameters.m_margins = false;
        m_parameters.m_centre = false;
        final double[] alone = numbers(m_node.run(m_parameters, Latents.mixture(2)).out()[0], "z1");
        m_parameters.m_seed = 2;
        final double[] other = numbers(m_node.run(m_parameters, Latents.mixture(2)).out()[0], "z1");
        assertEquals(with[17], alone[17]);
        assertTrue(alone[17] != other[17]);
    }

    @Test
    void aMixtureSaysHowManyDimensionsThereAre() throws Exception {
        final DataTableSpec spec = (DataTableSpec)m_node.configure(null, Latents.mixture(3)).outSpecs()[0];
        assertEquals(List.of("z1", "z2", "z3", "area", "round", "component", "log-density", "norm",
            "prior percentile"),
            List.of(spec.getColumnNames()));
    }

    @Test
    void settingsThatCannotBeSampledAreRefused() {
        m_parameters.m_rounds = 0;
        assertEquals("Sampling needs at least 1 round of at least 1 point, not 0 × 3.", m_node.refusal(m_parameters));
        m_parameters.m_rounds = 1;
        m_parameters.m_dimensions = 0;
        assertEquals("A latent space has 1 to 10,000 dimensions, not 0.", m_node.refusal(m_parameters));
        m_parameters.m_dimensions = 2;
        m_parameters.m_areas = new CustomArea[]{area("x", "1, 2, 3", "1")};
        assertEquals("'1, 2, 3' has 3 numbers, but the latent space has 2 dimensions. Give one number for each "
            + "dimension, or "
            + "one for all.", m_node.refusal(m_parameters));
        m_parameters.m_areas = new CustomArea[]{area("x", "one", "1")};
        assertEquals("'one' is no list of numbers: 'one' is none. Separate them by commas and write decimals with a "
            + "point, "
            + "for instance 0.5, -1.25.", m_node.refusal(m_parameters));
        m_parameters.m_areas = new CustomArea[]{area("x", "0", "-1")};
        assertTrue(m_node.refusal(m_parameters).contains("it must be a finite number of at least 0"));
        m_parameters.m_areas = new CustomArea[]{area("x", "0", "1"), area("x", "1", "1")};
        assertEquals("Two areas are called 'x'. Give each its own name.", m_node.refusal(m_parameters));
        onlyOwn();
        m_parameters.m_areas = new CustomArea[0];
        assertEquals("No area is switched on. Switch on at least one, or add one of your own.",
            m_node.refusal(m_parameters));
    }

    @Test
    void componentsAndMarginsThatTheMixtureLacksAreRefused() throws Exception {
        m_parameters.m_components = true;
        m_parameters.m_componentChoice = ComponentChoice.LISTED;
        m_parameters.m_componentList = "0, 3";
        assertEquals("The mixture has the components 0 to 2, but not 3.",
            m_node.refusal(m_parameters, Latents.mixture(2)));
        m_parameters.m_componentList = "0, first";
        assertTrue(m_node.refusal(m_parameters, Latents.mixture(2)).contains("'first' is no whole number"));
        m_parameters.m_components = false;
        m_parameters.m_marginChoice = MarginChoice.BY_HAND;
        assertEquals("Give at least one pair of components, or have the margins found.",
            m_node.refusal(m_parameters, Latents.mixture(2)));
        m_parameters.m_marginPairs = new Pair[]{pair(1, 1)};
        assertEquals("A margin lies between two components, not between component 1 and itself.",
            m_node.refusal(m_parameters, Latents.mixture(2)));
        m_parameters.m_marginPairs = new Pair[]{pair(0, 9)};
        assertEquals("The mixture has the components 0 to 2, but not 9.",
            m_node.refusal(m_parameters, Latents.mixture(2)));
    }

    private void outOfDistribution() {
        onlyOwn();
        m_parameters.m_exponential = true;
        m_parameters.m_shell = true;
        m_parameters.m_studentT = true;
        m_parameters.m_scaledPrior = true;
        m_parameters.m_scaledPriorFactors = "0.5, 4";
    }

    @Test
    void areasOutOfDistributionNeedNoMixtureAndHaveTheirSpread() throws Exception {
        outOfDistribution();
        m_parameters.m_dimensions = 3;
        final NodeHandle.Executed executed = m_node.run(m_parameters);
        assertNull(executed.warning());
        final PortObject areas = executed.out()[1];
        assertEquals(List.of("exponential", "shell", "student t", "prior × 0.5", "prior × 4"), texts(areas, "area"));
        assertEquals("out of distribution", texts(areas, "kind").get(2));
        assertArrayEquals(new double[5], numbers(areas, "centre z3"));
        assertEquals(Math.sqrt(2), numbers(areas, "sd z1")[0], 1e-15);
        assertEquals(Math.sqrt(3), numbers(areas, "sd z1")[2], 1e-15);
        assertEquals(4, numbers(areas, "sd z2")[4]);
        final double[] norm = numbers(executed.out()[0], "norm");
        for (int i = 1500; i < 3000; i++) {
            assertTrue(norm[i] >= 3 && norm[i] <= 5, "shell: " + norm[i]);
        }
        double squares = 0;
        for (int i = 6000; i < 7500; i++) {
            squares += norm[i] * norm[i] / 1500;
        }
        assertEquals(3 * 16, squares, 5 * 16 * Math.sqrt(6.0 / 1500)); // χ² of 3: variance 6
        m_parameters.m_degreesOfFreedom = 2;
        m_parameters.m_exponentialSigns = Signs.POSITIVE;
        final PortObject[] out = m_node.run(m_parameters).out();
        assertTrue(Double.isNaN(numbers(out[1], "sd z1")[2])); // infinite
        final double[] z2 = numbers(out[0], "z2");
        for (int i = 0; i < 1500; i++) {
            assertTrue(z2[i] >= 0, "exponential: " + z2[i]);
        }
    }

    @Test
    void normAndPriorPercentileSayHowFarOutAPointLies() throws Exception {
        onlyOwn();
        m_parameters.m_grid = true;
        m_parameters.m_gridLow = "0, 0";
        m_parameters.m_gridHigh = "3, 4";
        m_parameters.m_gridPerDimension = 2;
        final PortObject codes = m_node.run(m_parameters).out()[0];
        assertArrayEquals(new double[]{0, 4, 3, 5}, numbers(codes, "norm"));
        final double[] expected = {0, 1 - Math.exp(-8), 1 - Math.exp(-4.5), 1 - Math.exp(-12.5)}; // χ² of 2
        assertArrayEquals(expected, numbers(codes, "prior percentile"), 1e-14);
    }

    @Test
    void areasOutOfDistributionFitAMixtureOfAnySize() throws Exception {
        outOfDistribution();
        m_parameters.m_rounds = 3;
        final PortObject[] out = m_node.run(m_parameters, Latents.mixture(3)).out();
        assertEquals(45, numbers(out[0], "z3").length);
        assertTrue(numbers(out[0], "component")[0] >= 0);
    }

    @Test
    void distributionsThatAreNoneAreRefused() {
        outOfDistribution();
        m_parameters.m_scaledPriorFactors = "2, 2.0";
        assertEquals("'2, 2.0' has a number twice. Give each once.", m_node.refusal(m_parameters));
        m_parameters.m_scaledPriorFactors = "0";
        assertEquals("The factor of the scaled prior is 0.0; it must be a finite number above 0.",
            m_node.refusal(m_parameters));
        m_parameters.m_scaledPriorFactors = "two";
        assertTrue(m_node.refusal(m_parameters).startsWith("'two' is no list of numbers"));
        m_parameters.m_scaledPriorFactors = "2";
        m_parameters.m_shellInner = 6;
        assertEquals("The inner radius of the shell is 6.0; it must be at least 0 and not above the outer one, 5.0.",
            m_node.refusal(m_parameters));
        m_parameters.m_shellInner = 0;
        m_parameters.m_degreesOfFreedom = 0;
        assertEquals("The Student t area has 0.0 degrees of freedom; it needs a finite number of at least 1.",
            m_node.refusal(m_parameters));
        m_parameters.m_degreesOfFreedom = 3;
        m_parameters.m_exponentialScale = Double.NaN;
        assertTrue(m_node.refusal(m_parameters).startsWith("The scale of the exponential area is NaN"));
    }

    @Test
    void settingsOfAnEarlierVersionLoadWithTheNewAreasOff() throws Exception {
        final NodeSettings saved = new NodeSettings("model");
        saved.addInt("rounds", 7);
        final LatentSamplerParameters loaded = ParametersPersistence.load(saved, LatentSamplerParameters.class);
        assertEquals(7, loaded.m_rounds);
        assertTrue(loaded.m_prior);
        assertTrue(!loaded.hasOwnAreas());
    }
}
