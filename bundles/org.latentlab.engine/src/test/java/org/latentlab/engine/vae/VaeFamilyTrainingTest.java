package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.NeighbourPenalty;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;

/** Trainings by other losses than the ELBO. */
class VaeFamilyTrainingTest {

    private static final VaeConfig SMALL = new VaeConfig(2, List.of(30, 20), List.of(20, 30), Activation.SOFTPLUS,
        new Likelihood.Bernoulli());

    private static TrainingConfig config(final int epochs, final int batch, final double rate, final double share,
        final boolean best) {
        return new TrainingConfig(epochs, batch, rate, 7, share, 0, 0, best);
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
            0.3), null), config(6, 80, 5e-3, 0, false));
        for (final EpochRecord e : vae.history().epochs()) {
            final double during = schedule.at(e.epoch() - 1);
            assertEquals(e.loss(), e.reconstruction() + during * e.kl(), 1e-6 * Math.abs(e.loss()));
            assertEquals(during, e.beta());
        }
        assertEquals(3, vae.history().last().beta());
    }

    /** Where a cycle ends with an epoch, β is at its start again after it, but not while it is trained with. */
    @Test
    void theHistoryHasTheBetaOfTheLastBatch() {
        final BetaSchedule cycles = new BetaSchedule(BetaSchedule.Kind.CYCLICAL, 0, 2, 0, 3, 3);
        final Vae vae = train(with(PosteriorKind.GAUSSIAN, new Divergence.Kl(cycles, 0, -1), new Likelihood.Gaussian(
            0.3), null), config(3, 20, 1e-3, 0, false));
        // four batches: 0, half, all and all of the way from 0 to 2
        vae.history().epochs().forEach(e -> assertEquals(2, e.beta(), 1e-12));
    }

    /** With two batches an epoch the second takes β half an epoch later. */
    @Test
    void betaChangesWithinAnEpoch() {
        final BetaSchedule jump = new BetaSchedule(BetaSchedule.Kind.LINEAR, 0, 1e4, 0.25, 0.25, 1);
        final BetaSchedule late = new BetaSchedule(BetaSchedule.Kind.LINEAR, 0, 1e4, 0.75, 0.75, 1);
        final Likelihood gaussian = new Likelihood.Gaussian(1);
        final EpochRecord jumped = train(with(PosteriorKind.GAUSSIAN, new Divergence.Kl(jump, 0, -1), gaussian, null),
            config(1, 40, 1e-5, 0, false)).history().last();
        final EpochRecord waited = train(with(PosteriorKind.GAUSSIAN, new Divergence.Kl(late, 0, -1), gaussian, null),
            config(1, 40, 1e-5, 0, false)).history().last();
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
                config(45, 10, 5e-3, share, true));
            final List<EpochRecord> epochs = vae.history().epochs();
            final int lowest = epochs.stream().min(Comparator.comparingDouble(EpochRecord::loss))
                .orElseThrow().epoch();
            assertTrue(lowest <= 31, "lowest loss in epoch " + lowest);
            assertTrue(vae.history().bestEpoch() > 31, "best epoch " + vae.history().bestEpoch());
        }
    }

    @Test
    void everyPartOfTheLossIsRecordedWithoutItsWeight() {
        final NeighbourRegularisation neighbours = new NeighbourRegularisation(0.3, 3, 2);
        final Vae mmd = train(with(PosteriorKind.DETERMINISTIC, new Divergence.Mmd(7, Divergence.MmdKernel.GAUSSIAN, 0),
            new Likelihood.SquaredError(), neighbours), config(5, 40, 3e-3, 0, false));
        for (final EpochRecord e : mmd.history().epochs()) {
            assertEquals(e.loss(), e.reconstruction() + 7 * e.mmd() + 0.3 * e.neighbourPenalty(), 1e-6 * e.loss());
            assertTrue(e.mmd() > 0 && e.neighbourPenalty() > 0 && Double.isNaN(e.kl()) && Double.isNaN(e.beta()));
            assertEquals(0, e.klPerDimension().length);
            assertFalse(e.latent().hasPosterior());
        }
        final EpochRecord plain = train(SMALL, config(1, 40, 1e-3, 0, false)).history().last();
        assertTrue(Double.isNaN(plain.mmd()) && Double.isNaN(plain.neighbourPenalty()));
        assertEquals(1, plain.beta());
        final EpochRecord auto = train(with(PosteriorKind.DETERMINISTIC, new Divergence.None(),
            new Likelihood.Bernoulli(), null), config(1, 40, 1e-3, 0, false)).history().last();
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
        final Vae vae = VaeTrainer.train(VaeTraining.of(images, config, config(1, 80, 1e-12, 0, false))
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
        final VaeTraining request = VaeTraining.of(TestImages.bars(30, 1), config, config(2, 10, 1e-3, 0, false));
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

    /** A code that has no other in its batch cannot be compared: such a training would leave the codes alone. */
    @Test
    void lossesThatCompareCodesNeedMoreThanOneInABatch() {
        final Divergence mmd = new Divergence.Mmd(7, Divergence.MmdKernel.GAUSSIAN, 0);
        final VaeConfig compared = with(PosteriorKind.GAUSSIAN, mmd, new Likelihood.Bernoulli(), null);
        assertEquals("The MMD compares the codes of a batch with each other, but a batch holds 1 image. Choose a batch "
            + "size of at least 2, better 50 or more, or another divergence.",
            assertThrows(EngineException.class, () -> train(compared, config(1, 1, 1e-3, 0, false))).getMessage());
        final VaeConfig pulled = with(PosteriorKind.GAUSSIAN, Divergence.Kl.of(1), new Likelihood.Bernoulli(),
            new NeighbourRegularisation(1, 2, 1));
        assertEquals("The penalty on latent neighbours compares the codes of a batch with each other, but a batch "
            + "holds 1 image. Choose a batch size of at least 2, better 50 or more, or switch the penalty off.",
            assertThrows(EngineException.class, () -> train(pulled, config(1, 1, 1e-3, 0, false))).getMessage());
        final Images two = TestImages.bars(2, 1);
        assertEquals("The MMD compares the codes of a batch with each other, but without the validation images only 1 "
            + "of 2 images is left to train on. Give it more images, or choose a smaller validation share.",
            assertThrows(EngineException.class, () -> VaeTrainer.train(two, compared, config(1, 10, 1e-3, 0.5, false),
                Progress.NONE)).getMessage());
        assertTrue(Double.isFinite(train(SMALL, config(1, 1, 1e-3, 0, false)).history().last().loss()));
    }

    /** Means far from 0 and 1 and standard deviations far from a pixel's: the values of a table. */
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
            final Vae vae = VaeTrainer.train(vectors, config, config(150, 20, 5e-3, 0, false), Progress.NONE);
            final Images back = vae.reconstruct(vectors, Progress.NONE);
            double error = 0;
            for (int i = 0; i < 600; i++) {
                error += Math.abs(back.value(i / 3, i % 3) - values[i]) / 600;
            }
            assertTrue(error < 0.4, likelihood + ": " + error);
        }
    }
}
