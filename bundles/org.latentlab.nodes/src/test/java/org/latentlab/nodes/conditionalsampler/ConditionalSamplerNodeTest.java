package org.latentlab.nodes.conditionalsampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.ScaledSampler;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.conditionalsampler.ConditionalSamplerParameters.Choice;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.port.ConditionalSamplerPortObject;
import org.latentlab.nodes.port.ConditionalSamplerPortObjectSpec;
import org.latentlab.platform.ui.NodeHandle;

final class ConditionalSamplerNodeTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private ConditionalSamplerParameters m_parameters;
    private List<DataCell[]> m_rows;
    private PortObject m_vae;
    private PortObject m_classifier;

    @BeforeEach
    void createNode() throws Exception {
        m_node = new PortRun(new ConditionalSamplerNodeFactory(), m_directory);
        m_parameters = new ConditionalSamplerParameters();
        m_parameters.m_draws = 20;
        m_parameters.m_scales.m_thetas = "0, 0.5, 1";
        m_parameters.m_scales.m_averaged = "1, 2";
        m_rows = EncodedDigits.rows(120);
        m_vae = EncodedDigits.vae(m_node.exec());
        m_classifier = EncodedDigits.classifier(m_node.exec());
    }

    private BufferedDataTable table() {
        return EncodedDigits.table(m_node.exec(), m_rows);
    }

    private NodeHandle.Executed fit() throws Exception {
        return m_node.run(m_parameters, table(), m_vae, m_classifier);
    }

    private double[] coordinates(final String name, final int column) {
        return m_rows.stream().filter(r -> r[2].toString().equals(name))
            .mapToDouble(r -> ((DoubleValue)r[column]).getDoubleValue()).toArray();
    }

    private static double mean(final double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(final double[] values) {
        final double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }

    @Test
    void everyPairIsTriedAndOneOfTheCurveIsChosen() throws Exception {
        final NodeHandle.Executed executed = fit();
        final PortObject curve = executed.out()[1];
        assertArrayEquals(new double[]{0, 0.5, 1, 0, 0.5, 1}, numbers(curve, "theta"));
        assertArrayEquals(new double[]{1, 1, 1, 2, 2, 2}, numbers(curve, "draws averaged"));
        final double[] accuracy = numbers(curve, "accuracy");
        final double[] cosine = numbers(curve, "cosine");
        final double[] objective = numbers(curve, "objective");
        final double[] fresh = numbers(curve, "fresh objective");
        for (int i = 0; i < 6; i++) {
            assertEquals(cosine[i] + 1 - accuracy[i], objective[i], 1e-12);
            final int row = i;
            final boolean beaten = IntStream.range(0, 6).anyMatch(j -> accuracy[j] >= accuracy[row]
                && cosine[j] <= cosine[row] && (accuracy[j] > accuracy[row] || cosine[j] < cosine[row]));
            if (beaten) {
                assertEquals("no", texts(curve, "on the curve").get(i));
            }
            assertEquals(texts(curve, "on the curve").get(i).equals("yes"), !Double.isNaN(fresh[i]));
        }
        assertEquals(1, Collections.frequency(texts(curve, "chosen"), "yes"));
        final int chosen = texts(curve, "chosen").indexOf("yes");
        assertEquals("yes", texts(curve, "on the curve").get(chosen));
        final FittedSampler sampler = ((ConditionalSamplerPortObject)executed.out()[0]).sampler();
        assertEquals(numbers(curve, "theta")[chosen], ((ScaledSampler)sampler.sampler()).scales().theta()[3][1]);
        assertEquals(numbers(curve, "fresh accuracy")[chosen], sampler.fresh().get(sampler.chosen()).accuracy());
    }

    @Test
    void withoutSpreadAllImagesAreThatOfTheMean() throws Exception {
        m_parameters.m_scales.m_thetas = "0";
        m_parameters.m_scales.m_averaged = "1";
        final NodeHandle.Executed executed = fit();
        assertTrue(executed.warning().contains("The chosen sampler (θ = 0.0, n = 1) makes all images of a class alike"),
            executed.warning());
        final PortObject[] out = executed.out();
        final float[] means = new float[20];
        for (int y = 0; y < 10; y++) {
            for (int j = 0; j < 2; j++) {
                means[2 * y + j] = (float)mean(coordinates(String.valueOf(y), j));
            }
        }
        final Images images = EncodedDigits.vae().decode(means, null, Progress.NONE);
        final float[] probabilities =
            ((ClassifierPortObject)m_classifier).classifier().probabilities(images, Progress.NONE);
        final double[] accuracy = numbers(out[2], "accuracy");
        for (int y = 0; y < 10; y++) {
            int best = 0;
            for (int c = 1; c < 10; c++) {
                best = probabilities[10 * y + c] > probabilities[10 * y + best] ? c : best;
            }
            assertEquals(best == y ? 1 : 0, accuracy[y], "class " + y);
        }
        assertEquals(mean(accuracy), numbers(out[1], "accuracy")[0], 1e-12);
        assertEquals(1, numbers(out[1], "cosine")[0], 1e-5);
        assertEquals(0, numbers(out[1], "spread")[0], 1e-9);
    }

    /** As of codes of another model of the same sizes, which nothing but the accuracy betrays. */
    @Test
    void codesThatAreNotOfTheModelAreTold() throws Exception {
        assertNull(fit().warning());
        m_rows.replaceAll(row -> new DataCell[]{row[0], row[1],
            new StringCell(String.valueOf((Integer.parseInt(row[2].toString()) + 1) % 10))});
        final String warning = fit().warning();
        assertTrue(warning.startsWith("Even of the most accurate sampler the classifier gives only "), warning);
        assertTrue(warning.contains("(by chance 10 %). Check that the table was encoded by this model"), warning);
    }

    @Test
    void theTablesSayWhatTheCodesAreLikeAndWhatIsDrawn() throws Exception {
        m_parameters.m_scales.m_thetas = "0.5";
        m_parameters.m_scales.m_averaged = "4";
        m_parameters.m_draws = 400;
        final PortObject[] out = fit().out();
        assertEquals(SyntheticDigits.CLASS_NAMES, texts(out[2], "class"));
        for (int y = 0; y < 10; y++) {
            final double[] z2 = coordinates(String.valueOf(y), 1);
            assertEquals(z2.length, numbers(out[2], "rows")[y]);
            assertEquals(mean(z2), numbers(out[2], "mean z2")[y], 1e-12);
            assertEquals(deviation(z2), numbers(out[2], "sd z2")[y], 1e-12);
            final int row = 2 * y + 1;
            assertEquals("z2", texts(out[3], "dimension").get(row));
            assertEquals(0.5, numbers(out[3], "theta")[row]);
            assertEquals(4, numbers(out[3], "draws averaged")[row]);
            assertEquals(deviation(z2), numbers(out[3], "sd of class")[row], 1e-12);
            final double expected = 0.5 * deviation(z2) / 2;
            assertEquals(expected, numbers(out[3], "sd of draws")[row], 5 * expected / Math.sqrt(2 * 400));
            assertEquals(mean(z2), numbers(out[3], "mean of draws")[row], 5 * expected / Math.sqrt(400));
        }
    }

    @Test
    void thePortSaysWhatWasFittedAndTheSeedDecides() throws Exception {
        m_parameters.m_scales.m_averaged = "1";
        final ConditionalSamplerPortObjectSpec announced = (ConditionalSamplerPortObjectSpec)m_node
            .configure(m_parameters, table(), m_vae, m_classifier).outSpecs()[0];
        final PortObject[] once = fit().out();
        assertEquals(announced, once[0].getSpec());
        assertEquals(List.of("z1", "z2"), announced.columns());
        assertEquals("Simple", announced.strength());
        assertTrue(once[0].getSummary().startsWith("Class-conditional sampler, Simple: 10 classes in 2 dimensions; "
            + "θ = "), once[0].getSummary());
        final double[] cosine = numbers(once[1], "cosine");
        final double[] fresh = numbers(once[1], "fresh cosine");
        assertArrayEquals(cosine, numbers(fit().out()[1], "cosine"));
        final int last = cosine.length - 1;
        assertTrue(Double.isNaN(fresh[last]) || fresh[last] != cosine[last]);
        m_parameters.m_seed = 2;
        assertNotEquals(cosine[last], numbers(fit().out()[1], "cosine")[last]);
    }

    @Test
    void anAccuracyMayBeKeptAndOneOutOfReachIsTold() throws Exception {
        m_parameters.m_choice = Choice.LEAST_ACCURACY;
        m_parameters.m_leastAccuracy = 0;
        final PortObject curve = fit().out()[1];
        final int chosen = texts(curve, "chosen").indexOf("yes");
        // chosen on draws of its own, so it may be the next one on the search's
        assertEquals(Arrays.stream(numbers(curve, "cosine")).min().orElseThrow(), numbers(curve, "cosine")[chosen],
            0.03);
        m_parameters.m_leastAccuracy = 1;
        final NodeHandle.Executed executed = fit();
        assertTrue(executed.warning().startsWith("No sampler reached the accuracy of 1"), executed.warning());
        final double[] accuracy = numbers(executed.out()[1], "accuracy");
        assertEquals(Arrays.stream(accuracy).max().orElseThrow(),
            accuracy[texts(executed.out()[1], "chosen").indexOf("yes")], 0.06);
    }

    @Test
    void aThetaForEachDimensionOrAlsoClassIsNoWorseThanOneForAll() throws Exception {
        m_parameters.m_strength = StrengthOption.PER_DIMENSION;
        m_parameters.m_scales.m_budget = 40;
        m_parameters.m_scales.m_method = ScaleParameters.Method.COORDINATE_DESCENT;
        final PortObject[] out = fit().out();
        final double[] objective = numbers(out[1], "objective");
        final double[] theta = numbers(out[1], "theta");
        final double uniform = IntStream.range(0, theta.length).filter(i -> !Double.isNaN(theta[i]))
            .mapToDouble(i -> objective[i]).min().orElseThrow();
        final double byDimension = IntStream.range(0, theta.length).filter(i -> Double.isNaN(theta[i]))
            .mapToDouble(i -> objective[i]).min().orElseThrow();
        assertTrue(byDimension <= uniform, byDimension + " > " + uniform);
        assertTrue(theta.length <= 40, theta.length + " samplers");
        assertTrue(Arrays.stream(theta).anyMatch(Double::isNaN), Arrays.toString(theta));
        m_parameters.m_strength = StrengthOption.PER_DIMENSION_AND_CLASS;
        final PortObject[] byClass = fit().out();
        assertEquals("Per dimension and class",
            ((ConditionalSamplerPortObject)byClass[0]).getSpec().strength());
        assertTrue(texts(byClass[1], "sampler").stream().anyMatch(words -> words.contains("by dimension and class")),
            texts(byClass[1], "sampler").toString());
    }

    @Test
    void aGeneratorNetworkHasNoThetaButAWeight() throws Exception {
        m_parameters.m_strength = StrengthOption.NETWORK;
        m_parameters.m_network.m_hidden = "16";
        m_parameters.m_network.m_steps = 20;
        m_parameters.m_network.m_batch = 40;
        m_parameters.m_network.m_factors = "0.5, 2";
        final NodeHandle.Executed executed = fit();
        final PortObject[] out = executed.out();
        assertEquals("Generator network", ((ConditionalSamplerPortObject)out[0]).getSpec().strength());
        assertEquals(2, numbers(out[1], "accuracy").length);
        assertTrue(Double.isNaN(numbers(out[1], "theta")[0]) && Double.isNaN(numbers(out[3], "theta")[0]));
        assertTrue(Arrays.stream(numbers(out[3], "sd of draws")).allMatch(sd -> sd > 0));
        m_parameters.m_network.m_batch = 19;
        assertTrue(m_node.failure(m_parameters, table(), m_vae, m_classifier)
            .startsWith("A step of the generator network takes 19 latent vectors"));
        m_parameters.m_network.m_factors = "2, 1";
        assertTrue(m_node.refusal(m_parameters, table(), m_vae, m_classifier)
            .startsWith("The factors of the generator network's weights ascend"));
    }

    @Test
    void aClassMayHaveAFullCovarianceOrSeveralGaussians() throws Exception {
        m_parameters.m_scales.m_thetas = "1";
        m_parameters.m_scales.m_averaged = "1";
        m_parameters.m_spread = SpreadOption.DIAGONAL;
        final double diagonal = numbers(fit().out()[1], "cosine")[0];
        m_parameters.m_spread = SpreadOption.FULL;
        assertNotEquals(diagonal, numbers(fit().out()[1], "cosine")[0]);
        m_parameters.m_spread = SpreadOption.MIXTURE;
        m_parameters.m_components = 2;
        final FittedSampler mixture = ((ConditionalSamplerPortObject)fit().out()[0]).sampler();
        assertEquals(2, mixture.classes().classes().get(0).mixture().components());
        m_parameters.m_components = 51;
        assertEquals("A class has 1 to 50 Gaussians, not 51.",
            m_node.refusal(m_parameters, table(), m_vae, m_classifier));
    }

    @Test
    void rowsWithoutClassOrCoordinateAreLeftOutAndCounted() throws Exception {
        m_parameters.m_scales.m_thetas = "1";
        m_parameters.m_scales.m_averaged = "1";
        final double[] means = numbers(fit().out()[2], "mean z1");
        m_rows.add(new DataCell[]{new DoubleCell(1e3), new DoubleCell(1), DataType.getMissingCell()});
        m_rows.add(EncodedDigits.row(Double.NaN, 1, "3"));
        final NodeHandle.Executed executed = fit();
        assertEquals("1 of 122 rows have no usable latent point (Row121: z1 is NaN) and were left out. 1 of 122 rows "
            + "have no class and were left out.", executed.warning());
        assertArrayEquals(means, numbers(executed.out()[2], "mean z1"));
    }

    @Test
    void theChartIsAPictureAndIfAskedForAFile() throws Exception {
        m_parameters.m_resolution = 1;
        final Path file = m_directory.resolve("trade-off.svg");
        m_parameters.m_outputFile = file.toString();
        final ImagePortObject chart = (ImagePortObject)fit().out()[4];
        final BufferedImage image = ImageIO.read(new ByteArrayInputStream(
            ((PNGImageValue)chart.toDataCell()).getImageContent().getByteArray()));
        assertEquals(720, image.getWidth());
        final String svg = Files.readString(file);
        assertTrue(svg.contains("What variety costs in accuracy") && svg.contains("On fresh draws"), svg);
        m_parameters.m_outputFile = "trade-off.gif";
        assertTrue(m_node.refusal(m_parameters, table(), m_vae, m_classifier).contains("trade-off.gif"));
    }

    @Test
    void cancellingStopsTheSearch() {
        m_node.cancelAt(0.3);
        assertThrows(CanceledExecutionException.class, this::fit);
    }
}
