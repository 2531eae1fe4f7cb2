package org.latentlab.nodes.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortUtil;
import org.latentlab.engine.classify.ClassifierArchive;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.FittedSamplerArchive;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.vae.Architecture;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.VaeArchive;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.nodes.table.TestTables;

final class PortObjectsTest {

    @TempDir
    private Path m_directory;
    private ExecutionContext m_exec;

    @BeforeEach
    void createContext() {
        m_exec = TestTables.exec(m_directory);
    }

    private static <S extends PortObjectSpec> S reload(final S spec, final PortObjectSpecSerializer<S> serializer)
        throws Exception {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectSpecZipOutputStream(bytes)) {
            serializer.savePortObjectSpec(spec, out);
        }
        try (var in = PortUtil.getPortObjectSpecZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return serializer.loadPortObjectSpec(in);
        }
    }

    private <T extends PortObject> T reload(final T object, final PortObjectSerializer<T> serializer)
        throws Exception {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectZipOutputStream(bytes)) {
            serializer.savePortObject(object, out, m_exec);
        }
        try (var in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return serializer.loadPortObject(in, object.getSpec(), m_exec);
        }
    }

    @Test
    void specsSurviveSavingBeforeAndAfterTraining() throws Exception {
        final VaePortObjectSpec before = reload(new VaePortObjectSpec(3, "500-3-500, softplus, Bernoulli", null),
            new VaePortObjectSpec.Serializer());
        assertEquals(3, before.latentSize());
        assertEquals("500-3-500, softplus, Bernoulli", before.network());
        assertTrue(before.shape().isEmpty());
        assertEquals(ImageShape.rgb(20, 30), reload(new VaePortObjectSpec(2, "", ImageShape.rgb(20, 30)),
            new VaePortObjectSpec.Serializer()).shape().orElseThrow());
        final ClassifierPortObjectSpec classifier = reload(
            new ClassifierPortObjectSpec(List.of("cat", "dög"), ImageShape.gray(8, 9)),
            new ClassifierPortObjectSpec.Serializer());
        assertEquals(List.of("cat", "dög"), classifier.classNames());
        assertEquals(ImageShape.gray(8, 9), classifier.shape().orElseThrow());
        final MixturePortObjectSpec mixture =
            reload(new MixturePortObjectSpec(List.of("z1", "z2"), 0), new MixturePortObjectSpec.Serializer());
        assertEquals(List.of("z1", "z2"), mixture.columns());
        assertEquals(0, mixture.components());
        assertEquals("Latent dysfunction", reload(new ReportPortObjectSpec("Latent dysfunction"),
            new ReportPortObjectSpec.Serializer()).title());
    }

    @Test
    void aSpecSaysWhatEncodeAndDecodeNeedToKnow() throws Exception {
        final VaeConfig autoencoder = new VaeConfig(2, new Architecture.Mlp(List.of(4), List.of(4), Activation.TANH,
            false), PosteriorKind.DETERMINISTIC, new Divergence.None(), new Likelihood.SquaredError(), null);
        final VaePortObjectSpec spec = reload(new VaePortObjectSpec(autoencoder, ImageShape.gray(1, 2), true,
            ModelInput.of(true, List.of("age", "Größe"))), new VaePortObjectSpec.Serializer());
        assertFalse(spec.hasPosterior());
        assertFalse(spec.hasElbo());
        assertTrue(spec.vectors());
        assertTrue(spec.gray());
        assertEquals(List.of("age", "Größe"), spec.columns());
    }

    @Test
    void aSpecOfTheFirstReleaseIsThatOfAVaeOfImages() throws Exception {
        final ModelContent model = new ModelContent("spec");
        model.addInt("latentSize", 3);
        model.addString("network", "500-3-500, softplus, Bernoulli");
        model.addInt("channels", 1);
        model.addInt("height", 28);
        model.addInt("width", 28);
        final VaePortObjectSpec spec = new VaePortObjectSpec();
        spec.load(model);
        assertEquals(ImageShape.gray(28, 28), spec.shape().orElseThrow());
        assertTrue(spec.hasPosterior() && spec.hasElbo() && !spec.vectors() && !spec.gray());
        assertEquals(List.of(), spec.columns());
    }

    @Test
    void aPortOfGenerativeModelsTakesAVae() throws Exception {
        final PortType type = GenerativeModelPortObject.TYPE;
        assertTrue(type.isSuperTypeOf(VaePortObject.TYPE) && !VaePortObject.TYPE.isSuperTypeOf(type));
        assertFalse(type.isSuperTypeOf(ClassifierPortObject.TYPE));
        assertEquals(GenerativeModelPortObjectSpec.class, type.getPortObjectSpecClass());
        final GenerativeModelPortObject object = TestModels.vae(m_exec);
        assertTrue(type.acceptsPortObject(object) && type.acceptsPortObjectSpec(object.getSpec()));
        assertEquals(TestModels.vae(), object.model());
        final GenerativeModelPortObjectSpec spec = object.getSpec();
        assertEquals("VAE", spec.kind());
        assertEquals(new LatentPrior.Normal(2), spec.prior());
        assertTrue(spec.hasEncoder() && spec.classNames().isEmpty());
    }

    @Test
    void aPortOfGenerativeModelsSavesNothingItself() throws Exception {
        final GenerativeModelPortObject object = TestModels.vae(m_exec);
        assertEquals("A VaePortObject is saved by the serializer of its own class.", assertThrows(IOException.class,
            () -> new GenerativeModelPortObject.Serializer().savePortObject(object, null, m_exec)).getMessage());
        assertThrows(IOException.class,
            () -> new GenerativeModelPortObject.Serializer().loadPortObject(null, object.getSpec(), m_exec));
    }

    @Test
    void aPriorSurvivesSaving() throws Exception {
        for (final LatentPrior prior : List.of(new LatentPrior.Normal(3), new LatentPrior.Uniform(5),
            new LatentPrior.Clusters(4, 0.2, 10))) {
            final ModelContent model = new ModelContent("spec");
            Priors.save(prior, model);
            assertEquals(prior, Priors.load(model));
        }
        final ModelContent model = new ModelContent("spec");
        model.addString("prior", "hyperbolic");
        model.addInt("priorDimensions", 2);
        assertTrue(assertThrows(InvalidSettingsException.class, () -> Priors.load(model)).getMessage()
            .contains("'hyperbolic'"));
    }

    @ParameterizedTest
    @EnumSource(CovarianceType.class)
    void aMixtureSurvivesSavingBitByBit(final CovarianceType type) throws Exception {
        final boolean full = type == CovarianceType.FULL || type == CovarianceType.TIED;
        final boolean same = type == CovarianceType.TIED;
        final double y = type == CovarianceType.SPHERICAL ? 0.1 : 0.7;
        final Matrix first = Matrix.of(new double[]{0.1, full ? 0.05 : 0}, new double[]{full ? 0.05 : 0, y});
        final Matrix second = same ? first : Matrix.of(new double[]{2, 0}, new double[]{0, 2});
        final GaussianMixture mixture = GaussianMixture.of(type, new double[]{1.0 / 3, 2.0 / 3},
            Matrix.of(new double[]{-1, Math.PI}, new double[]{4, 1e-9}), List.of(first, second));
        final MixturePortObject object = new MixturePortObject(mixture, List.of("z1", "z2"), "2 Gaussians");
        final MixturePortObject again = reload(object, new MixturePortObject.Serializer());
        assertEquals("2 Gaussians", again.getSummary());
        assertEquals(2, again.getSpec().components());
        assertEquals(type, again.mixture().covarianceType());
        assertArrayEquals(mixture.weights(), again.mixture().weights());
        assertArrayEquals(mixture.means().data(), again.mixture().means().data());
        final double[] x = {0.3, 0.4};
        assertEquals(mixture.logDensity(x), again.mixture().logDensity(x));
    }

    @Test
    void aMixtureNeedsAColumnForEachDimension() {
        final GaussianMixture mixture = GaussianMixture.of(CovarianceType.FULL, new double[]{1},
            Matrix.zeros(1, 2), List.of(Matrix.of(new double[]{1, 0}, new double[]{0, 1})));
        assertThrows(IllegalArgumentException.class, () -> new MixturePortObject(mixture, List.of("z1"), ""));
    }

    @Test
    void theFileOfAVaeHoldsTheModel() throws Exception {
        final VaePortObject object = TestModels.vae(m_exec);
        final float[] z = {0.5f, -0.5f};
        assertEquals(TestModels.vae().decode(z, Progress.NONE),
            VaeArchive.read(object.file()).decode(z, Progress.NONE));
        assertEquals(TestModels.vae().summary(), object.getSummary());
        assertNull(object.getViews());
        final VaePortObject again = reload(object, new VaePortObject.Serializer());
        assertEquals(object.getSummary(), again.getSummary());
        assertEquals(object.getSpec(), again.getSpec());
    }

    @Test
    void theFileOfAClassifierHoldsTheModel() throws Exception {
        final ClassifierPortObject object = TestModels.classifier(m_exec);
        final Images digits = SyntheticDigits.generate(SyntheticDigitsConfig.of(5, 3), Progress.NONE).images();
        assertArrayEquals(TestModels.classifier().probabilities(digits, Progress.NONE),
            ClassifierArchive.read(object.file()).probabilities(digits, Progress.NONE));
        assertEquals(10, object.getSpec().classNames().size());
        assertEquals(object.getSummary(), reload(object, new ClassifierPortObject.Serializer()).getSummary());
    }

    @Test
    void theFileOfASamplerHoldsTheWholeCurve() throws Exception {
        final ConditionalSamplerPortObject object = TestSamplers.sampler(m_exec);
        assertEquals("Class-conditional sampler, Simple: 3 classes in 2 dimensions; θ = 0.5, n = 4; accuracy 0.900 at "
            + "a cosine of 0.800; 3 on the curve; exhaustive, 3 of at most 3 samplers scored, seed 1",
            object.getSummary());
        final FittedSampler read = FittedSamplerArchive.read(object.file());
        final int[] classes = {2, 0, 1, 1};
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(TestSamplers.sampler().curve().get(i).sampler().draw(classes, 7, Progress.NONE).data(),
                read.curve().get(i).sampler().draw(classes, 7, Progress.NONE).data());
            assertEquals(TestSamplers.ACCURACIES[i], read.fresh().get(i).accuracy());
        }
        assertEquals(1, read.chosen());
        final ConditionalSamplerPortObject again = reload(object, new ConditionalSamplerPortObject.Serializer());
        assertEquals(object.getSummary(), again.getSummary());
        final ConditionalSamplerPortObjectSpec spec =
            reload(object.getSpec(), new ConditionalSamplerPortObjectSpec.Serializer());
        assertEquals(object.getSpec(), spec);
        assertEquals(List.of("a", "b", "c"), spec.classNames());
        assertEquals(List.of("z1", "z2"), spec.columns());
        assertEquals("Simple", spec.strength());
        assertThrows(IllegalArgumentException.class,
            () -> ConditionalSamplerPortObject.create(TestSamplers.sampler(), List.of("z1"), m_exec));
    }

    @Test
    void aReportIsAFileNamedForABrowser() throws Exception {
        final ReportPortObject object = ReportPortObject.create("Study", "2 models", "<html>ü</html>", m_exec);
        assertEquals("<html>ü</html>", object.html());
        assertTrue(object.file().getFileName().toString().endsWith(".html"), object.file().toString());
        assertEquals("Study", object.getSpec().title());
        assertEquals("2 models", reload(object, new ReportPortObject.Serializer()).getSummary());
    }

    @Test
    void anAnimationIsAGifFile() throws Exception {
        final byte[] gif = {'G', 'I', 'F', '8', '9', 'a', 0, -1};
        final AnimationPortObject object = AnimationPortObject.create("manifold", "3 frames", gif, m_exec);
        assertArrayEquals(gif, object.gif());
        assertTrue(object.file().getFileName().toString().endsWith(".gif"), object.file().toString());
        assertEquals("3 frames", reload(object, new AnimationPortObject.Serializer()).getSummary());
        assertEquals("manifold", reload(object.getSpec(), new AnimationPortObjectSpec.Serializer()).picture());
    }

    @Test
    void aFileThatIsGoneIsNamedWithWhatToDo() throws Exception {
        final ReportPortObject object = ReportPortObject.create("Study", "2 models", "<html/>", m_exec);
        final Path file = object.file();
        Files.delete(file);
        final IOException e = assertThrows(IOException.class, object::html);
        assertTrue(e.getMessage().contains(file.toString()) && e.getMessage().contains("execute the node"),
            e.getMessage());
    }

    @Test
    void aForeignModelFileIsRefused() throws Exception {
        final VaePortObject object = VaePortObject.create(TestModels.vae(), m_exec);
        Files.copy(TestModels.classifier(TestTables.exec(m_directory.resolve("other"))).file(), object.file(),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        final Exception e = assertThrows(Exception.class, () -> VaeArchive.read(object.file()));
        assertTrue(e.getMessage().contains("classifier") && e.getMessage().contains("vae"), e.getMessage());
    }

    @Test
    void aForeignEntryInASavedObjectIsNamed() throws Exception {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("other.bin"));
            out.closeEntry();
        }
        try (var in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals("The saved port object begins with 'other.bin' instead of 'summary.txt'.", assertThrows(
                IOException.class,
                () -> new VaePortObject.Serializer().loadPortObject(in, new VaePortObjectSpec(), m_exec)).getMessage());
        }
    }
}
