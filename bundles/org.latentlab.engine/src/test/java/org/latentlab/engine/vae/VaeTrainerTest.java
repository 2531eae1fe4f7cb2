package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.NeighbourPenalty;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.GradientCheck;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;

class VaeTrainerTest {

    private static final VaeConfig SMALL = new VaeConfig(2, List.of(30, 20), List.of(20, 30), Activation.SOFTPLUS,
        new Likelihood.Bernoulli());

    private static TrainingConfig config(final int epochs, final int batch, final double rate, final double share,
        final int patience, final boolean best) {
        return new TrainingConfig(epochs, batch, rate, 7, share, patience, 0, best);
    }

    private static Vae train(final int images, final TrainingConfig training) {
        return VaeTrainer.train(TestImages.bars(images, 1), SMALL, training, Progress.NONE);
    }

    /** Counts updates, keeps messages, cancels after some of them. */
    private static final class Recorder implements Progress {
        private final List<String> m_messages = new ArrayList<>();

        private final List<Double> m_fractions = new ArrayList<>();

        private final int m_cancelAfter;

        Recorder(final int cancelAfter) {
            m_cancelAfter = cancelAfter;
        }

        @Override
        public void update(final double fraction, final String message) {
            m_messages.add(message);
            m_fractions.add(fraction);
        }

        @Override
        public void checkCanceled() {
            if (m_messages.size() > m_cancelAfter) {
                throw new CancellationException();
            }
        }
    }

    @Test
    void theLossFallsAndItsPartsAddUp() {
        final Vae vae = train(203, config(12, 16, 3e-3, 0.2, 0, false));
        final List<EpochRecord> epochs = vae.history().epochs();
        assertEquals(12, epochs.size());
        assertTrue(epochs.get(11).loss() < epochs.get(0).loss() - 5, () -> epochs.toString());
        assertTrue(epochs.get(11).validationLoss() < epochs.get(0).validationLoss() - 2, () -> epochs.toString());
        for (final EpochRecord e : epochs) {
            assertEquals(e.loss(), e.reconstruction() + e.kl(), 1e-9);
            assertEquals(e.kl(), Arrays.stream(e.klPerDimension()).sum(), 1e-6 * e.kl());
            assertTrue(e.seconds() > 0 && e.kl() > 0);
        }
        assertEquals("All 12 epochs are done.", vae.history().stopReason());
        assertTrue(vae.summary().startsWith("VAE 100-30-20-2, 203 images, 12 epochs, −ELBO "), vae.summary());
        assertTrue(vae.summary().contains(", CPU"), vae.summary());
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
        final Vae first = train(100, config(3, 32, 1e-3, 0.1, 0, false));
        final Vae second = train(100, config(3, 32, 1e-3, 0.1, 0, false));
        final Vae other = train(100, new TrainingConfig(3, 32, 1e-3, 8, 0.1, 0, 0, false));
        for (int i = 0; i < first.weights().size(); i++) {
            assertArrayEquals(first.weights().get(i).values(), second.weights().get(i).values());
            assertFalse(Arrays.equals(first.weights().get(i).values(), other.weights().get(i).values()));
        }
        assertEquals(first.history().last().validationLoss(), second.history().last().validationLoss());
    }

    @Test
    void thePlainOperationsTrainTheSameModelAsTheFusedOnes() {
        final Images images = TestImages.bars(60, 1);
        final TrainingConfig training = config(4, 16, 1e-3, 0, 0, false);
        final Vae fused = VaeTrainer.train(images, SMALL, training, Progress.NONE);
        final Vae plain;
        try (Kernels kernels = GradientCheck.kernels()) {
            plain = VaeTrainer.train(kernels, VaeTraining.of(images, SMALL, training), Progress.NONE);
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(plain.history().epochs().get(i).loss(), fused.history().epochs().get(i).loss(), 1e-3);
        }
    }

