package org.latentlab.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanTrainer;
import org.latentlab.engine.gan.GanTraining;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.gan.GradientPenalty;
import org.latentlab.engine.gan.TrainingLength;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.train.Progress;

/**
 * Milliseconds per training step of DCGANs with 64 filters next to the image, ours and PyTorch's in turn: of a
 * discriminator and a generator with batch normalisation on 28×28×1 and on 32×32×3, and of a critic with gradient
 * penalty on 28×28×1.
 * <p>
 * Arguments: pairs of runs (5), steps per run (20, at most 900), which of the three (1, 2, 3; 0 = all of them), batch
 * size (128). Needs PyTorch.
 */
public final class GanStepBench {

    private static final int LATENT = 100;

    private static final int FILTERS = 64;

    private static final double PENALTY = 10;

    /** More than there are steps: the generator takes none. */
    private static final int NEVER = 1000;

    private static final AdamConfig ADAM = new AdamConfig(2e-4, 0.5, 0.999, 1e-8);

    /** What is timed, for us and for the peer, and the ratio to reach. */
    private record Model(String name, ImageShape shape, boolean penalised, double reach) {

        GanConfig config() {
            return new GanConfig(new LatentPrior.Normal(LATENT), new GanArchitecture.Dcgan(FILTERS),
                penalised ? CriticNormalisation.NONE : CriticNormalisation.BATCH,
                penalised ? new GanLoss.WassersteinGradientPenalty(PENALTY, GradientPenalty.TOWARDS_ONE)
                    : new GanLoss.NonSaturating(),
                1, List.of(), null);
        }

        GanTrainingConfig training(final int batch) {
            return new GanTrainingConfig(TrainingLength.epochs(1), batch, penalised ? NEVER : 1, ADAM, ADAM, 0, 0, 1,
                0, 1, 0, false);
        }
    }

    private static final List<Model> MODELS = List.of(
        new Model("DCGAN, 28×28×1", ImageShape.gray(28, 28), false, 0.75),
        new Model("DCGAN, 32×32×3", ImageShape.rgb(32, 32), false, 0.75),
        new Model("WGAN-GP critic, 28×28×1", ImageShape.gray(28, 28), true, 0.85));

    private GanStepBench() {
    }

    /** Prints both medians of each pair, and the median of their ratios. */
    public static void main(final String[] arguments) throws Exception {
        final int pairs = argument(arguments, 0, 5);
        final int steps = argument(arguments, 1, 20);
        final int which = argument(arguments, 2, 0);
        final int batch = argument(arguments, 3, 128);
        for (int i = 0; i < MODELS.size(); i++) {
            if (which == 0 || which == i + 1) {
                compare(MODELS.get(i), pairs, steps, batch);
            }
        }
    }

    private static int argument(final String[] arguments, final int index, final int standard) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : standard;
    }

    private static void compare(final Model model, final int pairs, final int steps, final int batch)
        throws Exception {
        final byte[] pixels = new byte[batch * model.shape.values() * steps];
        new Random(1).nextBytes(pixels);
        final Images images = Images.ofBytes(model.shape, pixels);
        median(images, model, steps, batch); // warms up
        final double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            final double ours = median(images, model, steps, batch);
            final double peer = Peer.run("gan_steps_torch.py", model.penalised ? "wgan-gp" : "dcgan",
                Integer.toString(model.shape.height()), Integer.toString(model.shape.channels()),
                Integer.toString(batch), Integer.toString(steps))[0];
            ratios[i] = ours / peer;
            System.out.printf(Locale.ROOT, "%s: ours %.1f ms, PyTorch %.1f ms, ratio %.3f%n", model.name, ours, peer,
                ratios[i]);
        }
        System.out.printf(Locale.ROOT, "%s: median ratio %.3f (to reach: %.2f)%n", model.name, Peer.median(ratios),
            model.reach);
    }

    /** @return the median time from one report of progress to the next, in milliseconds */
    private static double median(final Images images, final Model model, final int steps, final int batch) {
        final long[] times = new long[steps + 2];
        final int[] count = new int[1];
        GanTrainer.train(GanTraining.of(images, model.config(), model.training(batch)), new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                times[Math.min(count[0]++, times.length - 1)] = System.nanoTime();
            }

            @Override
            public void checkCanceled() {
                // runs through
            }
        });
        final double[] milliseconds = new double[steps - 1];
        Arrays.setAll(milliseconds, i -> (times[i + 2] - times[i + 1]) / 1e6);
        return Peer.median(milliseconds);
    }
}
