package org.latentlab.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.latent.GmmConfig;
import org.latentlab.engine.latent.GmmFit;
import org.latentlab.engine.latent.GmmFitter;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/**
 * EM iterations of a mixture of 10 full components on 60,000 points of three overlapping-cluster dimensions, ours (the
 * k-means++ start included) and scikit-learn's (its start excluded) in turn.
 * <p>
 * Argument: how many pairs of runs (3). Needs scikit-learn.
 */
public final class MixtureBench {

    private static final int POINTS = 60_000;
    private static final int ITERATIONS = 100;

    private MixtureBench() {
    }

    /** Prints the milliseconds of an iteration of both and their ratio. */
    public static void main(final String[] arguments) throws Exception {
        final int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        final Matrix points = points();
        final Path file = Files.createTempFile("points", ".csv");
        write(points, file);
        final double[] ours = new double[pairs];
        final double[] peers = new double[pairs];
        // a tolerance that no iteration falls below, so that all are made
        final GmmConfig config =
            new GmmConfig(10, 10, CovarianceType.FULL, 1, ITERATIONS, Double.MIN_VALUE, 1e-6, 1);
        for (int i = 0; i < pairs; i++) {
            final long begin = System.nanoTime();
            final GmmFit fit = GmmFitter.fit(points, config, Progress.NONE);
            ours[i] = (System.nanoTime() - begin) / 1e6 / fit.iterations();
            peers[i] = Peer.run("gmm_sklearn.py", file.toString(), "20")[0];
            System.out.printf(Locale.ROOT, "ours %.2f ms, scikit-learn %.2f ms an iteration%n", ours[i], peers[i]);
        }
        System.out.printf(Locale.ROOT, "median: ours %.2f ms, scikit-learn %.2f ms, ratio %.3f%n", Peer.median(ours),
            Peer.median(peers), Peer.median(ours) / Peer.median(peers));
        Files.delete(file);
    }

    private static Matrix points() {
        final Rng rng = new Rng(1);
        final Matrix means = Matrix.zeros(10, 3);
        for (int i = 0; i < 30; i++) {
            means.data()[i] = 1.2 * rng.nextGaussian();
        }
        final Matrix[] covariances = new Matrix[10];
        Arrays.fill(covariances,
            Matrix.of(new double[] {0.25, 0, 0}, new double[] {0, 0.25, 0}, new double[] {0, 0, 0.25}));
        final double[] weights = new double[10];
        Arrays.fill(weights, 0.1);
        return GaussianMixture.of(CovarianceType.FULL, weights, means, Arrays.asList(covariances)).sample(POINTS, rng,
            null);
    }

    private static void write(final Matrix points, final Path file) throws Exception {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            for (int i = 0; i < POINTS; i++) {
                out.println(points.get(i, 0) + "," + points.get(i, 1) + "," + points.get(i, 2));
            }
        }
    }
}