    @Test
    void everyBatchIsReportedWithAllThatTheAnalystWaitsFor() {
        final Recorder recorder = new Recorder(Integer.MAX_VALUE);
        VaeTrainer.train(TestImages.bars(50, 1), SMALL, config(2, 20, 1e-3, 0, 0, false), recorder);
        assertEquals(1 + 2 * 3, recorder.m_messages.size());
        for (final String message : recorder.m_messages.subList(1, 7)) {
            assertTrue(message.matches("Epoch [12]/2, loss \\d+\\.\\d \\(rec \\d+\\.\\d, KL \\d+\\.\\d\\), "
                + "\\d+ s left"), message);
        }
        assertEquals(1.0, recorder.m_fractions.get(6));
        for (int i = 1; i < 7; i++) {
            assertTrue(recorder.m_fractions.get(i) > recorder.m_fractions.get(i - 1));
        }
    }

    @Test
    void aCancelInTheMiddleOfAnEpochEndsTheTrainingAndANewOneWorks() {
        final Images images = TestImages.bars(100, 1);
        final Recorder recorder = new Recorder(14); // 10 batches an epoch: within the second
        assertThrows(CancellationException.class,
            () -> VaeTrainer.train(images, SMALL, config(100, 10, 1e-3, 0, 0, false), recorder));
        assertEquals(15, recorder.m_messages.size());
        final Vae again = train(100, config(1, 10, 1e-3, 0, 0, false));
        final Vae undisturbed = train(100, config(1, 10, 1e-3, 0, 0, false));
        assertArrayEquals(undisturbed.weights().get(0).values(), again.weights().get(0).values());
    }

    @Test
    void aLearningRateFarTooHighIsNamed() {
        final EngineException e = assertThrows(EngineException.class,
            () -> train(100, config(50, 10, 1e6, 0, 0, false)));
        assertTrue(e.getMessage().matches("The training diverged in epoch \\d+, batch \\d+ of 10: the loss is no "
            + "longer a number\\. Lower the learning rate \\(now 1000000\\.0\\), for instance to 100000\\.0\\."),
            e.getMessage());
    }

    @Test
    void aDivergenceInTheVeryLastStepIsSeen() {
        // one batch, one epoch: the loss before the only step is fine, the weights after it are not
        for (final double validation : new double[]{0, 0.2}) {
            final EngineException e = assertThrows(EngineException.class,
                () -> train(64, config(1, 64, 1e38, validation, 0, false)));
            assertTrue(e.getMessage().startsWith("The training diverged in epoch 1, batch 1 of 1"), e.getMessage());
        }
    }

    @Test
    void trainingStopsWithoutImprovementAndKeepsTheBestEpoch() {
        // with a rate this high the loss soon jumps about
        final Vae vae = train(60, config(200, 10, 0.02, 0.3, 3, true));
        final int epochs = vae.history().epochs().size();
        final int best = vae.history().bestEpoch();
        assertTrue(epochs < 200, "stopped after " + epochs);
        assertEquals(best + 3, epochs);
        assertEquals("No improvement for 3 epochs.", vae.history().stopReason());
        final double lowest = vae.history().epochs().stream().mapToDouble(EpochRecord::validationLoss).min()
            .orElseThrow();
        assertEquals(lowest, vae.history().best().validationLoss());
        assertEquals(lowest, vae.negativeElbo());
        // the weights are those of a training that ended at the best epoch
        final Vae shorter = train(60, config(best, 10, 0.02, 0.3, 0, false));
        assertArrayEquals(shorter.weights().get(3).values(), vae.weights().get(3).values());
    }

    @Test
    void theTimeLimitEndsTheTraining() {
        final Vae vae = VaeTrainer.train(TestImages.bars(60, 1), SMALL,
            new TrainingConfig(1_000_000, 10, 1e-3, 7, 0, 0, 0.002, false), Progress.NONE);
        assertTrue(vae.history().epochs().size() < 1_000_000);
        assertTrue(vae.history().stopReason().startsWith("The time limit of 0.002 minutes was reached in epoch "),
            vae.history().stopReason());
    }

