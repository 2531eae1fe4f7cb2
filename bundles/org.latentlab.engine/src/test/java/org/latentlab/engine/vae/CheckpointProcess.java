package org.latentlab.engine.vae;

import java.nio.file.Path;
import java.util.List;

import org.latentlab.engine.image.Images;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;

/** What {@link CheckpointTest} runs in a process of its own, to kill it. */
public final class CheckpointProcess {

    static final Images IMAGES = TestImages.bars(96, 9);

    static final VaeConfig CONFIG = new VaeConfig(2, List.of(300, 200), List.of(200, 300), Activation.SOFTPLUS,
        new Likelihood.Bernoulli());

    private CheckpointProcess() {
    }

    static TrainingConfig training(final int epochs) {
        return new TrainingConfig(epochs, 32, 1e-3, 5, 0.1, 0, 0, true);
    }

    /**
     * Trains without end, with a checkpoint after every epoch.
     *
     * @param args the directory of the checkpoints
     */
    public static void main(final String[] args) {
        final VaeTraining request = VaeTraining.of(IMAGES, CONFIG, training(1_000_000))
            .withCheckpoints(new CheckpointConfig(Path.of(args[0]), 1, 3, true))
            .withListener((epoch, model) -> System.out.println("epoch " + epoch.epoch())); // NOSONAR for the test
        VaeTrainer.train(request, Progress.NONE);
    }
}
