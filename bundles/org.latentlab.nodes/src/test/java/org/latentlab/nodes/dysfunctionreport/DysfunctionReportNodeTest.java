package org.latentlab.nodes.dysfunctionreport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.nodes.picture.PortRun.numbers;
import static org.latentlab.nodes.picture.PortRun.texts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.GanPortObject;
import org.latentlab.nodes.port.ReportPortObject;
import org.latentlab.nodes.port.TestModels;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class DysfunctionReportNodeTest {

    @TempDir
    private static Path models;
    private static SmallStudy study;

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private DysfunctionReportParameters m_parameters;

    @BeforeAll
    static void prepareStudy() {
        study = new SmallStudy(models);
    }

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new DysfunctionReportNodeFactory(), m_directory);
        m_parameters = new DysfunctionReportParameters();
        m_parameters.m_imagesPerArea = 6;
        m_parameters.m_manifoldSide = 4;
    }

    /** The inputs of some models, group after group. */
    private PortObject[] inputs(final int... latentSizes) throws Exception {
        final List<PortObject[]> models = new ArrayList<>();
        for (final int size : latentSizes) {
            models.add(study.inputs(size));
        }
        final List<PortObject> in = new ArrayList<>();
        for (int group = 0; group < ModelInputs.GROUPS.size(); group++) {
            for (final PortObject[] model : models) {
                in.add(model[group]);
            }
        }
        return in.toArray(PortObject[]::new);
    }

    private String html(final PortObject... in) throws Exception {
        return ((ReportPortObject)m_node.run(m_parameters, in).out()[0]).html();
    }

    @Test
    void twoModelsStandSideBySideWithTablesPicturesAndSettings() throws Exception {
        m_parameters.m_title = "Digits & <dysfunction>";
        m_parameters.m_dataset = "200 synthetic digits.";
        final String html = html(inputs(2, 3));
        assertTrue(html.startsWith("<!DOCTYPE html>"));
        assertTrue(html.contains("Digits &amp; &lt;dysfunction&gt;") && html.contains("200 synthetic digits."));
        for (final String part : List.of("2-D", "3-D", "VAE 784-16-2", "VAE 784-16-3", "prior", "centre", "margin",
            "Fréchet distance", "Inception score", "LatentLab CNN", "Data fingerprint", "Training time", "Backend",
            "Purity", "Java", "biased upwards: prior")) {
            assertTrue(html.contains(part), part);
        }
        // per model: codes, mixture, areas, images, composition, training; for the plane also regions and manifold
        assertEquals(2 * 6 + 2, Pattern.compile("<img ").matcher(html).results().count());
        assertFalse(Pattern.compile("(src|href)=\"(?!data:|#)").matcher(html).find());
        assertFalse(html.contains("<script"));
    }

    @Test
    void aModelWithOneLatentDimensionIsReportedWithoutThePicturesOfAPlane() throws Exception {
        final String html = html(inputs(1));
        // codes, areas, images, composition, training
        assertEquals(5, Pattern.compile("<img ").matcher(html).results().count());
        assertTrue(html.contains("VAE 784-16-1") && html.contains("1-D: sampled areas"));
    }

    @Test
    void modelsWithoutAnElboAreReportedByTheirReconstruction() throws Exception {
        final PortObject[] in = inputs(2);
        in[0] = VaePortObject.create(TestModels.vae(PosteriorKind.DETERMINISTIC, new Divergence.None(),
            new Likelihood.Bernoulli(new Likelihood.Binarisation.Threshold(0.5))), m_node.exec());
        final String autoencoder = html(in);
        assertTrue(autoencoder.contains("Bernoulli, pixels cut at 0.5"));
        assertTrue(autoencoder.contains("Autoencoder 784-24-2"));
        assertTrue(Pattern.compile("Reconstruction</dt>\\s*<dd>[0-9.]+ nats per image<").matcher(autoencoder).find());
        assertFalse(autoencoder.contains("−ELBO"));
        in[0] = VaePortObject.create(TestModels.vae(PosteriorKind.GAUSSIAN, Divergence.Kl.of(1),
            new Likelihood.SquaredError()), m_node.exec());
        assertTrue(html(in).contains(" squared error per image"));
    }

    @Test
    void aGanIsReportedBesideAVaeWithoutAnElbo() throws Exception {
        final PortObject[] vae = study.inputs(2);
        final PortObject[] gan = study.gan();
        final List<PortObject> in = new ArrayList<>();
        for (int group = 0; group < vae.length; group++) {
            in.add(vae[group]);
            in.add(gan[group]);
        }
        final NodeHandle.Executed executed = m_node.run(m_parameters, in.toArray(PortObject[]::new));
        final String html = ((ReportPortObject)executed.out()[0]).html();
        for (final String part : List.of("VAE 2-D", "GAN 2-D", "GAN 2-16-784", "Generator updates", "D(real), D(fake)",
            "Failures found", "Critic steps", "−ELBO", "middle 98 % of the codes", "middle 98 % of the prior",
            "A GAN has no encoder: ")) {
            assertTrue(html.contains(part), part);
        }
        // of each: codes, mixture, regions, areas, images, manifold, composition, training
        assertEquals(2 * 8, Pattern.compile("<img ").matcher(html).results().count());
        final Gan model = ((GanPortObject)gan[0]).gan();
        assertTrue(Pattern.compile("Generator updates</dt>\\s*<dd>" + model.history().last().updates() + "<")
            .matcher(html).find());
        assertTrue(texts(executed.out()[1], "model").contains("GAN 2-D"));
    }

    @Test
    void modelsOfVectorsAreRefused() throws Exception {
        final PortObject[] in = inputs(2);
        final float[] values = new float[90];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)Math.sin(i * i);
        }
        in[0] = VaePortObject.create(TestModels.vectors(ModelInput.AS_IT_IS, Images.ofFloats(ImageShape.gray(1, 3),
            values)), m_node.exec());
        assertEquals("Input 'Model (model 1)' is a model of vectors, which makes no images; the report is about "
            + "images. Connect a model of images.", m_node.refusal(m_parameters, in));
    }

    @Test
    void findingsComeFromTheScores() throws Exception {
        final PortObject[] in = inputs(2);
        final NodeHandle.Executed executed = m_node.run(m_parameters, in);
        final PortObject findings = executed.out()[1];
        assertTrue(texts(findings, "model").contains("2-D"));
        final List<String> groups = texts(in[4], "group");
        final double prior = numbers(in[4], "FID")[groups.indexOf("prior")];
        final double centre = numbers(in[4], "FID")[groups.indexOf("centre")];
        final int row = texts(findings, "area").indexOf("centre");
        assertEquals(centre, numbers(findings, "value")[row], 1e-12);
        assertEquals(prior, numbers(findings, "compared with")[row], 1e-12);
        assertEquals(centre / prior, numbers(findings, "ratio")[row], 1e-12);
        assertTrue(executed.out()[0].getSummary().startsWith("Latent dysfunction: 2-D, "),
            executed.out()[0].getSummary());
    }

    @Test
    void modelsAreNamedAsAskedOrToldApart() throws Exception {
        assertTrue(html(inputs(2, 2)).contains("2-D no. 2"));
        m_parameters.m_modelNames = "flat, deep";
        final String html = html(inputs(2, 3));
        assertTrue(html.contains("flat") && html.contains("deep") && !html.contains("3-D"));
        assertEquals("There are 2 model names (flat, deep), but 1 model. Give one name for each, or none.",
            m_node.refusal(m_parameters, inputs(2)));
        m_parameters.m_modelNames = "same, same";
        assertEquals("Two models have the same name (same, same). Give each its own.",
            m_node.refusal(m_parameters, inputs(2, 3)));
    }

    @Test
    void theFileIsTheReportOfThePort() throws Exception {
        final Path file = m_directory.resolve("report.html");
        m_parameters.m_outputFile = file.toString();
        assertEquals(html(inputs(2)), Files.readString(file));
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedAtOnce() throws Exception {
        m_parameters.m_outputFile = m_directory.resolve("nowhere/report.html").toString();
        assertTrue(m_node.refusal(m_parameters, inputs(2)).startsWith("The folder of the file"));
        m_parameters.m_outputFile = m_directory.resolve("report.pdf").toString();
        assertEquals("The file '" + m_parameters.m_outputFile + "' must end in .html or .htm.",
            m_node.refusal(m_parameters, inputs(2)));
    }

    @Test
    void groupsOfDifferentNumberAreRefused() throws Exception {
        final PortObject[] in = inputs(2, 3);
        final PortObject[] fewer = java.util.Arrays.copyOf(in, in.length - 1);
        assertEquals("Each model needs one port of each group (Model, Mixture, Latent Codes, Generated, Scores, "
            + "Composition), but there are 2 models, 2 mixtures and 7 tables (4 tables a model). Add or remove "
            + "ports "
            + "until all groups have the same number.", m_node.refusal(m_parameters, fewer));
    }

    @Test
    void inputsOfDifferentModelsAreRefused() throws Exception {
        final PortObject[] in = inputs(2, 3);
        final PortObject[] mixtures = in.clone();
        mixtures[2] = in[3];
        mixtures[3] = in[2];
        assertEquals("Input 'Mixture (model 1)' has 3 dimensions, but the latent space of the model has 2. Connect "
            + "the inputs of each model in the same order.", m_node.refusal(m_parameters, mixtures));
        final PortObject[] codes = in.clone();
        codes[4] = in[5];
        assertEquals("The table has 3 latent columns (z1 … z3), but model 1 has 2 latent dimensions. Connect "
            + "codes of the "
            + "same latent space or choose other columns.", m_node.refusal(m_parameters, codes));
        final PortObject[] scores = in.clone();
        scores[8] = in[10];
        assertTrue(m_node.refusal(m_parameters, scores).startsWith("Input 'Scores (model 1)' has no column 'feature "
            + "space' of "
            + "strings, as FID/IS/DCA Scorer gives it. Columns found: 'group', 'class'"));
    }

    @Test
    void emptyTablesAreNamed() throws Exception {
        final PortObject[] in = inputs(2);
        final PortObject[] noCodes = in.clone();
        noCodes[2] = empty(in[2]);
        assertEquals("Input 'Latent Codes (model 1)' has no usable latent point. Connect the codes that Encode "
            + "makes with this model, or check the filter before.", m_node.failure(m_parameters, noCodes));
        final PortObject[] noScores = in.clone();
        noScores[4] = empty(in[4]);
        assertEquals("Input 'Scores (model 1)' is empty: there is nothing to report. Connect the scores of "
            + "FID/IS/DCA Scorer, or check the filter before.",
            m_node.failure(m_parameters, noScores));
    }

    @Test
    void imagesOfAnotherShapeThanTheModelsAreRefused() throws Exception {
        final PortObject[] in = inputs(2);
        in[3] = Digits.ofShape(m_node.exec(), ImageShape.gray(10, 12), 2);
        assertEquals("Column 'image' holds a 10×12 image in row 'Row0', but the model makes images of 28×28. Choose "
            + "another "
            + "column or resize the images first.", m_node.failure(m_parameters, in));
    }

    private PortObject empty(final PortObject table) {
        return TestTables.table(m_node.exec(), ((BufferedDataTable)table).getDataTableSpec());
    }

    @Test
    void generatedImagesMayComeWithoutAreasClassesAndCodes() throws Exception {
        final PortObject[] in = inputs(3);
        in[3] = Digits.table(m_node.exec(), 12);
        final String html = html(in);
        assertEquals(5, Pattern.compile("<img ").matcher(html).results().count()); // no sampled areas
    }

    @Test
    void theSameInputsAndSeedGiveTheSamePictures() throws Exception {
        final PortObject[] in = inputs(2);
        final String[] once = pictures(html(in));
        assertArrayEquals(once, pictures(html(in)));
        m_parameters.m_seed = 2;
        assertFalse(java.util.Arrays.equals(once, pictures(html(in))));
    }

    private static String[] pictures(final String html) {
        return Pattern.compile("src=\"data:[^\"]+\"").matcher(html).results().map(m -> m.group())
            .toArray(String[]::new);
    }

    @Test
    void cancellingLeavesNoFile() throws Exception {
        final PortObject[] in = inputs(2);
        final Path file = m_directory.resolve("report.html");
        m_parameters.m_outputFile = file.toString();
        m_node.cancelAt(0.3);
        assertThrows(CanceledExecutionException.class, () -> m_node.run(m_parameters, in));
        assertFalse(Files.exists(file));
    }
}
