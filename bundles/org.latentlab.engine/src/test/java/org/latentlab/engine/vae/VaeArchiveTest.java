package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.ModelArchive;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentDiagnostics;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;

class VaeArchiveTest {

    private static final Images IMAGES = TestImages.bars(40, 3);

    @TempDir
    private Path m_directory;

    private static Vae train(final long seed) {
        return VaeTrainer.train(IMAGES, new VaeConfig(3, List.of(12), List.of(9, 8), Activation.TANH,
            new Likelihood.Gaussian(0.25)), new TrainingConfig(3, 64, 1e-3, seed, 0.25, 2, 5, true), Progress.NONE);
    }

    @Test
    void aModelComesBackAsItWas() throws IOException {
        final Vae vae = train(Long.MIN_VALUE);
        final Path file = m_directory.resolve("model.vae");
        VaeArchive.write(vae, file);
        final Vae back = VaeArchive.read(file);
        assertEquals(vae.shape(), back.shape());
        assertEquals(vae.config(), back.config());
        assertEquals(vae.trainingConfig(), back.trainingConfig());
        assertEquals(vae.provenance().trained(), back.provenance().trained());
        assertEquals(vae.provenance().dataFingerprint(), back.provenance().dataFingerprint());
        assertEquals(vae.provenance().backend().summary(), back.provenance().backend().summary());
        assertEquals(vae.notices(), back.notices());
        assertEquals(1, back.notices().size());
        assertEquals(vae.summary(), back.summary());
        assertEquals(vae.history().stopReason(), back.history().stopReason());
        assertEquals(vae.history().bestEpoch(), back.history().bestEpoch());
        for (int i = 0; i < vae.history().epochs().size(); i++) {
            final EpochRecord a = vae.history().epochs().get(i);
            final EpochRecord b = back.history().epochs().get(i);
            assertArrayEquals(a.klPerDimension(), b.klPerDimension());
            assertEquals(List.of(a.loss(), a.kl(), a.validationLoss(), a.seconds()),
                List.of(b.loss(), b.kl(), b.validationLoss(), b.seconds()));
        }
        assertArrayEquals(vae.encode(IMAGES, Progress.NONE).mean(), back.encode(IMAGES, Progress.NONE).mean());
    }

    @Test
    void whatBecameOfTheInputComesBackToTheBit() throws IOException {
        final Path file = m_directory.resolve("scaled.model");
        final double[] offset = {Math.PI, -1e-9};
        final double[] scale = {1.0 / 3, 1e9};
        VaeArchive.write(train(1).withInput(new ModelInput(true, List.of("age", "Größe"), offset, scale)), file);
        final ModelInput input = VaeArchive.read(file).input();
        assertTrue(input.gray());
        assertEquals(List.of("age", "Größe"), input.columns());
        assertArrayEquals(offset, input.offset());
        assertArrayEquals(scale, input.scale());
    }

    private static List<VaeConfig> family() {
        final Architecture mlp = new Architecture.Mlp(List.of(9), List.of(8, 7), Activation.RELU, true);
        final Architecture convolutional = new Architecture.Convolutional(List.of(3, 2), Activation.LEAKY_RELU, true);
        return List.of(
            new VaeConfig(2, mlp, PosteriorKind.GAUSSIAN, new Divergence.Kl(new BetaSchedule(
                BetaSchedule.Kind.SIGMOID, 0.1, 4, 0.5, 1.5, 2), 0.25, -1), new Likelihood.Bernoulli(
                    new Likelihood.Binarisation.Threshold(0.4)), new NeighbourRegularisation(0.5, 2, 1.5)),
            new VaeConfig(40, convolutional, PosteriorKind.DETERMINISTIC, new Divergence.Mmd(3,
                Divergence.MmdKernel.INVERSE_MULTIQUADRATIC, 2), new Likelihood.SquaredError(), null),
            new VaeConfig(3, new Architecture.DeepConvolutional(2, false), PosteriorKind.GAUSSIAN,
                new Divergence.Kl(BetaSchedule.constant(2), 0, 5), new Likelihood.LearnedGaussian(), null),
            new VaeConfig(3, mlp, PosteriorKind.GAUSSIAN, new Divergence.Mmd(3, Divergence.MmdKernel.GAUSSIAN, 0),
                new Likelihood.Bernoulli(new Likelihood.Binarisation.Drawn()), null),
            new VaeConfig(3, mlp, PosteriorKind.DETERMINISTIC, new Divergence.None(),
                new Likelihood.DiscretisedLogistic(), null));
    }

