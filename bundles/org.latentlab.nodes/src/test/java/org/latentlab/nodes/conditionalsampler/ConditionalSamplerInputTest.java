package org.latentlab.nodes.conditionalsampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.port.TestGans;
import org.latentlab.nodes.port.TestModels;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.ParametersPersistence;

/** What Class-Conditional Sampler Fit refuses. */
final class ConditionalSamplerInputTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private ConditionalSamplerParameters m_parameters;
    private PortObject m_vae;
    private PortObject m_classifier;

    @BeforeEach
    void createNode() throws Exception {
        m_node = new PortRun(new ConditionalSamplerNodeFactory(), m_directory);
        m_parameters = new ConditionalSamplerParameters();
        m_parameters.m_draws = 10;
        m_vae = EncodedDigits.vae(m_node.exec());
        m_classifier = TestModels.classifier(m_node.exec());
    }

    private BufferedDataTable table(final DataTableSpec spec, final List<DataCell[]> rows) {
        return TestTables.table(m_node.exec(), spec, rows.toArray(DataCell[][]::new));
    }

    private String refusal(final PortObject table, final PortObject model, final PortObject classifier) {
        return m_node.refusal(m_parameters, table, model, classifier);
    }

    private String failure(final PortObject table) throws Exception {
        return m_node.failure(m_parameters, table, m_vae, m_classifier);
    }

    /** Digits 0 and 1, three times each. */
    private static List<DataCell[]> twoClasses() {
        final List<DataCell[]> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rows.add(EncodedDigits.row(i, -0.5 * i * i, String.valueOf(i % 2)));
        }
        return rows;
    }

    @Test
    void aClassOfOneRowOrNoneIsNamed() throws Exception {
        final List<DataCell[]> rows = twoClasses();
        rows.add(EncodedDigits.row(1, 1, "7"));
        assertTrue(failure(table(EncodedDigits.WITHOUT_DOMAIN, rows)).startsWith("The class '7' has one row"));
        assertTrue(failure(table(EncodedDigits.SPEC, EncodedDigits.rows(120).stream()
            .filter(r -> !r[2].toString().equals("4")).toList())).startsWith("The class '4' has no row"));
        rows.add(EncodedDigits.row(Double.NaN, 1, "7"));
        assertTrue(failure(table(EncodedDigits.WITHOUT_DOMAIN, rows)).startsWith("The class '7' has one row"));
    }

    @Test
    void aClassThatTheClassifierDoesNotKnowIsNamed() throws Exception {
        final String unknown = "The classifier does not know the classes 'a', 'b', 'c'; it knows '0', '1'";
        assertTrue(refusal(Latents.codes(m_node.exec(), 4, 2), m_vae, m_classifier).startsWith(unknown));
        final List<DataCell[]> rows = twoClasses();
        rows.add(EncodedDigits.row(1, 1, "dog"));
        rows.add(EncodedDigits.row(1, 2, "dog"));
        assertTrue(refusal(table(EncodedDigits.WITHOUT_DOMAIN, rows), m_vae, m_classifier)
            .startsWith("The classifier does not know the class 'dog'; it knows '0', '1'"));
        for (int i = 0; i < 140; i++) { // more values than a column's domain lists
            rows.add(EncodedDigits.row(i, i * i, "cat " + i % 70));
        }
        assertTrue(failure(table(EncodedDigits.WITHOUT_DOMAIN, rows))
            .startsWith("The classifier does not know the classes 'cat 0', 'cat 1', "));
    }

    @Test
    void aColumnOfNamesOrAnEmptyTableIsNoUse() throws Exception {
        final List<DataCell[]> names = new ArrayList<>();
        for (int i = 0; i < 70; i++) { // more values than a column's domain lists
            names.add(EncodedDigits.row(i, i, "row " + i));
        }
        assertTrue(failure(table(EncodedDigits.WITHOUT_DOMAIN, names))
            .startsWith("There are 70 classes, but 70 rows with a class. Every class needs at least 2 rows."));
        assertTrue(failure(table(EncodedDigits.SPEC, twoClasses().subList(0, 4)))
            .startsWith("There are 10 classes, but 4 rows with a class."));
        assertTrue(failure(table(EncodedDigits.SPEC, List.of())).startsWith("The input table is empty"));
        assertTrue(refusal(table(new DataTableSpec(TableOutput.doubles("z1"), TableOutput.doubles("z2")), List.of()),
            m_vae, m_classifier).startsWith("Input 'Latent Codes' has no class column"));
    }

    @Test
    void aModelOrClassifierThatDoesNotFitIsRefused() throws Exception {
        final BufferedDataTable codes = table(EncodedDigits.SPEC, EncodedDigits.rows(60));
        assertTrue(refusal(codes, TestGans.digits(new LatentPrior.Normal(3), m_node.exec()), m_classifier)
            .startsWith("The table has 2 latent columns (z1, z2), but the model has 3 latent dimensions."));
        assertTrue(refusal(codes, TestGans.conditional(new LatentPrior.Normal(2), m_node.exec()), m_classifier)
            .startsWith("The GAN is told a class when it generates"));
        final float[] values = new float[200];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)Math.sin(i);
        }
        final Images vectors = Images.ofFloats(ImageShape.gray(1, 4), values);
        assertTrue(refusal(codes, TestGans.vectors(ModelInput.AS_IT_IS, vectors, m_node.exec()), m_classifier)
            .startsWith("The GAN generates vectors"));
        final byte[] pixels = new byte[40 * 64];
        new java.util.Random(1).nextBytes(pixels);
        final int[] labels = new int[40];
        java.util.Arrays.setAll(labels, i -> i % 10);
        final PortObject small = ClassifierPortObject.create(ClassifierTrainer.train(
            Images.ofBytes(ImageShape.gray(8, 8), pixels), labels, TestModels.classifier().classNames(),
            new ClassifierConfig(1, 20, 1e-3, 1, 0), Progress.NONE), m_node.exec());
        assertEquals("The model generates images of 28×28, but the classifier was trained on 8×8. Train it on "
            + "reconstructions of this model.", refusal(codes, m_vae, small));
    }

    private String refused() {
        return refusal(table(EncodedDigits.SPEC, List.of()), m_vae, m_classifier);
    }

    @Test
    void valuesOutOfRangeAreRefusedBeforeTheNodeRuns() {
        m_parameters.m_scales.m_thetas = "0.5, -1";
        assertTrue(refused().contains("-1"));
        m_parameters.m_scales.m_thetas = "0.5, half";
        assertTrue(refused().contains("'half'"));
        m_parameters.m_scales.m_thetas = "0.5";
        m_parameters.m_scales.m_averaged = "0";
        assertTrue(refused().contains("cannot be 0"));
        m_parameters.m_scales.m_averaged = "two";
        assertTrue(refused().startsWith("n is 'two'; write the numbers of draws"));
        m_parameters.m_scales.m_averaged = "1";
        m_parameters.m_draws = 1;
        assertTrue(refused().startsWith("Draws of each class is 1;"));
        m_parameters.m_draws = 2;
        m_parameters.m_cosineWeight = 0;
        m_parameters.m_accuracyWeight = 0;
        assertTrue(refused().startsWith("The weights of cosine and accuracy"));
        m_parameters.m_accuracyWeight = 1;
        m_parameters.m_choice = ConditionalSamplerParameters.Choice.LEAST_ACCURACY;
        m_parameters.m_leastAccuracy = 1.1;
        assertTrue(refused().startsWith("Accuracy of at least is 1.1;"));
        m_parameters.m_leastAccuracy = 1;
        m_parameters.m_strength = StrengthOption.PER_DIMENSION;
        m_parameters.m_scales.m_budget = 19;
        assertEquals("The budget is at least 20 evaluations, not 19.", refused());
        m_parameters.m_scales.m_budget = 20;
        m_parameters.m_scales.m_largestTheta = 3.5;
        assertTrue(refused().startsWith("The largest θ is more than 0 and at most 3"));
    }

    @Test
    void settingsOfAnEarlierVersionLoadWithTheRestAsInANewNode() throws Exception {
        final NodeSettings saved = new NodeSettings("model");
        saved.addInt("draws", 7);
        final ConditionalSamplerParameters loaded =
            ParametersPersistence.load(saved, ConditionalSamplerParameters.class);
        assertEquals(7, loaded.m_draws);
        assertEquals(StrengthOption.SIMPLE, loaded.m_strength);
        loaded.validate();
    }
}
