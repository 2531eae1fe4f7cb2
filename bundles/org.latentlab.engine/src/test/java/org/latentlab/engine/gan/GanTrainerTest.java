package org.latentlab.engine.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.failure.FailureFinding;
import org.latentlab.engine.failure.FailureKind;
import org.latentlab.engine.failure.FailureVerdict;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.nn.GradientCheck;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.train.Progress;

class GanTrainerTest {

    private static final Images BARS = GanTestData.bars(28, 1);

    private static final GanConfig SMALL = GanTestData.config(new GanLoss.NonSaturating());

    private static Gan train(final GanTraining request) {
        return GanTrainer.train(request, Progress.NONE);
    }

    private static Gan train(final GanConfig config, final GanTrainingConfig training) {
        return train(GanTestData.request(BARS, config, training));
    }

    private static GanTrainingConfig epochs(final int epochs) {
        return GanTestData.training(TrainingLength.epochs(epochs));
    }

    private static GanTrainingConfig with(final GanTrainingConfig t, final double rate, final double averaging,
        final double clip, final long seed, final double minutes, final boolean stop) {
        final AdamConfig adam = new AdamConfig(rate, 0.5, 0.9, 1e-8);
        return new GanTrainingConfig(t.length(), t.batchSize(), t.criticSteps(), adam, adam, averaging, clip, seed,
            minutes, t.snapshotEvery(), t.keepEvery(), stop);
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
    void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
        for (final GanConfig config : GanTestData.family()) {
            final GanTrainingConfig training = epochs(2);
            final Gan first = train(config, training);
            GanTestData.assertSame(first, train(config, training));
            final Gan other = train(config, with(training, 1e-3, 0.9, 0, 8, 0, false));
            assertFalse(Arrays.equals(first.generators().get(2).get(0).values(),
                other.generators().get(2).get(0).values()));
        }
    }

    @Test
    void watchingATrainingDoesNotChangeIt() {
        final Gan alone = train(SMALL, epochs(4));
        final List<Integer> seen = new ArrayList<>();
        final Gan watched = train(GanTraining.of(BARS, SMALL, epochs(4)).withListener((record, model) -> {
            seen.add(record.epoch());
            final float[] z = new float[40 * 3];
            assertEquals(40, model.generate(z, null).size());
        }));
        GanTestData.assertSame(alone, watched);
        assertEquals(List.of(1, 2, 3, 4), seen);
    }

    @Test
    void theViewOfTheLastEpochIsTheModel() {
        final float[] z = SMALL.prior().draw(9, new Rng(3));
        final List<Images> seen = new ArrayList<>();
        final Gan gan = train(GanTraining.of(BARS, SMALL, epochs(3))
            .withListener((record, model) -> seen.add(model.generate(z, null))));
        final float[] model = gan.decode(z, null, Progress.NONE).toFloats();
        assertArrayEquals(model, seen.get(2).toFloats(), 1e-6f);
        assertNotEquals(model[0], seen.get(0).toFloats()[0]);
    }

    /** The generator that is kept of an epoch is that of a training that ends there. */
    @Test
    void theGeneratorAsItWasAtAnEpochCanBeChosen() {
        for (final GanConfig config : GanTestData.family()) {
            final Gan gan = train(config, epochs(5));
            assertEquals(List.of(2, 4, 5), gan.keptEpochs());
            assertEquals(5, gan.epoch());
            final Gan second = gan.atEpoch(2);
            final Gan shorter = train(config, epochs(2));
            assertEquals(2, second.epoch());
            assertEquals(5, second.history().last().epoch());
            final var draws = gan.draw(6, 1);
            assertArrayEquals(shorter.decode(draws.z(), draws.classes(), Progress.NONE).toFloats(),
                second.decode(draws.z(), draws.classes(), Progress.NONE).toFloats());
            assertEquals(gan.summary(), second.atEpoch(5).summary());
            assertTrue(second.summary().contains(", 28 images, epoch 2 of 5 (3 updates), "), second.summary());
        }
    }

