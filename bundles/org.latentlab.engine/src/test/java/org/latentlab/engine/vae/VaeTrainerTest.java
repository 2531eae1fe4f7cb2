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
            + "longer a number\\. Lower the learning rate \\(now 1000000\\.0\\), for instance to 0\\.001\\."),
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

    @Test
    void vectorsAreNotCalledImages() {
        final ImageShape shape = ImageShape.gray(1, 3);
        assertRefused("All values of all 2 vectors are the same, so there is nothing to learn. Check the columns "
            + "of numbers.", Images.ofFloats(shape, new float[6]), config(1, 10, 1e-3, 0, 0, false));
        final float[] values = new float[12];
        values[3] = 1;
        assertEquals(List.of("The batch size of 10 is larger than the 4 training vectors, so every epoch was one batch "
            + "of all of them."), VaeTrainer.train(Images.ofFloats(shape, values), SMALL,
                config(1, 10, 1e-3, 0, 0, false), Progress.NONE).notices());
    }

    private static void assertRefused(final String message, final Images images, final TrainingConfig training) {
        final EngineException e = assertThrows(EngineException.class,
            () -> VaeTrainer.train(images, SMALL, training, Progress.NONE));
        assertTrue(e.getMessage().contains(message), e.getMessage());
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

    @Test
    void aTrainingThatNeedsMoreMemoryThanThereIsIsRefusedBeforeItBegins() {
        final VaeConfig wide = new VaeConfig(2, new Architecture.DeepConvolutional(512, false), PosteriorKind.GAUSSIAN,
            Divergence.Kl.of(1), new Likelihood.Bernoulli(), null);
        final ImageShape shape = ImageShape.gray(16, 16);
        final Images images = Images.ofBytes(shape, new byte[200_000 * shape.values()]);
        final EngineException e = assertThrows(EngineException.class, () -> VaeTrainer.train(images, wide,
            config(1, 200_000, 1e-3, 0, 0, false), Progress.NONE));
        assertTrue(e.getMessage().matches("Training a VAE 16×16-conv512bn-conv1024bn-2 in batches of 200,000 takes "
            + "about [\\d,]+ MiB outside the Java heap, more than the limit of [\\d,]+ MiB\\. Choose a smaller "
            + "batch, fewer "
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
