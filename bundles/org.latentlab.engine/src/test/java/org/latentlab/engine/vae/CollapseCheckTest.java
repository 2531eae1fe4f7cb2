package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.latent.CollapseVerdict;
import org.latentlab.engine.latent.DiagnosticsEstimator;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.EpochRecord;

class CollapseCheckTest {

    /** One epoch after which every posterior is the prior. */
    private static String collapsed(final Divergence divergence) {
        final VaeConfig config = new VaeConfig(2, new Architecture.Mlp(List.of(3), List.of(3), Activation.RELU, false),
            PosteriorKind.GAUSSIAN, divergence, new Likelihood.Bernoulli(), null);
        final CollapseVerdict verdict = CollapseCheck.of(config, List.of(new EpochRecord(1, 1, 1, 0, new double[2],
            Double.NaN, 1, 1, Double.NaN, Double.NaN, DiagnosticsEstimator.of(new float[8], new float[8], 4, 2, 1))));
        assertEquals(CollapseVerdict.Severity.COLLAPSED, verdict.severity());
        return verdict.text();
    }

    @Test
    void readsTheDivergence() {
        assertTrue(collapsed(Divergence.Kl.of(4)).contains("β = 4 is too strong for this decoder: try annealing, free "
            + "bits or β ≤ 1. After a single epoch"));
        final BetaSchedule rising = new BetaSchedule(BetaSchedule.Kind.LINEAR, 0, 20, 0, 1, 1);
        assertTrue(collapsed(new Divergence.Kl(rising, 0.5, -1)).contains("β = 20"));
        assertTrue(collapsed(new Divergence.Kl(rising, 0.5, -1)).contains("a longer annealing, more free bits"));
        final BetaSchedule falling = new BetaSchedule(BetaSchedule.Kind.LINEAR, 20, 4, 0, 10, 1);
        assertTrue(collapsed(new Divergence.Kl(falling, 0, 7)).contains("try annealing, a larger capacity"));
        assertTrue(collapsed(new Divergence.Mmd(10, Divergence.MmdKernel.GAUSSIAN, 0)).contains("learning rate"));
        assertTrue(collapsed(new Divergence.None()).contains("learning rate"));
    }

    /** β that a schedule was still to bring cannot be the reason. */
    @Test
    void namesTheWeightThatWasReached() {
        assertTrue(collapsed(new Divergence.Kl(new BetaSchedule(BetaSchedule.Kind.LINEAR, 0, 20, 0, 10, 1), 0, -1))
            .contains("β = 2 is too strong"));
        assertTrue(collapsed(new Divergence.Kl(new BetaSchedule(BetaSchedule.Kind.LINEAR, 0, 20, 1, 10, 1), 0, -1))
            .contains("nothing forces the codes together"));
        // after one of ten cycles in ten epochs β is 0 again, but has been 20
        assertTrue(collapsed(new Divergence.Kl(new BetaSchedule(BetaSchedule.Kind.CYCLICAL, 0, 20, 0, 10, 10), 0, -1))
            .contains("β = 20 is too strong"));
    }
}