    @Test
    void everyMemberOfTheFamilyComesBackAsItWas() throws IOException {
        final Images images = TestImages.bars(30, 16, 2);
        for (final VaeConfig config : family()) {
            final Vae vae = VaeTrainer.train(VaeTraining.of(images, config, TrainingConfig.standard(2, 3))
                .withClasses(TestImages.places(images)), Progress.NONE);
            final Path file = m_directory.resolve("model.vae");
            VaeArchive.write(vae, file);
            final Vae back = VaeArchive.read(file);
            assertEquals(config, back.config());
            assertEquals(vae.summary(), back.summary());
            assertEquals(vae.layers(), back.layers());
            assertSame(vae.diagnostics(), back.diagnostics());
            for (int i = 0; i < 2; i++) {
                final EpochRecord a = vae.history().epochs().get(i);
                final EpochRecord b = back.history().epochs().get(i);
                assertArrayEquals(a.klPerDimension(), b.klPerDimension());
                assertEquals(List.of(a.loss(), a.reconstruction(), a.kl(), a.beta(), a.mmd(), a.neighbourPenalty()),
                    List.of(b.loss(), b.reconstruction(), b.kl(), b.beta(), b.mmd(), b.neighbourPenalty()));
                assertSame(a.latent(), b.latent());
            }
            assertArrayEquals(vae.encode(images, Progress.NONE).mean(), back.encode(images, Progress.NONE).mean());
            assertArrayEquals(vae.reconstruct(images, Progress.NONE).toFloats(),
                back.reconstruct(images, Progress.NONE).toFloats());
        }
    }

    private static void assertSame(final LatentDiagnostics e, final LatentDiagnostics a) {
        assertEquals(List.of(e.images(), e.activeUnits(), e.mutualInformation(), e.aggregateKl()),
            List.of(a.images(), a.activeUnits(), a.mutualInformation(), a.aggregateKl()));
        assertArrayEquals(e.klPerDimension(), a.klPerDimension());
        assertArrayEquals(e.meanVariance(), a.meanVariance());
        assertArrayEquals(e.aggregateMean(), a.aggregateMean());
        assertEquals(e.aggregateCovariance() == null, a.aggregateCovariance() == null);
        if (e.aggregateCovariance() != null) {
            assertArrayEquals(e.aggregateCovariance().data(), a.aggregateCovariance().data());
        }
    }

    /** The form in which models were written when there was the MLP with the ELBO alone. */
    @Test
    void aModelWrittenBeforeTheFamilyWasThereIsRead() throws IOException {
        final Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("shape", Map.of("channels", 1, "height", 1, "width", 2));
        manifest.put("configuration", Map.of("latentSize", 1, "encoderWidths", List.of(), "decoderWidths", List.of(3),
            "activation", "SOFTPLUS", "likelihood", Map.of("kind", "GAUSSIAN", "standardDeviation", 0.5)));
        manifest.put("training", Map.of("epochs", 2, "batchSize", 128, "learningRate", 0.001, "seed", 9,
            "validationShare", 0.1, "patience", 0, "maxMinutes", 0.0, "keepBestEpoch", false));
        manifest.put("data", Map.of("images", 50, "fingerprint", "00ff"));
        manifest.put("libraries", Map.of("nd4j", "1.0"));
        manifest.put("backend", Map.of("name", "CPU", "device", "AVX2", "threads", 2));
        manifest.put("notices", List.of());
        manifest.put("history", Map.of("bestEpoch", 2, "stopReason", "All 2 epochs are done.", "epochs", List.of(
            Map.of("epoch", 1, "loss", 9.5, "reconstruction", 9.0, "kl", 0.5, "klPerDimension", List.of(0.5),
                "validationLoss", 9.25),
            Map.of("epoch", 2, "loss", 8.5, "reconstruction", 7.5, "kl", 1.0, "klPerDimension", List.of(1.0),
                "validationLoss", "NaN"))));
        manifest.put("timings", Map.of("trained", "2025-01-31T12:00:00Z", "secondsPerEpoch", List.of(1.0, 2.0)));
        final Path file = m_directory.resolve("old");
        ModelArchive.write(file, VaeArchive.KIND, manifest, List.of(
            new Tensor("encoder.0.weights", new int[]{2, 2}, new float[]{1, 0, 1, 0}),
            new Tensor("encoder.0.bias", new int[]{2}, new float[]{0.5f, -1}),
            new Tensor("decoder.0.weights", new int[]{1, 3}, new float[3]),
            new Tensor("decoder.0.bias", new int[]{3}, new float[3]),
            new Tensor("decoder.1.weights", new int[]{3, 2}, new float[6]),
            new Tensor("decoder.1.bias", new int[]{2}, new float[]{-3, 4})));
        final Vae vae = VaeArchive.read(file);
        assertEquals(new VaeConfig(1, List.of(), List.of(3), Activation.SOFTPLUS, new Likelihood.Gaussian(0.5)),
            vae.config());
        assertEquals("VAE 2-1, 50 images, 2 epochs, −ELBO 8.5, CPU AVX2", vae.summary());
        assertEquals(null, vae.diagnostics());
        assertEquals(1, vae.history().best().beta());
        assertArrayEquals(new double[]{0.5}, vae.history().epochs().get(0).klPerDimension());
        assertArrayEquals(new float[]{3.5f}, vae.encode(Images.ofFloats(vae.shape(), new float[]{1, 2}),
            Progress.NONE).mean());
        // and is written in the present form
        VaeArchive.write(vae, file);
        final Vae again = VaeArchive.read(file);
        assertEquals(vae.config(), again.config());
        assertArrayEquals(new double[]{1}, again.history().last().klPerDimension());
        assertEquals(null, again.history().last().latent());
    }

