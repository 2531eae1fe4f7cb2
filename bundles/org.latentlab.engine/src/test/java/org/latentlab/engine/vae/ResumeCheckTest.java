package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;

/** Trainings that cannot go on from the checkpoints of another. */
class ResumeCheckTest {

    private static final Images BARS = TestImages.bars(60, 1);

    private static final VaeConfig SMALL = new VaeConfig(2, List.of(12), List.of(12), Activation.SOFTPLUS,
        new Likelihood.Bernoulli());

    @TempDir
    private Path m_directory;

    private static TrainingConfig training(final int epochs) {
        return new TrainingConfig(epochs, 16, 1e-3, 7, 0.2, 0, 0, false);
    }

    private CheckpointConfig checkpoints(final boolean resume) {
        return new CheckpointConfig(m_directory, 1, 2, resume);
    }

    private static Vae train(final VaeTraining request) {
        return VaeTrainer.train(request, Progress.NONE);
    }

    private void trainFirst() {
        train(VaeTraining.of(BARS, SMALL, training(3)).withCheckpoints(checkpoints(false)));
    }

    @Test
    void anotherTrainingIsRefusedNamingWhatDiffers() {
        trainFirst();
        final TrainingConfig t = training(4);
        assertRefused("the learning rate was 0.001, but is 0.002 now", SMALL,
            new TrainingConfig(4, t.batchSize(), 0.002, t.seed(), t.validationShare(), 0, 0, false));
        assertRefused("the batch size was 16, but is 20 now", SMALL,
            new TrainingConfig(4, 20, 1e-3, t.seed(), t.validationShare(), 0, 0, false));
        assertRefused("the seed was 7, but is 8 now", SMALL, new TrainingConfig(4, 16, 1e-3, 8, 0.2, 0, 0, false));
        assertRefused("the validation share was 0.2, but is 0 now", SMALL,
            new TrainingConfig(4, 16, 1e-3, 7, 0, 0, 0, false));
        assertRefused("the keeping of the best epoch was off, but is on now", SMALL,
            new TrainingConfig(4, 16, 1e-3, 7, 0.2, 0, 0, true));
        assertRefused("3 epochs are done, but only 2 are asked for. Ask for 3 or more", BARS, SMALL, training(2));
        assertRefused("the images were others. Take the same rows in the same order as before",
            TestImages.bars(60, 2), SMALL, t);
        assertRefused("there were 60 images, but now there are 61. Take the same rows as before",
            TestImages.bars(61, 1), SMALL, t);
        assertRefused("the images were 10×10, but are 16×16 now. Take images or vectors of the same size",
            TestImages.bars(60, 16, 1), SMALL, t);
    }

    @Test
    void anotherModelIsRefusedInTheWordsOfTheDialog() {
        trainFirst();
        final TrainingConfig t = training(4);
        assertRefused("the latent size was 2, but is 3 now", VaeConfig.standard(3), t);
        assertRefused("the encoder layers were 12, but are 500, 500 now", VaeConfig.standard(2), t);
        assertRefused("β was 1, but is 4 now", with(Divergence.Kl.of(4), SMALL.likelihood(), null), t);
        assertRefused("the annealing of β was constant, but is linear now", with(new Divergence.Kl(
            new BetaSchedule(BetaSchedule.Kind.LINEAR, 0, 1, 0, 3, 1), 0, -1), SMALL.likelihood(), null), t);
        assertRefused("the target capacity was off, but is 25 now",
            with(new Divergence.Kl(BetaSchedule.constant(1), 0, 25), SMALL.likelihood(), null), t);
        assertRefused("the free bits were 0, but are 0.1 now",
            with(new Divergence.Kl(BetaSchedule.constant(1), 0.1, -1), SMALL.likelihood(), null), t);
        assertRefused("the divergence was the KL, but is none now",
            with(new Divergence.None(), SMALL.likelihood(), null), t);
        assertRefused("the pixel likelihood was Bernoulli, but is squared error now",
            with(Divergence.Kl.of(1), new Likelihood.SquaredError(), null), t);
        assertRefused("the penalty on latent neighbours was off, but is on now",
            with(Divergence.Kl.of(1), SMALL.likelihood(), new NeighbourRegularisation(1, 2, 1)), t);
        assertRefused("the kind of model was variational, but is deterministic now", new VaeConfig(2,
            SMALL.architecture(), PosteriorKind.DETERMINISTIC, new Divergence.Mmd(1, Divergence.MmdKernel.GAUSSIAN, 0),
            SMALL.likelihood(), null), t);
    }

    /** No key of an archive reaches the analyst. */
    @Test
    void everythingThatMayDifferHasAName() {
        final List<VaeConfig> configs = new ArrayList<>(CheckpointTest.family());
        configs.add(with(Divergence.Kl.of(1), new Likelihood.Gaussian(0.5), new NeighbourRegularisation(1, 2, 1)));
        configs.add(with(Divergence.Kl.of(1), new Likelihood.Bernoulli(new Likelihood.Binarisation.Threshold(0.5)),
            null));
        for (final VaeConfig config : configs) {
            assertNamed("", ConfigManifest.write(config));
        }
    }

    private static void assertNamed(final String path, final Map<String, Object> section) {
        section.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                final Map<String, Object> values = new LinkedHashMap<>();
                inner.forEach((k, v) -> values.put((String)k, v));
                assertNamed(path + key + ".", values);
            } else {
                assertTrue(ResumeCheck.isNamed(path + key), path + key);
            }
        });
    }

    private static VaeConfig with(final Divergence divergence, final Likelihood likelihood,
        final NeighbourRegularisation neighbours) {
        return new VaeConfig(2, SMALL.architecture(), PosteriorKind.GAUSSIAN, divergence, likelihood, neighbours);
    }

    private void assertRefused(final String difference, final VaeConfig config, final TrainingConfig training) {
        assertRefused(difference + ". Set this as it was", BARS, config, training);
    }

    private void assertRefused(final String text, final Images images, final VaeConfig config,
        final TrainingConfig training) {
        final VaeTraining request = VaeTraining.of(images, config, training).withCheckpoints(checkpoints(true))
            .withClasses(new int[images.size()]);
        final EngineException e = assertThrows(EngineException.class, () -> train(request));
        assertTrue(e.getMessage().endsWith(": " + text + ", choose another directory, or do not resume."),
            e.getMessage());
    }

    @Test
    void otherClassesAreRefusedWhereTheLossDependsOnThem() {
        final VaeConfig config = new VaeConfig(2, SMALL.architecture(), PosteriorKind.GAUSSIAN, Divergence.Kl.of(1),
            SMALL.likelihood(), new NeighbourRegularisation(1, 2, 1));
        final int[] classes = TestImages.places(BARS);
        final VaeTraining request = VaeTraining.of(BARS, config, training(2)).withCheckpoints(checkpoints(true));
        train(request.withClasses(classes));
        final int[] others = classes.clone();
        others[0] = -1;
        final EngineException e = assertThrows(EngineException.class, () -> train(request.withClasses(others)));
        assertTrue(e.getMessage().contains(": the classes of the images were others. "), e.getMessage());
        // a VAE without the penalty does not look at classes
        final VaeTraining plain = VaeTraining.of(BARS, SMALL, training(2)).withClasses(classes);
        train(plain.withCheckpoints(checkpoints(false)));
        train(plain.withCheckpoints(checkpoints(true)).withClasses(others));
    }
}
