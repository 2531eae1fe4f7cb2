package org.latentlab.engine.gan;

import java.nio.file.Path;
import java.util.List;

import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.engine.train.Progress;

/** What {@link GanCheckpointTest} runs in a process of its own, to kill it. */
public final class GanCheckpointProcess {

    /** Large layers, so that checkpoints take longer to write than epochs take. */
    private static final GanConfig CONFIG = new GanConfig(new LatentPrior.Normal(4),
        new GanArchitecture.Mlp(List.of(200, 200), List.of(200, 200), true), CriticNormalisation.SPECTRAL,
        new GanLoss.NonSaturating(), 1, List.of(), null);

    private GanCheckpointProcess() {
    }

    static GanTraining request(final int epochs) {
        return GanTraining.of(GanTestData.bars(40, 9), CONFIG,
            GanTestData.training(TrainingLength.epochs(epochs), 2, 3, 0));
    }

    /**
     * Trains without end, with a checkpoint after every epoch.
     *
     * @param args the directory of the checkpoints
     */
    public static void main(final String[] args) {
        GanTrainer.train(request(1_000_000)
            .withCheckpoints(new CheckpointConfig(Path.of(args[0]), 1, 3, true))
            .withListener((epoch, model) -> System.out.println("epoch " + epoch.epoch())), // NOSONAR for the test
            Progress.NONE);
    }
}