    @Test
    void aBatchLargerThanTheDataIsCutAndSaidSo() {
        final Vae vae = train(20, config(2, 128, 1e-3, 0.25, 0, false));
        assertEquals(List.of("The batch size of 128 is larger than the 15 training images, so every epoch was one "
            + "batch of all of them."), vae.notices());
        assertEquals(List.of(), train(20, config(1, 20, 1e-3, 0, 0, false)).notices());
    }

    @Test
    void dataThatNothingCanBeLearnedFromAreRefused() {
        final TrainingConfig training = config(1, 10, 1e-3, 0, 0, false);
        final ImageShape shape = ImageShape.gray(4, 4);
        final float[] wild = new float[32];
        wild[20] = 1.5f;
        final float[] nan = new float[32];
        nan[3] = Float.NaN;
        assertRefused("there are none", Images.ofBytes(shape, new byte[0]), training);
        assertRefused("there is only one", Images.ofBytes(shape, new byte[16]), training);
        assertRefused("All pixels of all 2 images have the same value", Images.ofBytes(shape, new byte[32]), training);
        assertRefused("Image 2 has a pixel of value 1.5", Images.ofFloats(shape, wild), training);
        assertRefused("Image 1 has a pixel of value NaN", Images.ofFloats(shape, nan), training);
    }