    @Test
    void anEpochThatWasNotKeptIsRefusedNamingThose() {
        final EngineException e = assertThrows(EngineException.class, () -> train(SMALL, epochs(5)).atEpoch(3));
        assertEquals("The generator as it was after epoch 3 was not kept; those of the epochs 2, 4 and 5 were. Choose "
            + "one of these, or train again and keep generators more often.", e.getMessage());
        final Gan last = train(SMALL, GanTestData.training(TrainingLength.epochs(2), 1, 1, 0));
        final EngineException only = assertThrows(EngineException.class, () -> last.atEpoch(1));
        assertTrue(only.getMessage().contains("only that of the last epoch, 2, was."), only.getMessage());
    }

    @Test
    void lengthsAreEpochsOrUpdatesOfTheGenerator() {
        // 28 images in batches of 8 are 3 steps an epoch
        final Gan epochs = train(SMALL, epochs(3));
        assertEquals(List.of(1L, 3L, 4L), epochs.history().epochs().stream().map(GanEpochRecord::updates).toList());
        assertEquals("All 3 epochs are done.", epochs.history().stopReason());
        final Gan updates = train(SMALL, GanTestData.training(TrainingLength.updates(5)));
        assertEquals(List.of(1L, 3L, 4L, 5L),
            updates.history().epochs().stream().map(GanEpochRecord::updates).toList());
        assertEquals("All 5 generator updates are done.", updates.history().stopReason());
        GanTestData.assertSame(epochs.generators().get(2), updates.generators().get(2));
        final Gan one = train(SMALL, GanTestData.training(TrainingLength.updates(1), 5, 1, 0));
        assertEquals(List.of(0L, 1L), one.history().epochs().stream().map(GanEpochRecord::updates).toList());
        assertTrue(Double.isNaN(one.history().epochs().get(0).generatorLoss()));
        assertEquals("The one generator update is done.", one.history().stopReason());
    }

    @Test
    void theHistoryHasWhatItSays() {
        for (final GanConfig config : GanTestData.family()) {
            final Gan gan = train(config, epochs(3));
            for (final GanEpochRecord e : gan.history().epochs()) {
                assertTrue(Double.isFinite(e.criticLoss() + e.generatorLoss() + e.realScore() + e.fakeScore()));
                assertTrue(e.criticGradient() > 0 && e.generatorGradient() > 0);
                assertEquals(24 / e.seconds(), e.imagesPerSecond(), 1e-6 * e.imagesPerSecond());
                assertEquals(config.loss() instanceof GanLoss.WassersteinGradientPenalty, e.penalty() >= 0);
                assertEquals(config.cluster() != null, e.latentError() > 0);
                assertEquals(config.cluster() != null, e.clusterLoss() > 0);
                assertEquals(e.epoch() >= 2, e.failure() != null); // every second, and the last
                if (config.loss().isProbability()) {
                    assertTrue(e.realScore() > 0 && e.realScore() < 1 && e.fakeScore() > 0 && e.fakeScore() < 1);
                }
            }
            assertEquals(GanNetwork.layers(config, BARS.shape()), gan.layers());
        }
    }

    /** Norms are recorded before gradients are clipped, so the first step's is the same. */
    @Test
    void clippedGradientsChangeTheTrainingAndABoundBeyondReachDoesNot() {
        final GanTrainingConfig one = GanTestData.training(TrainingLength.updates(1), 1, 1, 0);
        final GanTrainingConfig three = GanTestData.training(TrainingLength.epochs(2), 1, 1, 0);
        final Gan free = train(SMALL, with(three, 1e-3, 0, 0, 5, 0, false));
        GanTestData.assertSame(free, train(SMALL, with(three, 1e-3, 0, 1e6, 5, 0, false)));
        final Gan clipped = train(SMALL, with(three, 1e-3, 0, 1e-6, 5, 0, false));
        assertFalse(Arrays.equals(free.generators().get(2).get(0).values(),
            clipped.generators().get(2).get(0).values()));
        assertEquals(train(SMALL, with(one, 1e-3, 0, 0, 5, 0, false)).history().last().criticGradient(),
            train(SMALL, with(one, 1e-3, 0, 1e-6, 5, 0, false)).history().last().criticGradient());
    }

