package org.latentlab.bench;

import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.vae.Architecture;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.VaeConfig;

/**
 * Milliseconds per training step of convolutional VAEs at batch 128, ours and PyTorch's in turn: that of TensorFlow's
 * tutorial on 28×28×1 and on 32×32×3, and the deep one with batch normalisation of 32 base filters on 32×32×3.
 * <p>
 * Arguments: pairs of runs (5), steps per run (40), which of the three (1, 2, 3; all of them). Needs PyTorch.
 */
public final class ConvStepBench {

    private static final int BATCH = 128;

    /** What is timed: the architecture for us and for the peer, the images and the latent size. */
    private record Model(String name, Architecture architecture, String peer, ImageShape shape, int latentSize) {
    }

    private ConvStepBench() {
    }

    private static List<Model> models() {
        final Architecture tutorial = new Architecture.Convolutional(List.of(32, 64), Activation.RELU, false);
        return List.of(new Model("tutorial, 28×28×1", tutorial, "tutorial", ImageShape.gray(28, 28), 2),
            new Model("tutorial, 32×32×3", tutorial, "tutorial", ImageShape.rgb(32, 32), 32),
            new Model("deep, 32×32×3", new Architecture.DeepConvolutional(32, false), "32", ImageShape.rgb(32, 32),
                64));
    }

    /** Prints both medians of each pair, and the median of their ratios. */
    public static void main(final String[] arguments) throws Exception {
        final int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        final int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40;
        final List<Model> models = models();
        for (int i = 0; i < models.size(); i++) {
            if (arguments.length < 3 || Integer.parseInt(arguments[2]) == i + 1) {
                compare(models.get(i), pairs, steps);
            }
        }
    }

    private static void compare(final Model model, final int pairs, final int steps) throws Exception {
        final byte[] pixels = new byte[BATCH * model.shape.values() * steps];
        new Random(1).nextBytes(pixels);
        final Images images = Images.ofBytes(model.shape, pixels);
        final VaeConfig config = new VaeConfig(model.latentSize, model.architecture, PosteriorKind.GAUSSIAN,
            Divergence.Kl.of(1), new Likelihood.Bernoulli(), null);
        StepTimes.median(images, config, steps); // warms up
        final double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            final double ours = StepTimes.median(images, config, steps);
            final double peer = Peer.run("conv_vae_steps_torch.py", model.peer, Integer.toString(model.shape.height()),
                Integer.toString(model.shape.channels()), Integer.toString(model.latentSize),
                Integer.toString(steps))[0];
            ratios[i] = ours / peer;
            System.out.printf(Locale.ROOT, "%s: ours %.1f ms, PyTorch %.1f ms, ratio %.3f%n", model.name, ours, peer,
                ratios[i]);
        }
        System.out.printf(Locale.ROOT, "%s: median ratio %.3f (to reach: 0.75)%n", model.name, Peer.median(ratios));
    }
}
