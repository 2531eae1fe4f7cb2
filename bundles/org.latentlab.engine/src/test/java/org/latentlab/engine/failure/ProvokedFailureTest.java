package org.latentlab.engine.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanEpochRecord;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanTrainer;
import org.latentlab.engine.gan.GanTraining;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.gan.TrainingLength;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.train.Progress;

/** Trainings of small networks on synthetic digits, healthy ones and spoilt ones. */
class ProvokedFailureTest {

    private static final Images DIGITS =
        SyntheticDigits.generate(SyntheticDigitsConfig.of(1000, 1), Progress.NONE).images();

    private static final GanArchitecture MLP = new GanArchitecture.Mlp(List.of(128, 256), List.of(256, 128), false);

    private static AdamConfig adam(final double rate) {
        return new AdamConfig(rate, 0.5, 0.999, 1e-8);
    }

    private static Gan train(final GanArchitecture architecture, final GanLoss loss, final int batch,
        final int criticSteps, final double generatorRate, final double criticRate, final int epochs,
        final long seed, final boolean stop) {
        final GanConfig config = new GanConfig(new LatentPrior.Normal(64), architecture, architecture == MLP
            ? CriticNormalisation.NONE : CriticNormalisation.BATCH, loss, 1, List.of(), null);
        return GanTrainer.train(GanTraining.of(DIGITS, config, new GanTrainingConfig(TrainingLength.epochs(epochs),
            batch, criticSteps, adam(generatorRate), adam(criticRate), 0, 0, seed, 0, 1, 0, stop)), Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aHealthyTrainingRaisesNoAlarm(final long seed) {
        final Gan gan = train(MLP, new GanLoss.NonSaturating(), 16, 1, 1e-3, 1e-3, 6, seed, true);
        assertEquals(List.of(), gan.findings());
        assertEquals(6, gan.history().epochs().size());
    }

    @Test
    void aCriticTenStepsAheadHoldsTheGeneratorDownAndStopsTheTraining() {
        final Gan gan = train(new GanArchitecture.Dcgan(8), new GanLoss.NonSaturating(), 32, 10, 2e-4, 2e-4, 8, 1,
            true);
        final List<FailureSnapshot> snapshots =
            gan.history().epochs().stream().map(GanEpochRecord::failure).filter(Objects::nonNull).toList();
        assertTrue(snapshots.get(0).nearDuplicates() > 0.5, "near-duplicates " + snapshots.get(0).nearDuplicates());
        assertEquals(4, snapshots.size()); // within 3 snapshots of the first
        assertEquals(FailureKind.MODE_COLLAPSE, gan.findings().get(0).kind());
        assertEquals(1, gan.findings().get(0).onset());
        assertTrue(gan.history().stopReason().startsWith("Stopped after epoch 4, since the training fails. Mode "
            + "collapse since epoch 1: "), gan.history().stopReason());
    }

    @Test
    void aMinimaxGeneratorThatIsTooSlowGetsNoGradient() {
        final Gan gan = train(MLP, new GanLoss.Minimax(), 16, 1, 1e-5, 1e-3, 7, 1, false);
        final List<FailureKind> kinds = gan.findings().stream().map(FailureFinding::kind).toList();
        assertTrue(kinds.contains(FailureKind.VANISHING_GRADIENT), "found " + gan.findings());
    }

    /**
     * Least squares with much momentum: vectors of two values, all of them in each step, so that an epoch is a step and
     * its generator loss the trace. The losses are a wave for some hundred steps, which the spectrum shows, too.
     */
    @Test
    void momentumMakesALeastSquaresGanOscillate() {
        final Rng rng = new Rng(1);
        final float[] values = new float[2 * 64];
        for (int i = 0; i < values.length; i += 2) {
            values[i] = (float)(1 + 0.1 * rng.nextGaussian());
            values[i + 1] = (float)(0.5 + 0.1 * rng.nextGaussian());
        }
        final AdamConfig momentum = new AdamConfig(1e-2, 0.9, 0.999, 1e-8);
        final Gan gan = GanTrainer.train(GanTraining.of(Images.ofFloats(ImageShape.gray(1, 2), values),
            new GanConfig(new LatentPrior.Normal(2), new GanArchitecture.Mlp(List.of(16), List.of(16), false),
                CriticNormalisation.NONE, new GanLoss.LeastSquares(), 1, List.of(), null),
            new GanTrainingConfig(TrainingLength.epochs(1200), 64, 1, momentum, momentum, 0, 0, 1, 0, 100, 0, false)),
            Progress.NONE);
        final List<FailureFinding> found =
            gan.findings().stream().filter(f -> f.kind() == FailureKind.OSCILLATION).toList();
        assertEquals(1, found.size(), "found " + gan.findings());
        assertTrue(found.get(0).persists(), found.get(0).sentence());
        final double[] losses =
            gan.history().epochs().stream().skip(1200 - 512).mapToDouble(GanEpochRecord::generatorLoss).toArray();
        final FailureSnapshot last = gan.history().last().failure();
        assertEquals(strongestPeriod(losses), last.period(), 0.1 * last.period());
        final double range = Arrays.stream(losses).max().orElseThrow() - Arrays.stream(losses).min().orElseThrow();
        assertTrue(last.amplitude() > range / 8 && last.amplitude() < range / 2, last.amplitude() + " of " + range);
    }

    /** The period at which the discrete Fourier transform is largest, of at least 4 periods. */
    private static double strongestPeriod(final double[] losses) {
        final double mean = Arrays.stream(losses).average().orElseThrow();
        final int n = losses.length;
        int best = 4;
        final double[] power = new double[n / 2];
        for (int k = best; k < n / 2; k++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < n; i++) {
                re += (losses[i] - mean) * Math.cos(2 * Math.PI * k * i / n);
                im += (losses[i] - mean) * Math.sin(2 * Math.PI * k * i / n);
            }
            power[k] = re * re + im * im;
            best = power[k] > power[best] ? k : best;
        }
        return (double)n / best;
    }
}
