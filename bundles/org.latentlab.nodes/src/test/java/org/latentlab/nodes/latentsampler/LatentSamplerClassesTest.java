package org.latentlab.nodes.latentsampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.latentsampler.ClassDrawParameters.Composition;
import org.latentlab.nodes.latentsampler.ClassDrawParameters.Counted;
import org.latentlab.nodes.latentsampler.ClassDrawParameters.Place;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.TestModels;
import org.latentlab.nodes.port.TestSamplers;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.platform.ui.ParametersPersistence;

/** Latent Sampler with a class-conditional sampler connected. */
final class LatentSamplerClassesTest {

    private static final DataTableSpec COMPOSITION =
        new DataTableSpec(TableOutput.doubles("weight"), TableOutput.strings("name"), TableOutput.ints("count"));

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private LatentSamplerParameters m_parameters;
    private ClassDrawParameters m_draws;
    private PortObject m_sampler;

    @BeforeEach
    void createNode() throws Exception {
        m_node = new PortRun(new LatentSamplerNodeFactory(), m_directory);
        m_parameters = new LatentSamplerParameters();
        m_draws = m_parameters.m_sampler;
        m_sampler = TestSamplers.sampler(m_node.exec());
    }

    private static DataCell[] row(final String name, final DataCell count) {
        return new DataCell[]{new DoubleCell(0.5), name == null ? DataType.getMissingCell() : new StringCell(name),
            count};
    }

    private BufferedDataTable composition(final DataCell[]... rows) {
        m_draws.m_composition = Composition.TABLE;
        return TestTables.table(m_node.exec(), COMPOSITION, rows);
    }

    private static double deviation(final double[] values) {
        final double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }

    @Test
    void balancedSharesOutThePointsAndSaysTheClassOfEach() throws Exception {
        m_draws.m_number = 11;
        final NodeHandle.Configured configured = m_node.configure(m_parameters, m_sampler);
        final NodeHandle.Executed executed = m_node.run(m_parameters, m_sampler);
        final PortObject codes = executed.out()[0];
        assertNull(executed.warning());
        assertEquals(List.of("a", "a", "a", "a", "b", "b", "b", "b", "c", "c", "c"), texts(codes, "class"));
        assertEquals(texts(codes, "class"), texts(codes, "area"));
        assertArrayEquals(new double[]{4, 4, 3}, numbers(executed.out()[1], "points"));
        assertEquals(List.of("a", "b", "c"), texts(executed.out()[1], "area"));
        assertEquals(List.of("class", "class", "class"), texts(executed.out()[1], "kind"));
        assertEquals(List.of("a_r1_p1", "a_r1_p2"), TestTables.keys((BufferedDataTable)codes).subList(0, 2));
        final DataTableSpec spec = ((BufferedDataTable)codes).getDataTableSpec();
        assertEquals(List.of("z1", "z2", "area", "round", "component", "log-density", "norm", "prior percentile",
            "class"), List.of(spec.getColumnNames()));
        assertEquals(List.of("a", "b", "c"), ClassColumn.find(spec, "class").orElseThrow().knownClasses());
        assertEquals(List.of("a", "b", "c"), ClassColumn.find((DataTableSpec)configured.outSpecs()[0], "class")
            .orElseThrow().knownClasses());
        final double[] z1 = numbers(codes, "z1");
        final double[] z2 = numbers(codes, "z2");
        assertEquals(Math.hypot(z1[7], z2[7]), numbers(codes, "norm")[7], 1e-12);
        assertEquals(-Math.log(2 * Math.PI) - 0.5 * (z1[7] * z1[7] + z2[7] * z2[7]),
            numbers(codes, "log-density")[7], 1e-9);
    }

    @Test
    void theAreasSayMeanAndSpreadOfWhatIsDrawn() throws Exception {
        m_draws.m_counted = Counted.EACH;
        m_draws.m_number = 4000;
        final PortObject[] out = m_node.run(m_parameters, m_sampler).out();
        assertArrayEquals(new double[]{4000, 4000, 4000}, numbers(out[1], "points"));
        assertArrayEquals(new double[]{0, 4, 0}, numbers(out[1], "centre z1"), 1e-12);
        // θ = 0.5, n = 4: half of σ, over the root of 4
        assertArrayEquals(new double[]{0.25, 0.25, 0.25}, numbers(out[1], "sd z1"), 1e-12);
        assertArrayEquals(new double[]{0.5, 0.5, 0.5}, numbers(out[1], "sd z2"), 1e-12);
        final double[] ofB = Arrays.copyOfRange(numbers(out[0], "z2"), 4000, 8000);
        assertEquals(0.5, deviation(ofB), 0.5 * 4 / Math.sqrt(2 * 4000));
        assertEquals("Class b, drawn with θ = 0.5, n = 4; when it was fitted accuracy 0.900, cosine 0.800 over all "
            + "classes", texts(out[1], "description").get(1));
    }

