package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentDiagnostics;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.engine.train.CheckpointStore;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;

/** Trainings that are interrupted and go on. */
class CheckpointTest {

    private static final Images BARS = TestImages.bars(60, 1);

    private static final VaeConfig SMALL = new VaeConfig(2, List.of(12), List.of(12), Activation.SOFTPLUS,
        new Likelihood.Bernoulli());

    @TempDir
    private Path m_directory;

    private static TrainingConfig training(final int epochs) {
        return new TrainingConfig(epochs, 16, 1e-3, 7, 0.2, 0, 0, false);
    }

    private CheckpointConfig checkpoints(final int every, final int keep, final boolean resume) {
        return new CheckpointConfig(m_directory, every, keep, resume);
    }

    private static Vae train(final VaeTraining request) {
        return VaeTrainer.train(request, Progress.NONE);
    }

    private Vae train(final VaeConfig config, final TrainingConfig training, final boolean resume) {
        return train(VaeTraining.of(BARS, config, training).withCheckpoints(checkpoints(1, 2, resume)));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(m_directory)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.startsWith("epoch")).sorted().toList();
        }
    }

    private static void assertSame(final Vae expected, final Vae actual) {
        for (int i = 0; i < expected.weights().size(); i++) {
            assertArrayEquals(expected.weights().get(i).values(), actual.weights().get(i).values(),
                expected.weights().get(i).name());
        }
        assertEquals(expected.history().bestEpoch(), actual.history().bestEpoch());
        assertEquals(expected.history().stopReason(), actual.history().stopReason());
        assertEquals(expected.history().epochs().size(), actual.history().epochs().size());
        for (int i = 0; i < expected.history().epochs().size(); i++) {
            final EpochRecord e = expected.history().epochs().get(i);
            final EpochRecord a = actual.history().epochs().get(i);
            assertEquals(List.of(e.epoch(), e.loss(), e.reconstruction(), e.kl(), e.validationLoss(), e.beta(),
                e.mmd(), e.neighbourPenalty()), List.of(a.epoch(), a.loss(), a.reconstruction(), a.kl(),
                    a.validationLoss(), a.beta(), a.mmd(), a.neighbourPenalty()));
            assertArrayEquals(e.klPerDimension(), a.klPerDimension());
            assertSame(e.latent(), a.latent());
        }
        assertSame(expected.diagnostics(), actual.diagnostics());
    }

    private static void assertSame(final LatentDiagnostics e, final LatentDiagnostics a) {
        assertEquals(List.of(e.images(), e.activeUnits(), e.mutualInformation(), e.aggregateKl()),
            List.of(a.images(), a.activeUnits(), a.mutualInformation(), a.aggregateKl()));
        assertArrayEquals(e.klPerDimension(), a.klPerDimension());
        assertArrayEquals(e.meanVariance(), a.meanVariance());
        assertArrayEquals(e.aggregateMean(), a.aggregateMean());
        assertArrayEquals(e.aggregateCovariance().data(), a.aggregateCovariance().data());
    }

    /** 48 training images in batches of 16: three steps an epoch. */
    @Test
    void aLimitOfUpdatesEndsTheTrainingWithinAnEpochAndWhenItGoesOn() {
        final Vae whole = train(VaeTraining.of(BARS, SMALL, training(2)));
        final Vae exact = train(VaeTraining.of(BARS, SMALL, training(1000).withMaxUpdates(6)));
        assertArrayEquals(whole.weights().get(0).values(), exact.weights().get(0).values());
        assertEquals("All 6 updates are done, in epoch 2.", exact.history().stopReason());
        final Vae partial = train(VaeTraining.of(BARS, SMALL, training(1000).withMaxUpdates(5)));
        assertEquals(2, partial.history().epochs().size());
        assertEquals("All 5 updates are done, in epoch 2.", partial.history().stopReason());
        assertFalse(Arrays.equals(whole.weights().get(0).values(), partial.weights().get(0).values()));
        train(SMALL, training(1), false);
        assertSame(partial, train(SMALL, training(1000).withMaxUpdates(5), true));
        assertSame(exact, train(SMALL, training(1000).withMaxUpdates(6), true));
    }

    /** Members of the family in which everything that a training may keep from epoch to epoch is to be found. */
    static List<VaeConfig> family() {
        final Divergence annealed = new Divergence.Kl(
            new BetaSchedule(BetaSchedule.Kind.CYCLICAL, 0, 1, 0.5, 5, 2), 0.1, -1);
        final Architecture mlp = new Architecture.Mlp(List.of(20), List.of(20), Activation.TANH, true);
        return List.of(
            new VaeConfig(3, new Architecture.DeepConvolutional(2, true), PosteriorKind.GAUSSIAN, annealed,
                new Likelihood.Bernoulli(new Likelihood.Binarisation.Drawn()), null),
            new VaeConfig(2, new Architecture.Convolutional(List.of(3, 4), Activation.RELU, false),
                PosteriorKind.DETERMINISTIC, new Divergence.Mmd(10, Divergence.MmdKernel.GAUSSIAN, 0),
                new Likelihood.SquaredError(), null),
            new VaeConfig(2, mlp, PosteriorKind.GAUSSIAN, Divergence.Kl.of(2), new Likelihood.LearnedGaussian(),
                new NeighbourRegularisation(0.5, 3, 2)),
            new VaeConfig(2, mlp, PosteriorKind.DETERMINISTIC, new Divergence.None(),
                new Likelihood.DiscretisedLogistic(), null));
    }

    @Test
    void aTrainingThatIsResumedEndsInTheSameBitsAsOneThatNeverStopped() throws IOException {
        final Images images = TestImages.bars(50, 16, 4);
        for (final boolean best : new boolean[]{false, true}) {
            for (final VaeConfig config : family()) {
                final int[] classes = TestImages.places(images);
                classes[5] = -1;
                final Path directory = Files.createTempDirectory(m_directory, "run");
                final VaeTraining whole = VaeTraining.of(images, config,
                    new TrainingConfig(7, 16, 2e-3, 3, 0.2, 0, 0, best)).withClasses(classes);
                final VaeTraining part = new VaeTraining(images, classes, config,
                    new TrainingConfig(3, 16, 2e-3, 3, 0.2, 0, 0, best), new CheckpointConfig(directory, 2, 1, true),
                    null);
                final Vae expected = train(whole);
                train(part);
                assertSame(expected, train(whole.withCheckpoints(part.checkpoints())));
            }
        }
    }

    @Test
    void aTrainingIsCancelledAndGoesOnFromItsLastCheckpoint() throws IOException {
        final VaeTraining request = VaeTraining.of(BARS, SMALL, training(9)).withCheckpoints(checkpoints(2, 2, true));
        assertThrows(IllegalStateException.class, () -> train(request.withListener((epoch, model) -> {
            if (epoch.epoch() == 7) {
                throw new IllegalStateException("stop");
            }
        })));
        assertEquals(List.of("epoch-0000004.checkpoint", "epoch-0000006.checkpoint"), files());
        assertSame(train(VaeTraining.of(BARS, SMALL, training(9))), train(request));
        assertEquals(List.of("epoch-0000008.checkpoint", "epoch-0000009.checkpoint"), files());
    }

    @Test
    void aDirectoryWithoutCheckpointsIsMadeAndTheTrainingBeginsAnew() {
        final Path deep = m_directory.resolve("a").resolve("b");
        final Vae vae = train(VaeTraining.of(BARS, SMALL, training(2)).withCheckpoints(
            new CheckpointConfig(deep, 5, 1, true)));
        assertSame(train(VaeTraining.of(BARS, SMALL, training(2))), vae);
        assertEquals(List.of(), vae.notices());
        assertTrue(Files.exists(deep.resolve("epoch-0000002.checkpoint"))); // after the last epoch
    }

    @Test
    void aFinishedTrainingComesBackAsItWas() {
        final Vae first = train(SMALL, training(3), false);
        final List<Object> seen = new ArrayList<>();
        final Vae again = train(VaeTraining.of(BARS, SMALL, training(3)).withCheckpoints(checkpoints(1, 2, true))
            .withListener(new VaeTrainingListener() {
                @Override
                public void trainingBegins(final VaeView untrained) {
                    seen.add("begins");
                }

                @Override
                public void trainingResumed(final EpochRecord last, final VaeView model) {
                    seen.add(last.epoch());
                    assertArrayEquals(first.encode(BARS, Progress.NONE).mean(), model.encode(BARS).mean(), 1e-5f);
                }

                @Override
                public void epochEnded(final EpochRecord record, final VaeView model) {
                    seen.add("epoch");
                }
            }));
        assertSame(first, again);
        assertEquals(List.of(3), seen);
    }

    @Test
    void aTrainingThatLostPatienceStaysEndedUnlessItIsGivenMore() {
        final TrainingConfig impatient = new TrainingConfig(200, 10, 0.02, 7, 0.3, 3, 0, true);
        final Vae stopped = train(SMALL, impatient, false);
        final int epochs = stopped.history().epochs().size();
        assertTrue(epochs < 200);
        assertSame(stopped, train(SMALL, impatient, true));
        final TrainingConfig patient = new TrainingConfig(epochs + 2, 10, 0.02, 7, 0.3, 0, 0, true);
        assertSame(train(VaeTraining.of(BARS, SMALL, patient)), train(SMALL, patient, true));
    }

    @Test
    void aDamagedCheckpointMakesRoomForTheOneBefore() throws IOException {
        train(SMALL, training(4), false);
        final Path newest = m_directory.resolve("epoch-0000004.checkpoint");
        final byte[] bytes = Files.readAllBytes(newest);
        Files.write(newest, Arrays.copyOf(bytes, bytes.length / 2));
        final Vae vae = train(SMALL, training(6), true);
        assertSame(train(VaeTraining.of(BARS, SMALL, training(6))), vae);
        assertEquals(1, vae.notices().size());
        assertTrue(vae.notices().get(0).startsWith("The checkpoint epoch-0000004.checkpoint cannot be used, so the "
            + "training went on from the one before it: "), vae.notices().get(0));
        assertEquals(List.of("epoch-0000005.checkpoint", "epoch-0000006.checkpoint"), files());
        assertEquals(vae.notices(), train(SMALL, training(7), true).notices(), "told by who goes on from there, too");
        for (final String file : files()) {
            Files.write(m_directory.resolve(file), new byte[10]);
        }
        final EngineException none = assertThrows(EngineException.class, () -> train(SMALL, training(6), true));
        assertTrue(none.getMessage().startsWith("None of the checkpoints in '"), none.getMessage());
        assertEquals(List.of(), train(SMALL, training(6), false).notices());
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenDisturbsNothing() throws IOException {
        train(SMALL, training(3), false);
        final Path stale = m_directory.resolve(".latentlab-0815.tmp");
        Files.write(stale, new byte[100]);
        Files.write(m_directory.resolve("notes.txt"), new byte[1]);
        assertSame(train(VaeTraining.of(BARS, SMALL, training(5))), train(SMALL, training(5), true));
        assertFalse(Files.exists(stale));
        assertTrue(Files.exists(m_directory.resolve("notes.txt")));
    }

    @Test
    void aTrainingThatDoesNotResumeReplacesTheCheckpointsOfAnother() throws IOException {
        train(SMALL, training(5), false);
        train(VaeTraining.of(BARS, SMALL, training(2)).withCheckpoints(checkpoints(1, 5, false)));
        assertEquals(List.of("epoch-0000001.checkpoint", "epoch-0000002.checkpoint"), files());
    }

    @Test
    void aDirectoryThatIsInUseOrNoneIsRefused() throws IOException {
        final CheckpointConfig config = checkpoints(1, 1, false);
        try (CheckpointStore used = CheckpointStore.open(config)) {
            assertNotEquals(null, used);
            final EngineException e = assertThrows(EngineException.class, () -> train(SMALL, training(1), false));
            assertTrue(e.getMessage().startsWith("Another training writes its checkpoints to '"), e.getMessage());
        }
        train(SMALL, training(1), false);
        final Path file = Files.createFile(m_directory.resolve("file"));
        final VaeTraining request = VaeTraining.of(BARS, SMALL, training(1)).withCheckpoints(
            new CheckpointConfig(file, 1, 1, false));
        final EngineException e = assertThrows(EngineException.class, () -> train(request));
        assertEquals("Checkpoints cannot be written to '" + file + "': '" + file + "' is a file, no directory. Choose "
            + "another directory.", e.getMessage());
    }

    @Test
    void aCheckpointThatCannotBeWrittenIsANoticeAndTheTrainingGoesOn() throws IOException {
        Files.createDirectories(m_directory.resolve("epoch-0000002.checkpoint").resolve("inside"));
        final Vae vae = train(SMALL, training(2), false);
        assertEquals(2, vae.history().epochs().size());
        assertEquals(1, vae.notices().size());
        assertTrue(vae.notices().get(0).startsWith("The checkpoint after epoch 2 could not be written: The model "
            + "cannot be written to '"), vae.notices().get(0));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CheckpointConfig(null, 1, 1, false));
        assertThrows(IllegalArgumentException.class, () -> checkpoints(0, 1, false));
        assertThrows(IllegalArgumentException.class, () -> checkpoints(1, 0, false));
    }

    /**
     * Kills a training at random moments and lets it go on. Its checkpoints are so large that they take longer to write
     * than an epoch takes, so many of the kills come in the middle of a write.
     */
    @Test
    void aTrainingThatIsKilledLosesNothingButTheEpochItWasIn() throws IOException, InterruptedException {
        final Rng rng = new Rng(20);
        int newest = 0;
        for (int kill = 0; kill < 10; kill++) {
            // most while it trains and writes, some while it starts and reads
            final boolean training = kill % 4 < 3;
            killAfter(rng.nextInt(training ? 250 : 2000), training);
            final int epoch = newestEpoch();
            assertTrue(epoch >= newest, "from epoch " + newest + " back to " + epoch);
            newest = epoch;
        }
        assertNotEquals(0, newest);
        final VaeTraining whole = VaeTraining.of(CheckpointProcess.IMAGES, CheckpointProcess.CONFIG,
            CheckpointProcess.training(newest + 2));
        final Vae resumed = train(whole.withCheckpoints(checkpoints(1, 3, true)));
        assertEquals(List.of(), resumed.notices());
        assertSame(train(whole), resumed);
    }

    private int newestEpoch() throws IOException {
        final List<String> files = files();
        assertTrue(files.size() <= 4, files::toString); // three, and one just written
        int newest = 0;
        for (final String file : files) {
            newest = Math.max(newest, VaeCheckpoint.read(m_directory.resolve(file)).epoch());
        }
        return newest;
    }

    private void killAfter(final int milliseconds, final boolean fromFirstEpoch)
        throws IOException, InterruptedException {
        final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            CheckpointProcess.class.getName(), m_directory.toString()).redirectErrorStream(true).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(),
            StandardCharsets.UTF_8))) {
            final StringBuilder all = new StringBuilder();
            String line = fromFirstEpoch ? out.readLine() : null;
            while (fromFirstEpoch && line != null && !line.startsWith("epoch ")) {
                all.append(line).append('\n');
                line = out.readLine();
            }
            assertTrue(!fromFirstEpoch || line != null, all::toString);
            Thread.sleep(milliseconds);
        } finally {
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    }
}
