package org.latentlab.engine.gan;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.generate.DecoderCheck;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.train.Progress;

/** Gradients with regard to the latent vectors, through the generators of all GANs that are told no classes. */
class GanPassesTest {

    private static Gan train(final GanConfig config) {
        return GanTrainer.train(GanTestData.request(GanTestData.bars(32, 1), config,
            GanTestData.training(TrainingLength.epochs(2))), Progress.NONE);
    }

    @Test
    void generatorsWithoutClasses() {
        GanTestData.family().stream().filter(config -> config.classNames().isEmpty())
            .forEach(config -> DecoderCheck.check(train(config)));
    }

    @Test
    void aClassConditionalGanIsRefused() {
        final Gan gan = train(GanTestData.family().get(1));
        try (Kernels kernels = Kernels.create()) {
            final EngineException e = assertThrows(EngineException.class, () -> gan.passes(kernels, 2));
            assertTrue(e.getMessage().contains("Choose a model that was trained without classes"), e.getMessage());
        }
    }
}
