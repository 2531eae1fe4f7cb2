package org.latentlab.engine.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.ModelArchive;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.failure.FailureFinding;
import org.latentlab.engine.failure.FailureKind;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

class GanArchiveTest {

    private static final Images BARS = GanTestData.bars(28, 1);

    @TempDir
    private Path m_directory;

    private static Gan train(final GanConfig config, final int epochs) {
        return GanTrainer.train(GanTestData.request(BARS, config,
            GanTestData.training(TrainingLength.epochs(epochs))), Progress.NONE);
    }

    @Test
    void everyGanComesBackAsItWas() throws IOException {
        for (final GanConfig config : GanTestData.family()) {
            final Gan gan = train(config, 5).withInput(ModelInput.of(true, List.of())).atEpoch(2);
            final Path file = m_directory.resolve("model.gan");
            GanArchive.write(gan, file);
            final Gan back = GanArchive.read(file);
            assertEquals(config, back.config());
            assertEquals(gan.trainingConfig(), back.trainingConfig());
            assertEquals(gan.shape(), back.shape());
            assertEquals(2, back.epoch());
            assertEquals(gan.summary(), back.summary());
            assertEquals(gan.provenance().dataFingerprint(), back.provenance().dataFingerprint());
            assertEquals(gan.provenance().trained(), back.provenance().trained());
            assertTrue(back.input().gray());
            GanTestData.assertSame(gan, back);
            for (int i = 0; i < 5; i++) {
                assertEquals(gan.history().epochs().get(i).seconds(), back.history().epochs().get(i).seconds());
                assertEquals(gan.history().epochs().get(i).imagesPerSecond(),
                    back.history().epochs().get(i).imagesPerSecond());
            }
            final var draws = gan.draw(4, 2);
            for (final int epoch : List.of(2, 5)) {
                assertArrayEquals(gan.atEpoch(epoch).decode(draws.z(), draws.classes(), Progress.NONE).toFloats(),
                    back.atEpoch(epoch).decode(draws.z(), draws.classes(), Progress.NONE).toFloats());
            }
        }
    }

    @Test
    void findingsComeBackWordByWord() throws IOException {
        final Gan gan = train(GanTestData.family().get(0), 2);
        final List<FailureFinding> findings = List.of(
            new FailureFinding(FailureKind.MODE_COLLAPSE, 1, 2, true, "Mode collapse since epoch 1: „alle gleich“."),
            new FailureFinding(FailureKind.OSCILLATION, 1, 1, false, "Oscillation."));
        final Gan found = new Gan(gan.shape(), gan.config(), gan.trainingConfig(),
            new GanHistory(gan.history().epochs(), "Stopped.", findings), gan.provenance(), List.of("a notice"),
            gan.generators());
        final Path file = m_directory.resolve("model.gan");
        GanArchive.write(found, file);
        final Gan back = GanArchive.read(file);
        assertEquals(findings, back.findings());
        assertEquals(List.of("a notice"), back.notices());
        assertEquals("Stopped.", back.history().stopReason());
    }

    @Test
    void theSameSeedTwiceGivesTheSameFileButForTheTimings() throws IOException {
        final List<ModelArchive> archives = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            final Path file = m_directory.resolve("model" + i);
            GanArchive.write(train(GanTestData.family().get(3), 3), file);
            archives.add(ModelArchive.read(file, GanArchive.KIND));
        }
        final Map<String, Object> first = new LinkedHashMap<>(archives.get(0).manifest());
        final Map<String, Object> second = new LinkedHashMap<>(archives.get(1).manifest());
        assertNotEquals(first.remove("timings"), second.remove("timings"));
        assertEquals(first, second);
        assertEquals(archives.get(0).tensors(), archives.get(1).tensors());
    }

    private Path changed(final Consumer<Map<String, Object>> change, final Consumer<Map<String, Tensor>> weights)
        throws IOException {
        final Path file = m_directory.resolve("changed.gan");
        GanArchive.write(train(GanTestData.family().get(3), 5), file);
        final ModelArchive archive = ModelArchive.read(file, GanArchive.KIND);
        final Map<String, Object> manifest = new LinkedHashMap<>(archive.manifest());
        change.accept(manifest);
        final Map<String, Tensor> tensors = new LinkedHashMap<>(archive.tensors());
        weights.accept(tensors);
        ModelArchive.write(file, GanArchive.KIND, manifest, new ArrayList<>(tensors.values()));
        return file;
    }

    private void assertRefused(final String part, final Consumer<Map<String, Object>> change) throws IOException {
        final Path file = changed(change, t -> { });
        final IOException e = assertThrows(IOException.class, () -> GanArchive.read(file));
        assertTrue(e.getMessage().contains(part) && e.getMessage().contains("changed.gan"), e.getMessage());
    }

    @SuppressWarnings("unchecked") // the manifest's sections
    private static Map<String, Object> section(final Map<String, Object> manifest, final String... path) {
        Map<String, Object> section = manifest;
        for (final String key : path) {
            final Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>)section.get(key));
            section.put(key, copy);
            section = copy;
        }
        return section;
    }

    @Test
    void whatAManifestCannotSayIsRefusedNamingTheFile() throws IOException {
        assertRefused("MLP or DCGAN", m -> section(m, "configuration", "architecture").put("kind", "U-Net"));
        assertRefused("NORMAL, UNIFORM or CLUSTERS", m -> section(m, "configuration", "prior").put("kind", "CAUCHY"));
        assertRefused("MINIMAX, NON_SATURATING", m -> section(m, "configuration", "loss").put("kind", "RELATIVISTIC"));
        assertRefused("TOWARDS_ONE, NORM", m -> section(m, "configuration", "loss").put("penalty", "R1"));
        assertRefused("The weight of the gradient penalty is above 0, not -1.0.",
            m -> section(m, "configuration", "loss").put("weight", -1));
        assertRefused("EPOCHS, GENERATOR_UPDATES", m -> section(m, "training", "length").put("unit", "DAYS"));
        assertRefused("a list with the last epoch, 5, in it", m -> m.put("keptEpochs", List.of(2, 4)));
        assertRefused("a list of epochs from 1 to 5", m -> m.put("keptEpochs", List.of(2, 4, 5, 6)));
        assertRefused("one of the epochs kept", m -> m.put("epoch", 3));
        assertRefused("'history.stopReason'", m -> section(m, "history").remove("stopReason"));
        assertRefused("at least one epoch", m -> section(m, "history").put("epochs", List.of()));
    }

    @Test
    void weightsThatDoNotFitAreRefused() throws IOException {
        final Path missing = changed(m -> { }, t -> t.remove("generator.0.weights"));
        assertTrue(assertThrows(EngineException.class, () -> GanArchive.read(missing)).getMessage()
            .startsWith("The model file holds "));
        final Path kept = changed(m -> { }, t -> t.remove("kept.2.encoder.0.bias"));
        assertTrue(assertThrows(EngineException.class, () -> GanArchive.read(kept)).getMessage()
            .startsWith("The model file holds "));
        final Path more = changed(m -> { },
            t -> t.put("kept.3.encoder.0.bias", new Tensor("kept.3.encoder.0.bias", new int[]{1}, new float[1])));
        assertThrows(EngineException.class, () -> GanArchive.read(more));
    }
}
