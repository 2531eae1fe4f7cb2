package org.latentlab.engine.vae;

import java.util.ArrayList;
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
        return CollapseVerdict.of(epochs, setting(config.divergence(), epochs));
    }

    /**
     * Judges a trained model: its training up to the epoch whose weights it has, and its own latent space, which is
     * measured on more images than that of an epoch.
     *
     * @param vae the model
     * @return the verdict
     */
    public static CollapseVerdict of(final Vae vae) {
        final List<EpochRecord> all = vae.history().epochs();
        final List<EpochRecord> epochs = new ArrayList<>(
            vae.trainingConfig().keepBestEpoch() ? all.subList(0, vae.history().bestEpoch()) : all);
        if (vae.diagnostics() != null) {
            epochs.add(epochs.remove(epochs.size() - 1).withLatent(vae.diagnostics()));
        }
        return of(vae.config(), epochs);
    }

    private static CollapseVerdict.Setting setting(final Divergence divergence, final List<EpochRecord> epochs) {
        if (divergence instanceof Divergence.Kl kl) {
            final BetaSchedule schedule = kl.schedule();
            final boolean annealed =
                schedule.kind() != BetaSchedule.Kind.CONSTANT && schedule.startBeta() < schedule.beta();
            return new CollapseVerdict.Setting("KL", reached(schedule, epochs.size()), annealed, kl.freeBits(),
                kl.capacity());
        }
        return CollapseVerdict.Setting.withoutKl(divergence instanceof Divergence.Mmd ? "MMD" : "");
    }

    /** A training that ended early never had the β of the end; a cycle is at its start where an epoch ends with it. */
    private static double reached(final BetaSchedule schedule, final int epochs) {
        return schedule.kind() == BetaSchedule.Kind.CYCLICAL ? schedule.beta() : schedule.at(epochs);
    }
}