    @Test
    void averagedWeightsAreSampledFromButNotTrainedWith() {
        final GanTrainingConfig t = epochs(3);
        final Gan plain = train(SMALL, with(t, 1e-3, 0, 0, 5, 0, false));
        final Gan averaged = train(SMALL, with(t, 1e-3, 0.99, 0, 5, 0, false));
        assertEquals(plain.history().epochs().stream().map(GanEpochRecord::criticLoss).toList(),
            averaged.history().epochs().stream().map(GanEpochRecord::criticLoss).toList());
        assertFalse(Arrays.equals(plain.generators().get(3).get(0).values(),
            averaged.generators().get(3).get(0).values()));
    }

    @Test
    void thePlainOperationsTrainTheSameModelAsTheFusedOnes() {
        for (final GanConfig config : GanTestData.family()) {
            final GanTraining request = GanTestData.request(BARS, config, epochs(2));
            final Gan fused = train(request);
            final Gan plain;
            try (Kernels kernels = GradientCheck.kernels()) {
                plain = GanTrainer.train(kernels, request, Progress.NONE);
            }
            for (int i = 0; i < 2; i++) {
                final GanEpochRecord e = plain.history().epochs().get(i);
                final GanEpochRecord a = fused.history().epochs().get(i);
                assertEquals(e.criticLoss(), a.criticLoss(), 1e-3 * Math.max(1, Math.abs(e.criticLoss())));
                assertEquals(e.generatorLoss(), a.generatorLoss(), 1e-3 * Math.max(1, Math.abs(e.generatorLoss())));
            }
        }
    }

    @Test
    void everyStepIsReportedWithAllThatTheAnalystWaitsFor() {
        final Recorder recorder = new Recorder(Integer.MAX_VALUE);
        GanTrainer.train(GanTraining.of(BARS, SMALL, GanTestData.training(TrainingLength.epochs(2), 1, 1, 0)),
            recorder);
        assertEquals("Preparing the training of a GAN 3-16-64", recorder.m_messages.get(0));
        assertEquals(1 + 2 * 3, recorder.m_messages.size());
        for (final String message : recorder.m_messages.subList(1, 7)) {
            assertTrue(message.matches("Epoch [12]/2, critic loss \\d+\\.\\d+, generator loss \\d+\\.\\d+, D\\(real\\) "
                + "0\\.\\d\\d, D\\(fake\\) 0\\.\\d\\d, \\d+ s left"), message);
        }
        assertEquals(1.0, recorder.m_fractions.get(6));
        for (int i = 1; i < 7; i++) {
            assertTrue(recorder.m_fractions.get(i) > recorder.m_fractions.get(i - 1));
        }
    }

    @Test
    void aTrainingIsCancelledWithinABatch() {
        final Recorder recorder = new Recorder(4);
        assertThrows(CancellationException.class,
            () -> GanTrainer.train(GanTraining.of(BARS, SMALL, epochs(100)), recorder));
        assertEquals(5, recorder.m_messages.size());
    }

    @Test
    void theTimeLimitEndsATrainingWithinAnEpoch() {
        final Gan gan = train(SMALL, with(epochs(1000), 1e-3, 0, 0, 5, 1e-9, false));
        assertEquals("The time limit of 1.0E-9 minutes was reached in epoch 1.", gan.history().stopReason());
        assertEquals(List.of(1), gan.keptEpochs());
        assertNotEquals(null, gan.history().last().failure());
        assertEquals(1, gan.criticSteps());
    }

    /** Three steps an epoch, and one of the generator after every second. */
    @Test
    void criticStepsCountThoseAfterTheLastUpdateToo() {
        final Gan gan = train(SMALL, epochs(5));
        assertEquals(15, gan.criticSteps());
        assertEquals(7, gan.history().last().updates());
        assertEquals(6, gan.atEpoch(2).criticSteps());
        assertEquals(10, train(SMALL, GanTestData.training(TrainingLength.updates(5))).criticSteps());
    }

