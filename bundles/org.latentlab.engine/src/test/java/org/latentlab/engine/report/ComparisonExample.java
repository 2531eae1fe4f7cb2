package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.latent.ClassOverlap;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.snapshot.SnapshotConfig;
import org.latentlab.engine.snapshot.TrainingSnapshots;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Architecture;
import org.latentlab.engine.vae.BetaSchedule;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.engine.vae.VaeTraining;

/** Small models of 80 synthetic digits, for tests. */
final class ComparisonExample {

    static final double WEAK = 0.1;

    /** A weight under which the posterior collapses at once. */
    static final double STRONG = 5000;

    private static final ImageDataset DIGITS = SyntheticDigits.generate(SyntheticDigitsConfig.of(80, 1), Progress.NONE);

    private ComparisonExample() {
    }

    static VaeConfig config(final int d, final boolean skip, final Divergence divergence) {
        return new VaeConfig(d, new Architecture.Mlp(List.of(16), List.of(16), Activation.SOFTPLUS, skip),
            divergence instanceof Divergence.None ? PosteriorKind.DETERMINISTIC : PosteriorKind.GAUSSIAN, divergence,
            new Likelihood.Bernoulli(), null);
    }

    static Divergence.Kl annealed(final double beta) {
        return new Divergence.Kl(new BetaSchedule(BetaSchedule.Kind.LINEAR, 0, beta, 0, 2, 1), 0, -1);
    }

    static Vae train(final VaeConfig config, final int epochs, final long seed) {
        return VaeTrainer.train(VaeTraining.of(DIGITS.images(), config, training(epochs, seed)), Progress.NONE);
    }

    private static TrainingConfig training(final int epochs, final long seed) {
        return new TrainingConfig(epochs, 20, 1e-2, seed, 0, 0, 0, false);
    }

    static ComparedModel model(final String name, final VaeConfig config) {
        return new ComparedModel(name, train(config, 8, 1), List.of(), null);
    }

    /** Four models: two weights, plain and with annealing. */
    static List<ComparedModel> overBeta() {
        final List<ComparedModel> models = new ArrayList<>();
        for (final double beta : new double[] {WEAK, STRONG}) {
            models.add(model("plain " + beta, config(3, false, Divergence.Kl.of(beta))));
            models.add(model("annealed " + beta, config(3, false, annealed(beta))));
        }
        return models;
    }

    /** A model with snapshots of two epochs and with the overlap of its classes. */
    static ComparedModel watched(final String name, final Divergence divergence) {
        final TrainingSnapshots snapshots = new TrainingSnapshots(new SnapshotConfig(1, 2, true, true, false, 1),
            DIGITS.images(), DIGITS.labels(), DIGITS.classNames());
        final Vae vae = VaeTrainer.train(new VaeTraining(DIGITS.images(), DIGITS.labels(),
            config(2, false, divergence), training(2, 1), null, snapshots), Progress.NONE);
        final Matrix codes = Matrix.ofFloats(vae.encode(DIGITS.images(), Progress.NONE).mean(), 2);
        return new ComparedModel(name, vae, snapshots.snapshots(),
            ClassOverlap.of(codes, DIGITS.labels(), DIGITS.classNames(), 5, Progress.NONE));
    }
}
