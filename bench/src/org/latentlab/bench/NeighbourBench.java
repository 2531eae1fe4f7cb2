package org.latentlab.bench;

import java.util.Arrays;
import java.util.Locale;

import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.Split;
import org.latentlab.engine.label.GrayArea;
import org.latentlab.engine.label.KnnLabeler;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.latent.GmmConfig;
import org.latentlab.engine.latent.GmmFit;
import org.latentlab.engine.latent.GmmFitter;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.score.ClusterClarity;
import org.latentlab.engine.score.ClusterClarityResult;
import org.latentlab.engine.score.ClusterSuitability;
import org.latentlab.engine.score.ClusterSuitabilityResult;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.NeighbourRegularisation;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.engine.vae.VaeTraining;

/**
 * Does the neighbour penalty set the classes apart? A plain VAE and neighbour-regularised ones on MNIST, same network
 * (784-500-500-d), seeds and number of steps; all measured on codes of the test images, which the penalty has not seen:
 * −ELBO, cluster clarity (entropy of the responsibilities of a ten-component mixture over ln 10, silhouette), cluster
 * suitability (purity, normalised mutual information), accuracy of the 10 nearest codes, and the gray area (share of
 * 10,000 draws of the prior whose 10 nearest codes do not agree by 8 votes). The plain VAE is also measured after fewer
 * epochs, where its −ELBO is as high as the regularised ones', so that both can be compared at equal −ELBO.
 * <p>
 * Arguments: the directory of MNIST, the last seed (3), the latent size (2), epochs (10), then weights of the penalty.
 */
public final class NeighbourBench {

    private static final int K = 5;

    private static final double MARGIN = 2;

    private static final int DRAWS = 10_000;

    private NeighbourBench() {
    }

    /** Prints a line per model. */
    public static void main(final String[] arguments) {
        final ImageDataset train = Mnist.read(arguments[0], Split.TRAIN);
        final ImageDataset test = Mnist.read(arguments[0], Split.TEST);
        final int last = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        final int latentSize = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        final int epochs = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
        final double[] weights = arguments.length > 4
            ? Arrays.stream(arguments, 4, arguments.length).mapToDouble(Double::parseDouble).toArray()
            : new double[]{10};
        for (int seed = 1; seed <= last; seed++) {
            for (int e = 1; e < epochs; e = 2 * e) {
                measure("plain", train, test, VaeConfig.standard(latentSize), e, seed);
            }
            measure("plain", train, test, VaeConfig.standard(latentSize), epochs, seed);
            for (final double weight : weights) {
                final VaeConfig plain = VaeConfig.standard(latentSize);
                measure("weight " + weight, train, test, new VaeConfig(latentSize, plain.architecture(),
                    PosteriorKind.GAUSSIAN, plain.divergence(), plain.likelihood(),
                    new NeighbourRegularisation(weight, K, MARGIN)), epochs, seed);
            }
        }
    }

    private static void measure(final String name, final ImageDataset train, final ImageDataset test,
        final VaeConfig config, final int epochs, final int seed) {
        final Vae vae = VaeTrainer.train(VaeTraining.of(train.images(), config, TrainingConfig.standard(epochs, seed))
            .withClasses(train.labels()), Progress.NONE);
        final float[] codes = vae.encode(test.images(), Progress.NONE).mean();
        final int d = config.latentSize();
        final double[] values = new double[codes.length];
        Arrays.setAll(values, i -> codes[i]);
        final Matrix points = new Matrix(test.size(), d, values);
        final GmmFit fit = GmmFitter.fit(points, GmmConfig.of(10, CovarianceType.FULL, 1), Progress.NONE);
        final ClusterClarityResult clarity = ClusterClarity.of(points, fit.mixture(), 1, Progress.NONE);
        final Matrix responsibilities = fit.mixture().responsibilities(points);
        final int[] cluster = new int[test.size()];
        for (int i = 0; i < cluster.length; i++) {
            for (int k = 1; k < 10; k++) {
                cluster[i] = responsibilities.get(i, k) > responsibilities.get(i, cluster[i]) ? k : cluster[i];
            }
        }
        final ClusterSuitabilityResult suitability = ClusterSuitability.of(cluster, 10, test.labels(), 10);
        final GrayArea gray = GrayArea.of(codes, test.labels(), 10, d, GrayArea.NEIGHBOURS, GrayArea.AGREEMENT, DRAWS,
            1, Progress.NONE);
        System.out.printf(Locale.ROOT, "%-12s seed %d, %2d epochs: −ELBO %7.2f, entropy %.3f, silhouette %.3f, purity "
            + "%.3f, NMI %.3f, 10-NN %.3f, gray area %.3f%n", name, seed, epochs,
            Arrays.stream(vae.negativeElbo(test.images(), 1, seed, Progress.NONE)).average().orElseThrow(),
            clarity.mixtureEntropy(), clarity.silhouette(), suitability.purity(),
            suitability.normalisedMutualInformation(), accuracy(vae, train, test, codes), gray.share());
    }

    /** Share of the test images whose class is that of most of the 10 nearest training images in the latent space. */
    private static double accuracy(final Vae vae, final ImageDataset train, final ImageDataset test,
        final float[] codes) {
        final float[] reference = vae.encode(train.images(), Progress.NONE).mean();
        final int[] found = KnnLabeler.label(reference, train.labels(), 10, codes, vae.latentSize(), 10, Progress.NONE)
            .label();
        int right = 0;
        for (int i = 0; i < found.length; i++) {
            right += found[i] == test.labels()[i] ? 1 : 0;
        }
        return (double)right / found.length;
    }
}
