package org.latentlab.engine.vae;

import java.util.List;

import org.latentlab.engine.latent.CollapseVerdict;
import org.latentlab.engine.train.EpochRecord;

/** Judges a training by its latent space and by what kept its codes near the prior. */
public final class CollapseCheck {

    private CollapseCheck() {
    }

    /**
     * @param config what was trained
     * @param epochs the epochs up to the one whose weights are kept, with the diagnostics of those looked at
     * @return the verdict
     */
    public static CollapseVerdict of(final VaeConfig config, final List<EpochRecord> epochs) {
        return CollapseVerdict.of(epochs, setting(config.divergence()));
    }

    private static CollapseVerdict.Setting setting(final Divergence divergence) {
        if (divergence instanceof Divergence.Kl kl) {
            final BetaSchedule schedule = kl.schedule();
            final boolean annealed =
                schedule.kind() != BetaSchedule.Kind.CONSTANT && schedule.startBeta() < schedule.beta();
            return new CollapseVerdict.Setting("KL", schedule.beta(), annealed, kl.freeBits(), kl.capacity());
        }
        return CollapseVerdict.Setting.withoutKl(divergence instanceof Divergence.Mmd ? "MMD" : "");
    }
}