    private static void assertRefused(final String message, final Images images, final TrainingConfig training) {
        final EngineException e = assertThrows(EngineException.class,
            () -> VaeTrainer.train(images, SMALL, training, Progress.NONE));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static VaeConfig with(final PosteriorKind posterior, final Divergence divergence,
        final Likelihood likelihood, final NeighbourRegularisation neighbours) {
        return new VaeConfig(2, SMALL.architecture(), posterior, divergence, likelihood, neighbours);
    }

    private static Vae train(final VaeConfig config, final TrainingConfig training) {
        final Images images = TestImages.bars(80, 1);
        return VaeTrainer.train(VaeTraining.of(images, config, training).withClasses(TestImages.places(images)),
            Progress.NONE);
    }

    /** β is that of the batches: with one batch an epoch, the loss of epoch n has the β of n − 1 epochs. */
    @Test
    void theLossFollowsTheScheduleOfBeta() {
        final BetaSchedule schedule = new BetaSchedule(BetaSchedule.Kind.LINEAR, 0.2, 3, 1, 4, 1);
        final Vae vae = train(with(PosteriorKind.GAUSSIAN, new Divergence.Kl(schedule, 0, -1), new Likelihood.Gaussian(
            0.3), null), config(6, 80, 5e-3, 0, 0, false));
        for (final EpochRecord e : vae.history().epochs()) {
            final double during = schedule.at(e.epoch() - 1);
            assertEquals(e.loss(), e.reconstruction() + during * e.kl(), 1e-6 * Math.abs(e.loss()));
            assertEquals(schedule.at(e.epoch()), e.beta());
        }
        assertEquals(3, vae.history().last().beta());
    }

    /** With two batches an epoch the second takes β half an epoch later. */
    @Test
    void betaChangesWithinAnEpoch() {
        final BetaSchedule jump = new BetaSchedule(BetaSchedule.Kind.LINEAR, 0, 1e4, 0.25, 0.25, 1);
        final BetaSchedule late = new BetaSchedule(BetaSchedule.Kind.LINEAR, 0, 1e4, 0.75, 0.75, 1);
        final Likelihood gaussian = new Likelihood.Gaussian(1);
        final EpochRecord jumped = train(with(PosteriorKind.GAUSSIAN, new Divergence.Kl(jump, 0, -1), gaussian, null),
            config(1, 40, 1e-5, 0, 0, false)).history().last();
        final EpochRecord waited = train(with(PosteriorKind.GAUSSIAN, new Divergence.Kl(late, 0, -1), gaussian, null),
            config(1, 40, 1e-5, 0, 0, false)).history().last();
        assertEquals(waited.loss(), waited.reconstruction(), 1e-6 * waited.loss());
        // half of the images, each with about the same KL
        assertEquals(0.5e4 * jumped.kl(), jumped.loss() - jumped.reconstruction(), 0.1 * 0.5e4 * jumped.kl());
    }

    /** Under annealing the loss is smallest while β is 0, by that alone: such an epoch is not the best. */
    @Test
    void annealingDoesNotMakeAnEarlyEpochTheBest() {
        for (final double share : new double[]{0, 0.25}) {
            final Divergence annealed = new Divergence.Kl(
                new BetaSchedule(BetaSchedule.Kind.LINEAR, 0, 500, 30, 35, 1), 0, -1);
            final Vae vae = train(with(PosteriorKind.GAUSSIAN, annealed, new Likelihood.Bernoulli(), null),
                config(45, 10, 5e-3, share, 0, true));
            final List<EpochRecord> epochs = vae.history().epochs();
            final int lowest = epochs.stream().min(java.util.Comparator.comparingDouble(EpochRecord::loss))
                .orElseThrow().epoch();
            assertTrue(lowest <= 31, "lowest loss in epoch " + lowest);
            assertTrue(vae.history().bestEpoch() > 31, "best epoch " + vae.history().bestEpoch());
        }
    }

    @Test
    void everyPartOfTheLossIsRecordedWithoutItsWeight() {
        final NeighbourRegularisation neighbours = new NeighbourRegularisation(0.3, 3, 2);
        final Vae mmd = train(with(PosteriorKind.DETERMINISTIC, new Divergence.Mmd(7, Divergence.MmdKernel.GAUSSIAN, 0),
            new Likelihood.SquaredError(), neighbours), config(5, 40, 3e-3, 0, 0, false));
        for (final EpochRecord e : mmd.history().epochs()) {
            assertEquals(e.loss(), e.reconstruction() + 7 * e.mmd() + 0.3 * e.neighbourPenalty(), 1e-6 * e.loss());
            assertTrue(e.mmd() > 0 && e.neighbourPenalty() > 0 && Double.isNaN(e.kl()) && Double.isNaN(e.beta()));
            assertEquals(0, e.klPerDimension().length);
            assertFalse(e.latent().hasPosterior());
        }
        final EpochRecord plain = train(SMALL, config(1, 40, 1e-3, 0, 0, false)).history().last();
        assertTrue(Double.isNaN(plain.mmd()) && Double.isNaN(plain.neighbourPenalty()));
        assertEquals(1, plain.beta());
        final EpochRecord auto = train(with(PosteriorKind.DETERMINISTIC, new Divergence.None(),
            new Likelihood.Bernoulli(), null), config(1, 40, 1e-3, 0, 0, false)).history().last();
        assertEquals(auto.loss(), auto.reconstruction(), 1e-6 * auto.loss());
    }

    /** With one batch and next to no learning, the codes of the epoch are those of the model. */
    @Test
    void thePenaltyOnNeighboursIsThatOfTheImagesClasses() {
        final Images images = TestImages.bars(80, 1);
        final VaeConfig config = with(PosteriorKind.DETERMINISTIC, new Divergence.None(), new Likelihood.Bernoulli(),
            new NeighbourRegularisation(0.3, 4, 2));
        final int[] classes = new int[80];
        final Rng rng = new Rng(3);
        Arrays.setAll(classes, i -> rng.nextInt(4) - 1);
        final Vae vae = VaeTrainer.train(VaeTraining.of(images, config, config(1, 80, 1e-12, 0, 0, false))
            .withClasses(classes), Progress.NONE);
        final float[] codes = vae.encode(images, Progress.NONE).mean();
        final double[] z = new double[160];
        Arrays.setAll(z, i -> codes[i]);
        assertEquals(new NeighbourPenalty(4, 2).gradient(z, classes, 80, 2, 1, new double[160]),
            vae.history().last().neighbourPenalty(), 1e-5);
    }

    @Test
    void thePenaltyOnNeighboursNeedsClassesButNotOfEveryImage() {
        final VaeConfig config = with(PosteriorKind.GAUSSIAN, Divergence.Kl.of(1), new Likelihood.Bernoulli(),
            new NeighbourRegularisation(1, 2, 1));
        final VaeTraining request = VaeTraining.of(TestImages.bars(30, 1), config, config(2, 10, 1e-3, 0, 0, false));
        final EngineException e = assertThrows(EngineException.class,
            () -> VaeTrainer.train(request, Progress.NONE));
        assertEquals("The penalty on latent neighbours needs the classes of the images. Choose a class column, or "
            + "switch the penalty off.", e.getMessage());
        final int[] none = new int[30];
        Arrays.fill(none, -1);
        assertEquals(0, VaeTrainer.train(request.withClasses(none), Progress.NONE).history().last()
            .neighbourPenalty());
        assertThrows(IllegalArgumentException.class, () -> request.withClasses(new int[29]));
    }

    @Test
    void theListenerSeesEveryEpochAndChangesNothing() {
        final Images images = TestImages.bars(60, 1);
        final TrainingConfig training = config(3, 16, 1e-3, 0.2, 0, false);
        final List<Object> seen = new ArrayList<>();
        final List<float[]> codes = new ArrayList<>();
        final Vae watched = VaeTrainer.train(VaeTraining.of(images, SMALL, training).withListener(
            new VaeTrainingListener() {
                @Override
                public void trainingBegins(final VaeView untrained) {
                    seen.add(untrained.shape());
                }

                @Override
                public void epochEnded(final EpochRecord record, final VaeView model) {
                    seen.add(record);
                    codes.add(model.encode(images).mean());
                    codes.add(model.decode(new float[]{0.5f, -1, 2, 0}).toFloats());
                }
            }), Progress.NONE);
        assertEquals(images.shape(), seen.get(0));
        assertEquals(watched.history().epochs(), seen.subList(1, 4));
        assertArrayEquals(watched.encode(images, Progress.NONE).mean(), codes.get(4), 1e-5f);
        assertArrayEquals(watched.decode(new float[]{0.5f, -1, 2, 0}, Progress.NONE).toFloats(), codes.get(5), 1e-5f);
        final Vae alone = VaeTrainer.train(images, SMALL, training, Progress.NONE);
        for (int i = 0; i < alone.weights().size(); i++) {
            assertArrayEquals(alone.weights().get(i).values(), watched.weights().get(i).values());
        }
    }

    /** Means far from 0 and 1 and standard deviations far from a pixel's: the values of a table, standardised or not. */
    @Test
    void vectorsAreLearnedWhateverTheirRange() {
        final Rng rng = new Rng(5);
        final float[] values = new float[200 * 3];
        for (int i = 0; i < 200; i++) {
            final double t = rng.nextGaussian();
            values[3 * i] = (float)(5 + 2 * t);
            values[3 * i + 1] = (float)(-3 - 2 * t);
            values[3 * i + 2] = (float)(0.1 * rng.nextGaussian());
        }
        final Images vectors = Images.ofFloats(ImageShape.gray(1, 3), values);
        for (final Likelihood likelihood : List.of(new Likelihood.Gaussian(0.2), new Likelihood.SquaredError(),
            new Likelihood.LearnedGaussian())) {
            final VaeConfig config = new VaeConfig(1, new Architecture.Mlp(List.of(16), List.of(16), Activation.TANH,
                false), PosteriorKind.GAUSSIAN, Divergence.Kl.of(likelihood instanceof Likelihood.SquaredError ? 0.05
                    : 1), likelihood, null);
            final Vae vae = VaeTrainer.train(vectors, config, config(150, 20, 5e-3, 0, 0, false), Progress.NONE);
            final Images back = vae.reconstruct(vectors, Progress.NONE);
            double error = 0;
            for (int i = 0; i < 600; i++) {
                error += Math.abs(back.value(i / 3, i % 3) - values[i]) / 600;
            }
            assertTrue(error < 0.4, likelihood + ": " + error);
        }
    }

    @Test
    void aTrainingThatNeedsMoreMemoryThanThereIsIsRefusedBeforeItBegins() {
        final VaeConfig wide = new VaeConfig(2, new Architecture.DeepConvolutional(512, false), PosteriorKind.GAUSSIAN,
            Divergence.Kl.of(1), new Likelihood.Bernoulli(), null);
        final ImageShape shape = ImageShape.gray(16, 16);
        final Images images = Images.ofBytes(shape, new byte[200_000 * shape.values()]);
        final EngineException e = assertThrows(EngineException.class, () -> VaeTrainer.train(images, wide,
            config(1, 200_000, 1e-3, 0, 0, false), Progress.NONE));
        assertTrue(e.getMessage().matches("Training a VAE 16×16-conv512bn-conv1024bn-2 in batches of 200,000 takes about "
            + "[\\d,]+ MiB outside the Java heap, more than the limit of [\\d,]+ MiB\\. Choose a smaller batch, fewer "
            + "filters or narrower layers, smaller images, or a higher off-heap limit in the preferences\\."),
            e.getMessage());
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> VaeConfig.standard(0));
        assertThrows(IllegalArgumentException.class, () -> VaeConfig.standard(20_000));
        assertThrows(IllegalArgumentException.class, () -> TrainingConfig.standard(0, 1));
        assertThrows(IllegalArgumentException.class, () -> config(1, 0, 1e-3, 0, 0, false));
        assertThrows(IllegalArgumentException.class, () -> config(1, 1, Double.NaN, 0, 0, false));
        assertThrows(IllegalArgumentException.class, () -> config(1, 1, 1, 1, 0, false));
        assertThrows(IllegalArgumentException.class, () -> new Likelihood.Gaussian(0));
        final VaeConfig huge = new VaeConfig(10_000, List.of(16_384), List.of(16_384), Activation.RELU,
            new Likelihood.Bernoulli());
        final EngineException e = assertThrows(EngineException.class,
            () -> VaeTrainer.train(TestImages.bars(10, 1), huge, config(1, 10, 1e-3, 0, 0, false), Progress.NONE));
        assertTrue(e.getMessage().contains("million parameters"), e.getMessage());
    }

    @Test
    void tenThousandLatentDimensionsWork() {
        final VaeConfig wide = new VaeConfig(10_000, List.of(20), List.of(20), Activation.TANH,
            new Likelihood.Gaussian(0.2));
        final Vae vae = VaeTrainer.train(TestImages.bars(12, 1), wide, config(2, 5, 1e-4, 0, 0, false), Progress.NONE);
        assertEquals(10_000, vae.encode(TestImages.bars(2, 5), Progress.NONE).mean().length / 2);
        assertTrue(Double.isFinite(vae.history().last().loss()));
    }

    @Test
    void trainingWorksFromAThreadWithoutAContextClassLoader() throws InterruptedException {
        final List<Object> result = new ArrayList<>();
        final Thread thread = new Thread(() -> {
            try {
                result.add(train(30, config(1, 10, 1e-3, 0, 0, false)));
            } catch (RuntimeException | Error e) { // NOSONAR looked at below
                result.add(e);
            }
        });
        thread.setContextClassLoader(null);
        thread.start();
        thread.join();
        assertTrue(result.get(0) instanceof Vae, () -> result.toString());
    }
}
