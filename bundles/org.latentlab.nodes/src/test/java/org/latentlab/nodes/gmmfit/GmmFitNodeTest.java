package org.latentlab.nodes.gmmfit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.nodes.gmmfit.GmmFitParameters.Count;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.MixturePortObject;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentColumnsMode;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class GmmFitNodeTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new GmmFitNodeFactory(), m_directory);
    }

    private static GmmFitParameters components(final int components) {
        final GmmFitParameters parameters = new GmmFitParameters();
        parameters.m_components = components;
        return parameters;
    }

    private PortObject[] fit(final GmmFitParameters parameters, final BufferedDataTable table) throws Exception {
        return m_node.run(parameters, table).out();
    }

    @Test
    void threeSeparateClassesAreThreePureComponentsAtTheirMeans() throws Exception {
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 200, 2);
        final PortObject[] out = fit(components(3), codes);
        final GaussianMixture mixture = ((MixturePortObject)out[0]).mixture();
        for (int label = 0; label < 3; label++) {
            final double[] mean = Latents.mean(label, 2);
            final double nearest = IntStream.range(0, 3).mapToDouble(k -> Math.hypot(mixture.mean(k)[0] - mean[0],
                mixture.mean(k)[1] - mean[1])).min().orElseThrow();
            assertEquals(0, nearest, 0.1); // the standard error of a mean is 0.5/√200 = 0.035
        }
        assertEquals(codes.size(), ((BufferedDataTable)out[1]).size());
        assertArrayEquals(new String[]{"z1", "z2", "class", "component", "responsibility", "log-density"},
            ((BufferedDataTable)out[1]).getDataTableSpec().getColumnNames());
        assertEquals(List.of("a", "b", "c"), texts(out[2], "majority class").stream().sorted().toList());
        assertArrayEquals(new double[]{1, 1, 1}, numbers(out[2], "purity"));
        assertArrayEquals(new double[]{200, 200, 200}, numbers(out[2], "points"));
        assertArrayEquals(new double[]{1}, numbers(out[3], "purity"));
        assertEquals(1, numbers(out[3], "NMI")[0], 1e-12);
        assertTrue(numbers(out[3], "silhouette")[0] > 0.7);
        assertTrue(numbers(out[3], "mixture entropy")[0] < 0.01);
    }

    @Test
    void assignmentsAreThoseOfTheMixture() throws Exception {
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 30, 3);
        final PortObject[] out = fit(components(2), codes);
        final GaussianMixture mixture = ((MixturePortObject)out[0]).mixture();
        final double[] component = numbers(out[1], "component");
        final double[] responsibility = numbers(out[1], "responsibility");
        final double[] logDensity = numbers(out[1], "log-density");
        for (int i = 0; i < component.length; i++) {
            final double[] x = {numbers(codes, "z1")[i], numbers(codes, "z2")[i], numbers(codes, "z3")[i]};
            final double[] r = mixture.responsibilities(x);
            assertEquals(r[(int)component[i]], Arrays.stream(r).max().orElseThrow(), 1e-12);
            assertEquals(r[(int)component[i]], responsibility[i], 1e-9);
            assertEquals(mixture.logDensity(x), logDensity[i], 1e-9);
        }
        assertEquals(DoubleStream.of(logDensity).sum(), numbers(out[3], "log-likelihood")[0], 1e-6);
    }

    @Test
    void bicFindsTheNumberOfClassesAndListsAllTried() throws Exception {
        final GmmFitParameters parameters = new GmmFitParameters();
        parameters.m_count = Count.BIC;
        parameters.m_minComponents = 1;
        parameters.m_maxComponents = 5;
        final PortObject[] out = fit(parameters, Latents.codes(m_node.exec(), 100, 2));
        assertEquals(3, ((MixturePortObject)out[0]).mixture().components());
        assertArrayEquals(new double[]{1, 2, 3, 4, 5}, numbers(out[3], "components"));
        assertEquals(List.of("no", "no", "yes", "no", "no"), texts(out[3], "chosen"));
        final double[] bic = numbers(out[3], "BIC");
        assertEquals(2, IntStream.range(0, 5).boxed().min((i, j) -> Double.compare(bic[i], bic[j])).orElseThrow());
        final double[] l = numbers(out[3], "log-likelihood");
        assertEquals(-2 * l[0] + 5 * Math.log(300), bic[0], 1e-6); // one full component in 2-D: 2 means, 3 covariances
    }

    @Test
    void withTheDefaultsTenComponentsAreFittedAndTheSeedDecides() throws Exception {
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 100, 2);
        final PortObject[] once = m_node.run(null, codes).out();
        final PortObject[] again = m_node.run(null, codes).out();
        assertEquals(10, ((MixturePortObject)once[0]).mixture().components());
        assertArrayEquals(((MixturePortObject)once[0]).mixture().means().data(),
            ((MixturePortObject)again[0]).mixture().means().data());
        assertTrue(once[0].getSummary().startsWith("Gaussian mixture, 10 full components in 2 dimensions"),
            once[0].getSummary());
        assertTrue(once[0].getSummary().contains("300 points"), once[0].getSummary());
    }

    @Test
    void oneComponentHasNoSilhouetteAndAsManyAsPointsAreAllowed() throws Exception {
        final BufferedDataTable points = Latents.points(m_node.exec(), new double[]{0, 0}, new double[]{3, 0},
            new double[]{0, 3}, new double[]{5, 5});
        final PortObject[] one = fit(components(1), points);
        assertTrue(Double.isNaN(numbers(one[3], "silhouette")[0]));
        assertArrayEquals(new double[]{2, 2}, ((MixturePortObject)one[0]).mixture().mean(0), 1e-9);
        final PortObject[] four = fit(components(4), points);
        assertArrayEquals(new double[]{1, 1, 1, 1}, numbers(four[2], "points"));
        assertArrayEquals(new String[]{"component", "weight", "points", "mean z1", "mean z2", "sd z1", "sd z2"},
            ((BufferedDataTable)four[2]).getDataTableSpec().getColumnNames());
    }

    @Test
    void moreComponentsThanPointsOrNoneAreRefused() throws Exception {
        final BufferedDataTable points = Latents.points(m_node.exec(), new double[]{0, 0}, new double[]{3, 0});
        assertEquals("A mixture of 3 components needs at least as many points, but there are 2 points. Choose at "
            + "most 2 or "
            + "give more points.", m_node.failure(components(3), points));
        assertEquals("A mixture has at least 1 component, not 0.", m_node.refusal(components(0), points));
    }

    @Test
    void aTableWithoutRowsOrCoordinatesIsRefused() throws Exception {
        assertEquals("The input table is empty: there are no latent codes to fit a mixture to. Connect codes from "
            + "Encode, or check the filter before.",
            m_node.failure(null, TestTables.table(m_node.exec(), Latents.spec(2))));
        assertTrue(m_node.refusal(null, TestTables.table(m_node.exec(), new DataTableSpec(TableOutput.doubles("x"))))
            .startsWith("Input 'Latent Codes' has no latent coordinates: no numeric column 'z1'."));
    }

    @Test
    void rowsThatAreNoNumbersAreLeftOutNamedAndGetMissingCells() throws Exception {
        final NodeHandle.Executed executed = m_node.run(components(1), Latents.points(m_node.exec(),
            new double[]{0, 0}, new double[]{Double.NaN, 1}, new double[]{2, 1}, new double[]{1, 5}));
        assertNull(texts(executed.out()[1], "component").get(1));
        assertEquals("0", texts(executed.out()[1], "component").get(2));
        assertEquals("1 of 4 rows have no usable latent point (Row1: z1 is NaN) and were left out of the fit.",
            executed.warning());
        assertTrue(m_node.failure(components(1), Latents.points(m_node.exec(), new double[]{Double.NaN, 1}))
            .startsWith("No row has a usable latent point: "));
    }

    @Test
    void columnsMayBeChosenByHandAndTheClassSwitchedOff() throws Exception {
        final DataTableSpec spec = new DataTableSpec(TableOutput.doubles("u"), TableOutput.doubles("v"));
        final BufferedDataTable table = TestTables.table(m_node.exec(), spec,
            new DataCell[]{new DoubleCell(1), new DoubleCell(10)}, new DataCell[]{new DoubleCell(3),
                new DoubleCell(11)});
        final GmmFitParameters parameters = components(1);
        parameters.m_coordinates = LatentColumnsMode.MANUAL;
        parameters.m_coordinateColumns = new ColumnFilter(new String[]{"u"});
        parameters.m_compareWithClasses = false;
        final PortObject[] out = fit(parameters, table);
        assertEquals(List.of("u"), ((MixturePortObject)out[0]).getSpec().columns());
        assertArrayEquals(new double[]{2}, ((MixturePortObject)out[0]).mixture().mean(0), 1e-12);
    }

    @Test
    void theSpecAnnouncedIsTheMixtures() throws Exception {
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 10, 2);
        final NodeHandle.Configured configured = m_node.configure(components(4), codes);
        final PortObject[] out = fit(components(4), codes);
        assertEquals(configured.outSpecs()[0], out[0].getSpec());
        assertEquals(LatentColumns.detect(codes.getDataTableSpec()), ((MixturePortObject)out[0]).getSpec().columns());
    }

    @Test
    void cancellingStopsTheFit() throws Exception {
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 200, 2);
        m_node.cancelAt(0.1);
        assertThrows(CanceledExecutionException.class, () -> m_node.run(components(10), codes));
    }
}
