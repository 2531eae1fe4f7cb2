package org.latentlab.engine.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
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
}
