package org.latentlab.bench;

import java.util.Arrays;
import java.util.Locale;

import org.latentlab.engine.dataset.Split;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;

/**
 * −ELBO per image of MNIST's test set after 10 epochs of the VAE 784-500-500-d on its training set (continuous pixels,
 * batch 128, Adam at 0.001). To reach: 151 for d = 2, 137 for d = 3, 105.5 for d = 20.
 * <p>
 * Arguments: the directory of MNIST, the last seed (3), the first seed (1), the latent sizes (2 3 20).
 */
public final class ElboBench {

    private static final int EPOCHS = 10;

    private ElboBench() {
    }

    /** Prints a line per latent size and seed. */
    public static void main(final String[] arguments) {
        final Images train = Mnist.read(arguments[0], Split.TRAIN).images();
        final Images test = Mnist.read(arguments[0], Split.TEST).images();
        final int last = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        final int first = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        final int[] sizes = arguments.length > 3
            ? Arrays.stream(arguments, 3, arguments.length).mapToInt(Integer::parseInt).toArray() : new int[]{2, 3, 20};
        for (final int latentSize : sizes) {
            for (int seed = first; seed <= last; seed++) {
                final Vae vae = VaeTrainer.train(train, VaeConfig.standard(latentSize),
                    TrainingConfig.standard(EPOCHS, seed), Progress.NONE);
                final double elbo =
                    Arrays.stream(vae.negativeElbo(test, 1, seed, Progress.NONE)).average().orElseThrow();
                System.out.printf(Locale.ROOT, "−ELBO, d = %d, seed %d: test %.2f, training %.2f, %.1f s%n",
                    latentSize, seed, elbo, vae.history().last().loss(),
                    vae.history().epochs().stream().mapToDouble(EpochRecord::seconds).sum());
            }
        }
    }
}
