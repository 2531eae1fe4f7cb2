package org.latentlab.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.dataset.Split;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.Mmd;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Architecture;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;

/**
 * Members of the VAE's family on MNIST: −ELBO per test image of the convolutional VAE of TensorFlow's tutorial with two
 * latent dimensions after 10 epochs (to reach: 157; the same network in PyTorch: 155.6); and an MMD-VAE with ten latent
 * dimensions beside the ELBO-VAE with the same MLP: MMD² of the test images' codes from N(0, I) at the median bandwidth
 * (to reach: 0.01), and the reconstruction per test image from one draw of the posterior (to reach: below the
 * ELBO-VAE's).
 * <p>
 * Arguments: the directory of MNIST, the last seed (3), the first seed (1).
 */
public final class FamilyBench {

    private static final int EPOCHS = 10;

    private static final int MMD_SIZE = 10;

    private static final double MMD_WEIGHT = 100;

    private FamilyBench() {
    }

    /** Prints a line per model and seed. */
    public static void main(final String[] arguments) {
        final Images train = Mnist.read(arguments[0], Split.TRAIN).images();
        final Images test = Mnist.read(arguments[0], Split.TEST).images();
        final int last = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        final int first = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        final VaeConfig tutorial = new VaeConfig(2, new Architecture.Convolutional(List.of(32, 64), Activation.RELU,
            false), PosteriorKind.GAUSSIAN, Divergence.Kl.of(1), new Likelihood.Bernoulli(), null);
        for (int seed = first; seed <= last; seed++) {
            final Vae vae = train(train, tutorial, seed);
            System.out.printf(Locale.ROOT, "convolutional, d = 2, seed %d: test −ELBO %.2f, %.1f s%n", seed,
                mean(vae.negativeElbo(test, 1, seed, Progress.NONE)), seconds(vae));
        }
        final VaeConfig elbo = VaeConfig.standard(MMD_SIZE);
        final VaeConfig mmd = new VaeConfig(MMD_SIZE, elbo.architecture(), PosteriorKind.GAUSSIAN,
            new Divergence.Mmd(MMD_WEIGHT, Divergence.MmdKernel.INVERSE_MULTIQUADRATIC, 0), elbo.likelihood(), null);
        for (int seed = first; seed <= last; seed++) {
            report("ELBO-VAE", train(train, elbo, seed), test, seed);
            report("MMD-VAE", train(train, mmd, seed), test, seed);
        }
    }

    private static Vae train(final Images images, final VaeConfig config, final int seed) {
        return VaeTrainer.train(images, config, TrainingConfig.standard(EPOCHS, seed), Progress.NONE);
    }

    private static void report(final String name, final Vae vae, final Images test, final int seed) {
        final int n = test.size();
        final double[] codes = doubles(vae.encode(test, Progress.NONE).sample(seed));
        final double[] prior = new double[codes.length];
        final Rng rng = Rng.stream(seed, "prior");
        for (int i = 0; i < prior.length; i++) {
            prior[i] = rng.nextGaussian();
        }
        System.out.printf(Locale.ROOT, "%s, d = 10, seed %d: MMD² from the prior, Gaussian kernel %.5f, inverse "
            + "multiquadratic %.5f; reconstruction of a draw %.2f, of the mean %.2f, %.1f s%n", name, seed,
            Mmd.gaussian(MMD_SIZE, 0).squared(codes, n, prior, n),
            Mmd.inverseMultiquadratic(MMD_SIZE, 0).squared(codes, n, prior, n), ofDraw(vae, test, seed),
            mean(vae.reconstructionError(test, Progress.NONE)), seconds(vae));
    }

    /** Mean cross-entropy of the test images and the images decoded from one draw of each posterior. */
    private static double ofDraw(final Vae vae, final Images test, final int seed) {
        final Images decoded = vae.decode(vae.encode(test, Progress.NONE).sample(seed), Progress.NONE);
        double sum = 0;
        for (int i = 0; i < test.size(); i++) {
            for (int p = 0; p < test.shape().values(); p++) {
                final double x = test.value(i, p);
                final double y = Math.min(1 - 1e-7, Math.max(1e-7, decoded.value(i, p)));
                sum -= x * Math.log(y) + (1 - x) * Math.log(1 - y);
            }
        }
        return sum / test.size();
    }

    private static double[] doubles(final float[] values) {
        final double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    private static double mean(final double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double seconds(final Vae vae) {
        return vae.history().epochs().stream().mapToDouble(EpochRecord::seconds).sum();
    }
}
