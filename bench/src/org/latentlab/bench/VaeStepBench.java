package org.latentlab.bench;

import java.util.Locale;
import java.util.Random;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.vae.VaeConfig;

/**
 * Milliseconds per training step of the VAE 784-500-500-d at batch 128, ours and PyTorch's in turn.
 * <p>
 * Arguments: latent size (20), pairs of runs (5), steps per run (200). Needs PyTorch.
 */
public final class VaeStepBench {

    private static final int BATCH = 128;

    private VaeStepBench() {
    }

    /** Prints both medians of each pair, and the median of their ratios. */
    public static void main(final String[] arguments) throws Exception {
        final int latentSize = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        final int pairs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        final int steps = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
        final byte[] pixels = new byte[BATCH * 784 * steps];
        new Random(1).nextBytes(pixels);
        final Images images = Images.ofBytes(ImageShape.gray(28, 28), pixels);
        final VaeConfig config = VaeConfig.standard(latentSize);
        StepTimes.median(images, config, steps); // warms up
        final double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            final double ours = StepTimes.median(images, config, steps);
            final double peer =
                Peer.run("vae_steps_torch.py", Integer.toString(latentSize), Integer.toString(steps))[0];
            ratios[i] = ours / peer;
            System.out.printf(Locale.ROOT, "VAE step, d = %d: ours %.2f ms, PyTorch %.2f ms, ratio %.3f%n", latentSize,
                ours, peer, ratios[i]);
        }
        System.out.printf(Locale.ROOT, "VAE step, d = %d: median ratio %.3f (to reach: 0.80)%n", latentSize,
            Peer.median(ratios));
    }
}