    @Test
    void theSameSeedTwiceGivesTheSameFileButForTheTimings() throws IOException {
        final List<Map<String, Object>> manifests = new ArrayList<>();
        final List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            final Path file = m_directory.resolve("model" + i);
            VaeArchive.write(train(5), file);
            final ModelArchive archive = ModelArchive.read(file, VaeArchive.KIND);
            final Map<String, Object> manifest = new LinkedHashMap<>(archive.manifest());
            assertTrue(manifest.remove("timings") != null);
            manifests.add(manifest);
            // without the timings the whole file is the same
            final Path bare = m_directory.resolve("bare" + i);
            ModelArchive.write(bare, VaeArchive.KIND, manifest, List.copyOf(archive.tensors().values()));
            files.add(Files.readAllBytes(bare));
        }
        assertEquals(manifests.get(0), manifests.get(1));
        assertTrue(Arrays.equals(files.get(0), files.get(1)));
    }

    @Test
    void weightsThatDoNotFitTheConfigurationAreRefused() throws IOException {
        final Path file = m_directory.resolve("model");
        VaeArchive.write(train(5), file);
        final ModelArchive archive = ModelArchive.read(file, VaeArchive.KIND);
        final List<Tensor> tensors = new ArrayList<>(archive.tensors().values());
        final Tensor first = tensors.get(0);
        tensors.set(0, new Tensor(first.name(), new int[]{first.values().length}, first.values()));
        ModelArchive.write(file, VaeArchive.KIND, archive.manifest(), tensors);
        final EngineException size = assertThrows(EngineException.class, () -> VaeArchive.read(file));
        assertTrue(size.getMessage().contains("weights of size [1200] for 'encoder.0.weights'"), size.getMessage());
        ModelArchive.write(file, VaeArchive.KIND, archive.manifest(), tensors.subList(1, tensors.size()));
        final EngineException count = assertThrows(EngineException.class, () -> VaeArchive.read(file));
        assertTrue(count.getMessage().contains("holds 9 weight tensors, but its configuration needs 10"),
            count.getMessage());
    }

    @Test
    void whatAConfigurationCannotSayIsRefusedNamingTheFileAndTheKey() throws IOException {
        final Path file = m_directory.resolve("model");
        VaeArchive.write(train(5), file);
        final ModelArchive archive = ModelArchive.read(file, VaeArchive.KIND);
        for (final String section : List.of("architecture", "divergence", "likelihood")) {
            final Map<String, Object> configuration = new LinkedHashMap<>();
            ((Map<?, ?>)archive.manifest().get("configuration")).forEach((k, v) -> configuration.put((String)k, v));
            final Map<String, Object> changed = new LinkedHashMap<>();
            ((Map<?, ?>)configuration.get(section)).forEach((k, v) -> changed.put((String)k, v));
            changed.put("kind", "PERCEPTRON");
            configuration.put(section, changed);
            final Map<String, Object> manifest = new LinkedHashMap<>(archive.manifest());
            manifest.put("configuration", configuration);
            ModelArchive.write(file, VaeArchive.KIND, manifest, List.copyOf(archive.tensors().values()));
            final IOException e = assertThrows(IOException.class, () -> VaeArchive.read(file));
            assertTrue(e.getMessage().contains(file.getFileName().toString())
                && e.getMessage().contains("'configuration." + section + ".kind', but has PERCEPTRON"), e.getMessage());
        }
    }

    @Test
    void aConfigurationOutOfRangeOrMissingIsRefusedNamingTheFile() throws IOException {
        final Path file = m_directory.resolve("model");
        VaeArchive.write(train(5), file);
        final ModelArchive archive = ModelArchive.read(file, VaeArchive.KIND);
        for (final Object latentSize : new Object[]{0, 1_000_000, "two", null}) {
            final Map<String, Object> configuration = new LinkedHashMap<>();
            ((Map<?, ?>)archive.manifest().get("configuration")).forEach((k, v) -> configuration.put((String)k, v));
            configuration.put("latentSize", latentSize);
            final Map<String, Object> manifest = new LinkedHashMap<>(archive.manifest());
            manifest.put("configuration", configuration);
            ModelArchive.write(file, VaeArchive.KIND, manifest, List.copyOf(archive.tensors().values()));
            final IOException e = assertThrows(IOException.class, () -> VaeArchive.read(file));
            assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
        }
    }
}
