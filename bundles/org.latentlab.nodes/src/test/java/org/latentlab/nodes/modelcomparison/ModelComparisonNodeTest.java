package org.latentlab.nodes.modelcomparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanTrainer;
import org.latentlab.engine.gan.GanTraining;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.gan.TrainingLength;
import org.latentlab.engine.image.ImageResize;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Architecture;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.port.GanPortObject;
import org.latentlab.nodes.port.ReportPortObject;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class ModelComparisonNodeTest {

    private static final ImageDataset DIGITS =
        SyntheticDigits.generate(SyntheticDigitsConfig.of(160, 1), Progress.NONE);

    private static Vae vae;
    private static Gan gan;

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private ModelComparisonParameters m_parameters;

    @BeforeAll
    static void trainModels() {
        vae = vae(DIGITS.images());
        // 8 batches of 20 an epoch for the VAE, so 48 updates; as many of the generator
        gan = GanTrainer.train(GanTraining.of(DIGITS.images(),
            new GanConfig(new LatentPrior.Uniform(6), new GanArchitecture.Mlp(List.of(16), List.of(16), false),
                CriticNormalisation.NONE, new GanLoss.NonSaturating(), 1, DIGITS.classNames(), null),
            GanTrainingConfig.standard(TrainingLength.updates(48), 1)).withClasses(DIGITS.labels()), Progress.NONE);
    }

    private static Vae vae(final Images images) {
        return VaeTrainer.train(images,
            new VaeConfig(2, new Architecture.Mlp(List.of(16), List.of(16), Activation.SOFTPLUS, false),
                PosteriorKind.GAUSSIAN, Divergence.Kl.of(1), new Likelihood.Bernoulli(), null),
            new TrainingConfig(6, 20, 1e-2, 1, 0, 0, 0, false), Progress.NONE);
    }

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new ModelComparisonNodeFactory(), m_directory);
        m_parameters = new ModelComparisonParameters();
        m_parameters.m_samples = 30;
        m_parameters.m_sets = 3;
        m_parameters.m_pictures = 10;
    }

    private BufferedDataTable real(final Images images) {
        final ImageCells cells = new ImageCells(images);
        return TestTables.table(m_node.exec(),
            new DataTableSpec(TableOutput.strings("class"), ImageCells.newColumn("image")),
            IntStream.range(0, images.size()).mapToObj(i -> new DataCell[]{
                new StringCell(DIGITS.classNames().get(DIGITS.labels()[i])), cells.cell(i)})
                .toArray(DataCell[][]::new));
    }

    private PortObject[] inputs() throws Exception {
        return new PortObject[]{real(DIGITS.images()), VaePortObject.create(vae, m_node.exec()),
            GanPortObject.create(gan, m_node.exec())};
    }

    private static String html(final PortObject report) throws Exception {
        return Files.readString(((ReportPortObject)report).file(), StandardCharsets.UTF_8);
    }

    @Test
    void aVaeAndAGanGiveScoresAVerdictSamplesAndAPage() throws Exception {
        final NodeHandle.Executed executed = m_node.run(m_parameters, inputs());
        assertNull(executed.warning());
        final PortObject scores = executed.out()[0];
        assertEquals(ComparisonTables.scoresSpec(), m_node.configure(m_parameters, inputs()).outSpecs()[0]);
        assertEquals(List.of(vae.kind(), gan.kind(), "real images"), PortRun.texts(scores, "model"));
        assertArrayEquals(new double[]{48, 48, Double.NaN}, PortRun.numbers(scores, "updates"));
        assertArrayEquals(new double[]{2, 6, Double.NaN}, PortRun.numbers(scores, "latent size"));
        assertArrayEquals(new double[]{960, 48 * 64, Double.NaN}, PortRun.numbers(scores, "images shown"));
        for (final double error : PortRun.numbers(scores, "Fréchet distance ±")) {
            assertTrue(error >= 0 || Double.isNaN(error), "error " + error);
        }
        assertTrue(PortRun.numbers(scores, "Fréchet distance")[0] > 0);
        assertTrue(Double.isNaN(PortRun.numbers(scores, "Inception score")[0]), "there is no classifier");
        assertTrue(PortRun.numbers(scores, "Classes hit")[0] >= 1, "the classes of the nearest real images");
        assertTrue(Double.isNaN(PortRun.numbers(scores, "Class as asked for")[0]));
        assertFalse(Double.isNaN(PortRun.numbers(scores, "Class as asked for")[1]));
        final List<String> verdict = PortRun.texts(executed.out()[1], "sentence");
        assertTrue(verdict.get(0).startsWith("The trainings were as long as each other: 48 updates"), verdict.get(0));
        assertTrue(verdict.stream().anyMatch(s -> s.startsWith("Diversity against sharpness: ")));
        assertTrue(html(executed.out()[3]).contains("<h1>Model comparison</h1>"));
    }

    @Test
    void samplesAreThoseThatTheModelsDecode() throws Exception {
        m_parameters.m_modelNames = "first\nsecond";
        final PortObject samples = m_node.run(m_parameters, inputs()).out()[2];
        assertEquals(60, ((BufferedDataTable)samples).size());
        assertEquals("first", PortRun.texts(samples, "model").get(29));
        assertEquals("second", PortRun.texts(samples, "model").get(30));
        final float[] z = vae.draw(90, 1).z();
        final double[] z2 = PortRun.numbers(samples, "z2");
        for (int i = 0; i < 30; i++) {
            assertEquals(z[2 * i + 1], z2[i]);
            assertTrue(Double.isNaN(PortRun.numbers(samples, "z3")[i]));
        }
        assertNull(PortRun.texts(samples, "class").get(0));
        assertEquals(DIGITS.classNames().subList(0, 3), PortRun.texts(samples, "class").subList(30, 33));
        assertEquals(6, m_node.configure(m_parameters, inputs()).outSpecs()[2] instanceof DataTableSpec spec
            ? spec.stream().filter(c -> c.getName().startsWith("z")).count() : 0);
    }

    @Test
    void aClassifierGivesFeaturesAndClasses() throws Exception {
        final ImageClassifier classifier = ClassifierTrainer.train(DIGITS.images(), DIGITS.labels(),
            DIGITS.classNames(), new ClassifierConfig(1, 20, 3e-3, 1, 0), Progress.NONE);
        final PortObject[] in = {inputs()[0], inputs()[1], ClassifierPortObject.create(classifier, m_node.exec())};
        final PortObject scores = m_node.run(m_parameters, in).out()[0];
        assertEquals(classifier.featureSpace(), PortRun.texts(scores, "feature space").get(0));
        assertTrue(PortRun.numbers(scores, "Inception score")[0] >= 1);
    }

    @Test
    void withoutClassesThereIsNoComposition() throws Exception {
        m_parameters.m_useClasses = false;
        final PortObject[] out = m_node.run(m_parameters, inputs()).out();
        assertTrue(Double.isNaN(PortRun.numbers(out[0], "Class mismatch")[0]));
        assertFalse(html(out[3]).contains("id=\"composition\""));
    }

    @Test
    void thePageIsAlsoWrittenToAFile() throws Exception {
        final Path file = m_directory.resolve("page.html");
        m_parameters.m_outputFile = file.toString();
        final PortObject[] out = m_node.run(m_parameters, inputs()).out();
        assertEquals(html(out[3]), Files.readString(file));
    }

    @Test
    void refusesWhatDoesNotFitBeforeItRuns() throws Exception {
        assertEquals("Connect at least one model to 'Generative Models'.",
            m_node.refusal(m_parameters, real(DIGITS.images())));
        final Images small = ImageResize.resize(DIGITS.images(), ImageShape.gray(14, 14));
        final PortObject[] in = inputs();
        assertEquals("Model 2 makes images of 14×14, but model 1 of 28×28. Compare models of images of one size and "
            + "colour.", m_node.refusal(m_parameters, in[0], in[1], VaePortObject.create(vae(small), m_node.exec())));
        m_parameters.m_modelNames = "one, two, three";
        assertEquals("There are 3 model names (one; two; three), but 2 models. Give one name a line for each, or none.",
            m_node.refusal(m_parameters, in));
        m_parameters.m_modelNames = "";
        m_parameters.m_sets = 2;
        assertEquals("The number of sets is 3 to 50, not 2.", m_node.refusal(m_parameters, in));
        m_parameters.m_sets = 3;
        m_parameters.m_outputFile = m_directory.resolve("page.pdf").toString();
        assertTrue(m_node.refusal(m_parameters, in).contains(".html"));
    }

    @Test
    void tooFewRealImagesAreAnError() throws Exception {
        m_parameters.m_samples = 200;
        assertTrue(m_node.failure(m_parameters, inputs()).contains("Sets of 200 samples are held against as many real "
            + "images, but there are only 160."));
    }

    @Test
    void canBeCancelled() {
        m_node.cancelAt(0.3);
        assertThrows(CanceledExecutionException.class, () -> m_node.run(m_parameters, inputs()));
    }

    @Test
    void twoRunsGiveTheSamePage() throws Exception {
        final String hasTime = "<dt>Report written</dt>\n<dd>[^<]*</dd>";
        assertEquals(html(m_node.run(m_parameters, inputs()).out()[3]).replaceAll(hasTime, ""),
            html(m_node.run(m_parameters, inputs()).out()[3]).replaceAll(hasTime, ""));
    }
}