    /** The fit scores with its seed, and both nodes have the same one unless it is set. */
    @Test
    void thePointsAreNotThoseThatTheFitScoredBy() throws Exception {
        m_draws.m_number = 9;
        final double[] z1 = numbers(m_node.run(m_parameters, m_sampler).out()[0], "z1");
        final Matrix scored = TestSamplers.sampler().sampler().draw(new int[]{0, 0, 0, 1, 1, 1, 2, 2, 2},
            m_parameters.m_seed, Progress.NONE);
        for (int i = 0; i < z1.length; i++) {
            assertNotEquals(scored.get(i, 0), z1[i], "point " + i);
        }
    }

    @Test
    void chosenClassesAreDrawnAloneAndAsBesideOthers() throws Exception {
        m_draws.m_counted = Counted.EACH;
        m_draws.m_number = 5;
        final double[] all = numbers(m_node.run(m_parameters, m_sampler).out()[0], "z1");
        m_draws.m_composition = Composition.CHOSEN;
        m_draws.m_chosen = new String[]{"c"};
        final PortObject codes = m_node.run(m_parameters, m_sampler).out()[0];
        assertEquals(Collections.nCopies(5, "c"), texts(codes, "class"));
        assertArrayEquals(Arrays.copyOfRange(all, 10, 15), numbers(codes, "z1"));
        m_parameters.m_seed = 2;
        assertTrue(numbers(m_node.run(m_parameters, m_sampler).out()[0], "z1")[0] != all[10]);
        m_draws.m_chosen = new String[]{"c", "d"};
        assertEquals("The sampler has no class 'd'. Choose some of 'a', 'b', 'c'.",
            m_node.refusal(m_parameters, m_sampler));
        m_draws.m_chosen = new String[0];
        assertTrue(m_node.refusal(m_parameters, m_sampler).startsWith("No class is chosen."));
    }

    @Test
    void aTableSaysHowManyOfWhichClass() throws Exception {
        final BufferedDataTable table = composition(row("c", new IntCell(3)), row("a", new IntCell(0)),
            row("b", new IntCell(1)), row("c", new IntCell(2)), row(null, new IntCell(7)),
            row("a", DataType.getMissingCell()));
        final NodeHandle.Executed executed = m_node.run(m_parameters, m_sampler, table);
        assertEquals(List.of("b", "c", "c", "c", "c", "c"), texts(executed.out()[0], "class"));
        assertEquals(List.of("b", "c"), texts(executed.out()[1], "area"));
        assertEquals("2 of 6 rows of the composition have no class or no count and were left out.",
            executed.warning());
    }

    @Test
    void aTableThatAsksForWhatIsNotThereIsRefused() throws Exception {
        assertTrue(m_node.failure(m_parameters, m_sampler, composition(row("d", new IntCell(3))))
            .startsWith("The sampler has no class 'd'. Leave row 'Row0' of the composition out"));
        assertEquals("The composition asks for -1.0 points in row 'Row0'; counts are whole numbers of at least 0.",
            m_node.failure(m_parameters, m_sampler, composition(row("a", new IntCell(-1)))));
        m_draws.m_countColumn = "weight";
        assertEquals("The composition asks for 0.5 points in row 'Row0'; counts are whole numbers of at least 0.",
            m_node.failure(m_parameters, m_sampler, composition(row("a", new IntCell(1)))));
        m_draws.m_countColumn = "name";
        assertTrue(m_node.refusal(m_parameters, m_sampler, composition()).startsWith("Count column 'name' holds"));
        m_draws.m_countColumn = "";
        assertEquals("The composition asks for no points: the table is empty.",
            m_node.failure(m_parameters, m_sampler, composition()));
        assertTrue(m_node.failure(m_parameters, m_sampler, composition(row("a", new IntCell(0))))
            .endsWith("has no row with a class and a count above 0."));
        assertTrue(m_node.refusal(m_parameters, m_sampler)
            .startsWith("The composition is to come from a table, but the port 'Composition' is not connected."));
        assertTrue(m_node.refusal(m_parameters, m_sampler,
            TestTables.table(m_node.exec(), new DataTableSpec(TableOutput.strings("class"))))
            .startsWith("Input 'Composition' has no column of counts"));
    }

