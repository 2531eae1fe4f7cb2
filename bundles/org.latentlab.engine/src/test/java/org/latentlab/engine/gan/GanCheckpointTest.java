package org.latentlab.engine.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.engine.train.Progress;

/** Trainings of GANs that are interrupted and go on. */
class GanCheckpointTest {

    /** Three and a half batches of eight. */
    private static final Images BARS = GanTestData.bars(28, 1);

    private static final GanConfig SMALL = GanTestData.config(new GanLoss.NonSaturating());

    @TempDir
    private Path m_directory;

    private CheckpointConfig checkpoints(final int every, final int keep, final boolean resume) {
        return new CheckpointConfig(m_directory, every, keep, resume);
    }

    private static Gan train(final GanTraining request) {
        return GanTrainer.train(request, Progress.NONE);
    }

    private static GanTrainingConfig epochs(final int epochs) {
        return GanTestData.training(TrainingLength.epochs(epochs));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(m_directory)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.startsWith("epoch")).sorted().toList();
        }
    }

    @Test
    void aTrainingThatIsResumedEndsInTheSameBitsAsOneThatNeverStopped() throws IOException {
        for (final GanConfig config : GanTestData.family()) {
            final Path directory = Files.createTempDirectory(m_directory, "run");
            final GanTraining whole = GanTestData.request(BARS, config, epochs(7));
            final GanTraining part = GanTestData.request(BARS, config, epochs(3))
                .withCheckpoints(new CheckpointConfig(directory, 2, 1, true));
            final Gan expected = train(whole);
            train(part);
            final Gan resumed = train(whole.withCheckpoints(part.checkpoints()));
            GanTestData.assertSame(expected, resumed);
            assertEquals(List.of(2, 4, 6, 7), resumed.keptEpochs());
            assertEquals(List.of(), resumed.notices());
        }
    }

    @Test
    void aTrainingCountedInUpdatesGoesOnFromItsLastWholeEpoch() throws IOException {
        // 5 updates of 2 critic steps are 3 epochs of 3 steps and one step more
        final GanTraining five = GanTraining.of(BARS, SMALL, GanTestData.training(TrainingLength.updates(5)));
        final Gan first = train(five.withCheckpoints(checkpoints(10, 2, true)));
        assertEquals(4, first.history().epochs().size());
        assertEquals(List.of("epoch-0000003.checkpoint"), files());
        GanTestData.assertSame(first, train(five.withCheckpoints(checkpoints(10, 2, true))));
        final GanTraining more = GanTraining.of(BARS, SMALL, GanTestData.training(TrainingLength.updates(11)));
        GanTestData.assertSame(train(more), train(more.withCheckpoints(checkpoints(10, 2, true))));
    }

    @Test
    void aTrainingIsCancelledAndGoesOnFromItsLastCheckpoint() throws IOException {
        final GanTraining request = GanTraining.of(BARS, SMALL, epochs(9)).withCheckpoints(checkpoints(2, 2, true));
        assertThrows(IllegalStateException.class, () -> train(request.withListener((epoch, model) -> {
            if (epoch.epoch() == 7) {
                throw new IllegalStateException("stop");
            }
        })));
        assertEquals(List.of("epoch-0000004.checkpoint", "epoch-0000006.checkpoint"), files());
        GanTestData.assertSame(train(GanTraining.of(BARS, SMALL, epochs(9))), train(request));
        assertEquals(List.of("epoch-0000008.checkpoint", "epoch-0000009.checkpoint"), files());
    }

    /** One critic step an epoch: the weights are infinite after the first, which is not watched. */
    @Test
    void weightsThatAreNoNumbersAreNeitherKeptNorSaved() throws IOException {
        final AdamConfig adam = new AdamConfig(1e39, 0.5, 0.9, 1e-8);
        final GanTrainingConfig training =
            new GanTrainingConfig(TrainingLength.epochs(9), 8, 2, adam, adam, 0, 0, 5, 0, 5, 1, false);
        final List<Integer> seen = new ArrayList<>();
        final EngineException e = assertThrows(EngineException.class,
            () -> train(GanTraining.of(GanTestData.bars(8, 1), SMALL, training)
                .withCheckpoints(checkpoints(1, 1, true)).withListener((epoch, model) -> seen.add(epoch.epoch()))));
        assertTrue(e.getMessage().startsWith("The training diverged in epoch 1, batch 1 of 1: a network's weights are "
            + "no longer numbers."), e.getMessage());
        assertEquals(List.of(), seen);
        assertEquals(List.of(), files());
    }

    @Test
    void aFinishedTrainingComesBackAsItWas() {
        final GanTraining request = GanTraining.of(BARS, SMALL, epochs(3)).withCheckpoints(checkpoints(1, 2, true));
        final Gan first = train(request);
        final float[] z = first.draw(5, 1).z();
        final List<Object> seen = new ArrayList<>();
        final Gan again = train(request.withListener(new GanTrainingListener() {
            @Override
            public void trainingBegins(final GanView untrained) {
                seen.add("begins");
            }

            @Override
            public void trainingResumed(final GanEpochRecord last, final GanView model) {
                seen.add(last.epoch());
                assertEquals(first.decode(z, null, Progress.NONE).value(3, 7), model.generate(z, null).value(3, 7),
                    1e-6);
            }

            @Override
            public void epochEnded(final GanEpochRecord record, final GanView model) {
                seen.add("epoch");
            }
        }));
        GanTestData.assertSame(first, again);
        assertEquals(List.of(3), seen);
    }

    @Test
    void whatDoesNotChangeTheWeightsMayChange() {
        train(GanTraining.of(BARS, SMALL, epochs(3)).withCheckpoints(checkpoints(1, 2, false)));
        final GanTrainingConfig other = GanTestData.training(TrainingLength.updates(9), 2, 1, 0);
        final Gan resumed = train(GanTraining.of(BARS, SMALL, other).withCheckpoints(checkpoints(1, 2, true)));
        final Gan expected = train(GanTraining.of(BARS, SMALL, other));
        GanTestData.assertSame(expected.generators().get(6), resumed.generators().get(6));
        assertEquals(List.of(2, 6), resumed.keptEpochs());
        assertEquals("All 9 generator updates are done.", resumed.history().stopReason());
    }

    @Test
    void theCriticOfAClippedWassersteinGanStaysWithinItsBounds() throws IOException {
        final GanConfig config = GanTestData.config(new GanLoss.WassersteinClipping(0.02));
        train(GanTraining.of(BARS, config, epochs(2)).withCheckpoints(checkpoints(1, 1, false)));
        boolean reached = false;
        for (final Tensor tensor : GanCheckpoint.read(m_directory.resolve("epoch-0000002.checkpoint")).weights()) {
            for (int i = 0; tensor.name().startsWith("critic") && i < tensor.values().length; i++) {
                assertTrue(Math.abs(tensor.values()[i]) <= 0.02f, tensor.name() + " " + tensor.values()[i]);
                reached |= Math.abs(tensor.values()[i]) == 0.02f;
            }
        }
        assertTrue(reached);
    }

    @Test
    void aDamagedCheckpointMakesRoomForTheOneBefore() throws IOException {
        final GanTraining request = GanTraining.of(BARS, SMALL, epochs(4));
        train(request.withCheckpoints(checkpoints(1, 2, false)));
        final Path newest = m_directory.resolve("epoch-0000004.checkpoint");
        final byte[] bytes = Files.readAllBytes(newest);
        Files.write(newest, Arrays.copyOf(bytes, bytes.length / 2));
        final Gan gan = train(request.withCheckpoints(checkpoints(1, 2, true)));
        GanTestData.assertSame(train(request), gan);
        assertEquals(1, gan.notices().size());
        assertTrue(gan.notices().get(0).startsWith("The checkpoint epoch-0000004.checkpoint cannot be used, so the "
            + "training went on from the one before it: "), gan.notices().get(0));
    }

    @Test
    void aCheckpointThatCannotBeWrittenIsANoticeAndTheTrainingGoesOn() throws IOException {
        Files.createDirectories(m_directory.resolve("epoch-0000002.checkpoint").resolve("inside"));
        final Gan gan = train(GanTraining.of(BARS, SMALL, epochs(2)).withCheckpoints(checkpoints(1, 2, false)));
        assertEquals(2, gan.history().epochs().size());
        assertEquals(1, gan.notices().size());
        assertTrue(gan.notices().get(0).startsWith("The checkpoint after epoch 2 could not be written: The model "
            + "cannot be written to '"), gan.notices().get(0));
    }

    /** Kills a training at three moments, in the middle of an epoch or of a write, and lets it go on. */
    @Test
    void aTrainingThatIsKilledLosesNothingButTheEpochItWasIn() throws IOException, InterruptedException {
        int newest = 0;
        for (final int milliseconds : new int[]{40, 90, 150}) {
            killAfter(milliseconds);
            int epoch = 0;
            for (final String file : files()) {
                epoch = Math.max(epoch, GanCheckpoint.read(m_directory.resolve(file)).epoch());
            }
            assertTrue(epoch >= newest, "from epoch " + newest + " back to " + epoch);
            newest = epoch;
        }
        assertNotEquals(0, newest);
        final GanTraining whole = GanCheckpointProcess.request(newest + 2);
        final Gan resumed = train(whole.withCheckpoints(checkpoints(1, 3, true)));
        assertEquals(List.of(), resumed.notices());
        GanTestData.assertSame(train(whole), resumed);
    }

    private void killAfter(final int milliseconds) throws IOException, InterruptedException {
        final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            GanCheckpointProcess.class.getName(), m_directory.toString()).redirectErrorStream(true).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(),
            StandardCharsets.UTF_8))) {
            final StringBuilder all = new StringBuilder();
            String line = out.readLine();
            while (line != null && !line.startsWith("epoch ")) {
                all.append(line).append('\n');
                line = out.readLine();
            }
            assertTrue(line != null, all::toString);
            Thread.sleep(milliseconds);
        } finally {
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    }

    @Test
    void aCheckpointOfAnotherVersionIsRefusedAsDamaged() throws IOException {
        train(GanTraining.of(BARS, SMALL, epochs(1)).withCheckpoints(checkpoints(1, 1, false)));
        final GanTraining request = GanTraining.of(BARS, SMALL, epochs(2)).withCheckpoints(checkpoints(1, 1, true));
        Files.write(m_directory.resolve("epoch-0000001.checkpoint"), new byte[10]);
        final EngineException none = assertThrows(EngineException.class, () -> train(request));
        assertTrue(none.getMessage().startsWith("None of the checkpoints in '"), none.getMessage());
    }
}
