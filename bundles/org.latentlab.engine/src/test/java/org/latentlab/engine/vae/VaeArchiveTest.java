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
import org.latentlab.engine.image.Images;
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
        VaeArchive.write(train(1).withInput(new VaeInput(true, List.of("age", "Größe"), offset, scale)), file);
        final VaeInput input = VaeArchive.read(file).input();
        assertTrue(input.gray());
        assertEquals(List.of("age", "Größe"), input.columns());
        assertArrayEquals(offset, input.offset());
        assertArrayEquals(scale, input.scale());
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