    @Test
    void aTableThatIsNotUsedIsToldAndOneWithoutASamplerRefused() throws Exception {
        final BufferedDataTable table = composition(row("a", new IntCell(3)));
        m_draws.m_composition = Composition.BALANCED;
        assertTrue(m_node.configure(m_parameters, m_sampler, table).warning()
            .startsWith("The table at the port Composition is not used"));
        assertTrue(m_node.refusal(m_parameters, table).startsWith("The port Composition is connected, but no sampler"));
    }

    private String drawnBy(final Place place, final double leastAccuracy, final double variety) throws Exception {
        m_draws.m_place = place;
        m_draws.m_leastAccuracy = leastAccuracy;
        m_draws.m_variety = variety;
        final String words = texts(m_node.run(m_parameters, m_sampler).out()[1], "description").get(0);
        return words.substring("Class a, drawn with θ = ".length(), words.indexOf(", n"));
    }

    @Test
    void thePlaceOnTheCurveIsChosenByAccuracyOrVariety() throws Exception {
        assertEquals("0.5", drawnBy(Place.FITTED, 0, 0));
        assertEquals("0.25", drawnBy(Place.BETWEEN, 0, 0));
        assertEquals("0.5", drawnBy(Place.BETWEEN, 0, 0.3));
        assertEquals("1.0", drawnBy(Place.BETWEEN, 0, 1));
        assertEquals("1.0", drawnBy(Place.LEAST_ACCURACY, 0.7, 0));
        // on fresh draws, not those of the search, where it was 0.71
        assertEquals("0.5", drawnBy(Place.LEAST_ACCURACY, 0.705, 0));
        assertEquals("0.25", drawnBy(Place.LEAST_ACCURACY, 0.999, 0));
        assertEquals("No sampler on the curve has an accuracy of at least 0.999; the most accurate one, with 0.980, "
            + "draws.", m_node.run(m_parameters, m_sampler).warning());
        m_draws.m_place = Place.BETWEEN;
        m_draws.m_variety = 1.5;
        assertEquals("Variety is 1.5; it must lie between 0.0 and 1.0.", m_node.refusal(m_parameters, m_sampler));
    }

    @Test
    void noAreaNeedsToBeOnAndTheMixtureSaysTheComponent() throws Exception {
        m_parameters.m_prior = false;
        m_parameters.m_margins = false;
        m_parameters.m_centre = false;
        m_draws.m_number = 3;
        assertTrue(m_node.refusal(m_parameters).startsWith("No area is switched on."));
        final PortObject codes = m_node.run(m_parameters, Latents.mixture(2), m_sampler).out()[0];
        final double[] z = {numbers(codes, "z1")[1], numbers(codes, "z2")[1]};
        assertEquals(Latents.mixture(2).mixture().logDensity(z), numbers(codes, "log-density")[1], 1e-9);
        assertEquals(1, numbers(codes, "component")[1]);
        assertEquals("The sampler has 2 dimensions, but the model or mixture 3. Connect the sampler, model and mixture "
            + "of one latent space, or remove those ports.",
            m_node.refusal(m_parameters, Latents.mixture(3), m_sampler));
        assertEquals(3, numbers(m_node.run(m_parameters, TestModels.vae(m_node.exec()), m_sampler).out()[0],
            "z1").length);
    }

    @Test
    void aWorkflowFromBeforeSamplersLoadsUnchanged() throws Exception {
        final NodeSettings saved = new NodeSettings("model");
        ParametersPersistence.save(m_parameters, saved);
        final NodeSettings old = new NodeSettings("model");
        saved.keySet().stream().filter(key -> !key.equals("sampler")).map(saved::getEntry).forEach(old::addEntry);
        assertEquals(saved.keySet().size() - 1, old.keySet().size());
        final LatentSamplerParameters loaded = ParametersPersistence.load(old, LatentSamplerParameters.class);
        assertEquals(500, loaded.m_rounds);
        assertEquals(Composition.BALANCED, loaded.m_sampler.m_composition);
        loaded.validate();
    }
}