    @Test
    void aTrainingThatDivergesSaysWhereAndWhatHelps() {
        final GanConfig config = GanTestData.config(new GanLoss.LeastSquares());
        final EngineException e = assertThrows(EngineException.class,
            () -> train(config, with(epochs(50), 1e30, 0, 0, 5, 0, false)));
        assertTrue(e.getMessage().matches("The training diverged in epoch \\d+, batch \\d of 3: (the "
            + "(critic|generator)'s loss is no longer a number|a network's weights are no longer numbers)\\. Lower the "
            + "learning rates \\(now 1\\.0E30 for the generator and 1\\.0E30 for the critic\\), for instance "
            + "to 1\\.0E29 and 1\\.0E29, or "
            + "clip the gradients\\."), e.getMessage());
    }

    @Test
    void aBatchIsCutToTheImagesWithANotice() {
        final Gan gan = train(GanTraining.of(GanTestData.bars(6, 1), SMALL, epochs(2)));
        assertEquals(List.of("The batch size of 8 is larger than the 6 training images, so every epoch was one batch "
            + "of all of them."), gan.notices());
    }

    /** 2 · 10⁸ critic steps, 3 of them an epoch. */
    @Test
    void aTrainingOfTooManyEpochsIsRefusedBeforeItBegins() {
        final EngineException e = assertThrows(EngineException.class, () -> train(GanTraining.of(BARS, SMALL,
            GanTestData.training(TrainingLength.updates(100_000_000)))));
        assertEquals("The training would have 66,666,667 epochs of 3 critic steps; at most 9,999,999 are possible. "
            + "Make it shorter, or choose smaller batches.", e.getMessage());
    }

    private static void assertRefused(final String message, final Images images, final GanConfig config,
        final int[] classes) {
        final EngineException e = assertThrows(EngineException.class,
            () -> train(GanTraining.of(images, config, epochs(1)).withClasses(classes)));
        assertEquals(message, e.getMessage());
    }

    @Test
    void imagesThatNothingCanBeLearnedFromAreRefused() {
        assertRefused("Training a GAN needs at least 2 images, but there is only one. Give it more.",
            GanTestData.bars(1, 1), SMALL, null);
        assertRefused("All pixels of all 3 images have the same value, so there is nothing to learn. Check the image "
            + "column.", Images.ofBytes(ImageShape.gray(2, 2), new byte[12]), SMALL, null);
        assertRefused("All 3 images are the same, so there is nothing to learn of how they differ. Check the image "
            + "column.", Images.ofBytes(ImageShape.gray(2, 1), new byte[]{5, 9, 5, 9, 5, 9}), SMALL, null);
        assertRefused("All 2 vectors are the same, so there is nothing to learn of how they differ. Check the columns "
            + "of numbers.", Images.ofFloats(ImageShape.gray(1, 3), new float[]{0, 1, 2, 0, 1, 2}), SMALL, null);
        assertRefused("Image 2 has a pixel of value 1.5, but a GAN needs values from 0 to 1. Scale the images, or "
            + "leave out this one.", Images.ofFloats(ImageShape.gray(2, 1), new float[]{0, 1, 0, 1.5f}), SMALL, null);
        assertRefused("Vector 1 has the value NaN in place 3, but values have to be finite. Leave it out.",
            Images.ofFloats(ImageShape.gray(1, 3), new float[]{0, 1, Float.NaN, 1, 1, 1}), SMALL, null);
        final GanConfig conditional = GanTestData.family().get(1);
        assertRefused("A class-conditional GAN needs the classes of the images. Choose a class column, or train "
            + "without classes.", BARS, conditional, null);
        final int[] classes = GanTestData.places(BARS);
        classes[2] = -1;
        assertRefused("Image 3 has no class. A class-conditional GAN needs the class of every image. Leave out the "
            + "rows without one.", BARS, conditional, classes);
        final IllegalArgumentException size = assertThrows(IllegalArgumentException.class,
            () -> train(GanTraining.of(Images.ofBytes(ImageShape.gray(10, 10), new byte[200]),
                GanTestData.family().get(0), epochs(1))));
        assertTrue(size.getMessage().contains("divisible by 4"), size.getMessage());
    }

    @Test
    void moreGeneratorsThanTheHeapHoldsAreRefused() {
        final GanConfig large = new GanConfig(new LatentPrior.Normal(10),
            new GanArchitecture.Mlp(List.of(1000, 1000), List.of(8), false), CriticNormalisation.NONE,
            new GanLoss.NonSaturating(), 1, List.of(), null);
        final EngineException e = assertThrows(EngineException.class,
            () -> train(large, GanTestData.training(TrainingLength.epochs(1_000_000), 1, 1, 1)));
        assertTrue(e.getMessage().startsWith("Keeping 1,000,000 generators takes about "), e.getMessage());
    }

    /** A generator that learns much faster than the critic soon makes one image whatever the latent vector. */
    @Test
    void aTrainingThatFailsIsStoppedWhereThatIsWanted() {
        final GanConfig config = new GanConfig(new LatentPrior.Normal(3),
            new GanArchitecture.Mlp(List.of(16), List.of(16), false), CriticNormalisation.NONE,
            new GanLoss.NonSaturating(), 1, List.of(), null);
        final GanTrainingConfig stopping = new GanTrainingConfig(TrainingLength.epochs(20), 8, 1,
            new AdamConfig(0.1, 0.5, 0.9, 1e-8), new AdamConfig(1e-4, 0.5, 0.9, 1e-8), 0, 0, 2, 0, 1, 0, true);
        final Gan on = train(config, new GanTrainingConfig(stopping.length(), 8, 1, stopping.generator(),
            stopping.critic(), 0, 0, 2, 0, 1, 0, false));
        assertEquals(20, on.history().epochs().size());
        final Gan stopped = train(config, stopping);
        final int epochs = stopped.history().epochs().size();
        assertTrue(epochs < 20);
        final FailureFinding finding = FailureVerdict.reasonToStop(stopped.findings()).orElseThrow();
        assertEquals(FailureKind.MODE_COLLAPSE, finding.kind());
        assertTrue(finding.persists() && finding.until() == epochs);
        assertEquals("Stopped after epoch " + epochs + ", since the training fails. " + finding.sentence(),
            stopped.history().stopReason());
        GanTestData.assertSame(train(config, new GanTrainingConfig(TrainingLength.epochs(epochs), 8, 1,
            stopping.generator(), stopping.critic(), 0, 0, 2, 0, 1, 0, false)).generators().get(epochs),
            stopped.generators().get(epochs));
    }

    /** Correlated normal vectors, whose mean and covariance a Wasserstein GAN is to find again. */
    @Test
    void aGanLearnsTheDistributionOfVectors() {
        final Rng rng = new Rng(2);
        final float[] values = new float[2 * 2000];
        for (int i = 0; i < values.length; i += 2) {
            final double a = rng.nextGaussian();
            values[i] = (float)(1 + a);
            values[i + 1] = (float)(-2 + 0.6 * a + 0.4 * rng.nextGaussian());
        }
        final GanConfig config = new GanConfig(new LatentPrior.Normal(2),
            new GanArchitecture.Mlp(List.of(32, 32), List.of(32, 32), false), CriticNormalisation.NONE,
            new GanLoss.WassersteinGradientPenalty(1, GradientPenalty.TOWARDS_ONE), 1, List.of(), null);
        final AdamConfig adam = new AdamConfig(1e-3, 0, 0.9, 1e-8);
        final GanTrainingConfig training = new GanTrainingConfig(TrainingLength.updates(1000), 64, 5, adam, adam, 0.995,
            0, 1, 0, 1000, 0, false);
        final Gan gan = train(GanTraining.of(Images.ofFloats(ImageShape.gray(1, 2), values), config, training));
        final Images drawn = gan.decode(gan.draw(4000, 9).z(), null, Progress.NONE);
        final double[] sums = new double[5];
        for (int i = 0; i < drawn.size(); i++) {
            final double x = drawn.value(i, 0) - 1;
            final double y = drawn.value(i, 1) + 2;
            final double[] terms = {x, y, x * x, x * y, y * y};
            for (int j = 0; j < 5; j++) {
                sums[j] += terms[j] / drawn.size();
            }
        }
        // the moments are 0, 0, 1, 0.6 and 0.6² + 0.4²; a GAN comes as near as its last updates leave it
        assertArrayEquals(new double[]{0, 0, 1, 0.6, 0.52}, sums, 0.15);
        assertTrue(gan.summary().startsWith("WGAN-GP λ = 1 2-32-32-2, 2,000 vectors, 162 epochs (1,000 updates), "
            + "critic loss "), gan.summary());
    }
}
