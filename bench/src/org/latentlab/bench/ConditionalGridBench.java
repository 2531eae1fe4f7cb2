package org.latentlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.classify.ClassifierArchitecture;
import org.latentlab.engine.classify.ClassifierArchive;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.conditional.ClassSpread;
import org.latentlab.engine.conditional.ConditionalObjective;
import org.latentlab.engine.conditional.DecodedEvaluator;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.LatentClasses;
import org.latentlab.engine.conditional.SamplerCandidate;
import org.latentlab.engine.conditional.SamplerFit;
import org.latentlab.engine.conditional.SamplerTrials;
import org.latentlab.engine.conditional.SimpleSearch;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.Split;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeArchive;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;

/**
 * Seconds of the Simple sampler's grid search, 44 pairs of θ and n with 1,000 images of each of MNIST's 10 classes, and
 * its curve, fresh scores beside those of the search. The VAE 784-500-500-20 is trained on MNIST's training images, the
 * dense classifier on their reconstructions. To reach: 20 s; accuracy 0.99 at a mean cosine of at most 0.90, and 0.95
 * at most 0.75; classifier 0.97 on the training reconstructions.
 * <p>
 * Arguments: the directory of MNIST, the seed (1), the VAE's epochs (10), the classifier's epochs (5), how the
 * classes are spread, a list of "diagonal", "full" and numbers of diagonal Gaussians a class (diagonal,full), a
 * directory that models are read from and, if they are not there, written to (none).
 */
public final class ConditionalGridBench {

    private static final int LATENT_SIZE = 20;

    private static final int DRAWS = 1000;

    private static final double[] COSINES = {0.9, 0.75};

    private ConditionalGridBench() {
    }

    /** Prints the figures. */
    public static void main(final String[] arguments) throws IOException {
        final ImageDataset train = Mnist.read(arguments[0], Split.TRAIN);
        final long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        final int vaeEpochs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        final int classifierEpochs = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 5;
        final Path directory = arguments.length > 5 ? Path.of(arguments[5]) : null;
        final Vae vae = vae(train.images(), vaeEpochs, seed, directory);
        System.out.println(vae.summary());
        final float[] codes = vae.encode(train.images(), Progress.NONE).mean();
        final Images reconstructions = vae.decode(codes, Progress.NONE);
        final ImageClassifier classifier = classifier(reconstructions, train, classifierEpochs, seed, directory);
        System.out.printf(Locale.ROOT, "%s; on the training reconstructions %.4f%n", classifier.summary(),
            accuracy(classifier.probabilities(reconstructions, Progress.NONE), train.labels()));

        for (final String spread : (arguments.length > 4 ? arguments[4] : "diagonal,full").split(",")) {
            System.out.println("Spread of a class: " + spread);
            search(LatentClasses.fit(Matrix.ofFloats(codes, LATENT_SIZE), train.labels(), train.classNames(),
                spread(spread), seed, Progress.NONE), vae, classifier, seed);
        }
    }

    private static void search(final LatentClasses classes, final Vae vae, final ImageClassifier classifier,
        final long seed) {
        final ConditionalObjective objective = new ConditionalObjective(1, 1);
        for (int run = 0; run < 2; run++) { // the second without the time that compilation takes
            final long begin = System.nanoTime();
            final SamplerTrials trials = SimpleSearch.standard().search(
                new DecodedEvaluator(vae, classifier, classes), objective, DRAWS, seed, Progress.NONE);
            System.out.printf(Locale.ROOT, "Grid search: %d samplers, %.1f s%n", trials.evaluations(),
                (System.nanoTime() - begin) / 1e9);
        }
        print(SamplerFit.fit(new DecodedEvaluator(vae, classifier, classes), SimpleSearch.standard(), objective,
            Double.NaN, DRAWS, seed, Progress.NONE));
    }

    static ClassSpread spread(final String words) {
        return switch (words) {
            case "diagonal" -> ClassSpread.diagonal();
            case "full" -> new ClassSpread(CovarianceType.FULL, 1);
            default -> new ClassSpread(CovarianceType.DIAGONAL, Integer.parseInt(words));
        };
    }

    static Vae vae(final Images images, final int epochs, final long seed, final Path directory)
        throws IOException {
        final Path file = directory == null ? null : directory.resolve("vae-" + epochs + "-" + seed + ".model");
        if (file != null && Files.exists(file)) {
            return VaeArchive.read(file);
        }
        final Vae vae = VaeTrainer.train(images, VaeConfig.standard(LATENT_SIZE),
            TrainingConfig.standard(epochs, seed), Progress.NONE);
        if (file != null) {
            VaeArchive.write(vae, file);
        }
        return vae;
    }

    static ImageClassifier classifier(final Images images, final ImageDataset train, final int epochs,
        final long seed, final Path directory) throws IOException {
        final Path file =
            directory == null ? null : directory.resolve("classifier-" + epochs + "-" + seed + ".model");
        if (file != null && Files.exists(file)) {
            return ClassifierArchive.read(file);
        }
        final ImageClassifier classifier = ClassifierTrainer.train(images, train.labels(), train.classNames(),
            ClassifierConfig.standard(epochs, seed).with(ClassifierArchitecture.DENSE), Progress.NONE);
        if (file != null) {
            ClassifierArchive.write(classifier, file);
        }
        return classifier;
    }

    private static double accuracy(final float[] probabilities, final int[] labels) {
        final int k = probabilities.length / labels.length;
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int j = 1; j < k; j++) {
                best = probabilities[i * k + j] > probabilities[i * k + best] ? j : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        return (double)right / labels.length;
    }

    private static void print(final FittedSampler fitted) {
        final List<SamplerCandidate> curve = fitted.curve();
        for (int i = 0; i < curve.size(); i++) {
            System.out.printf(Locale.ROOT, "%s %-14s accuracy %.4f (fresh %.4f), cosine %.4f (fresh %.4f)%n",
                i == fitted.chosen() ? "*" : " ", curve.get(i).sampler().summary(), curve.get(i).score().accuracy(),
                fitted.fresh().get(i).accuracy(), curve.get(i).score().cosine(), fitted.fresh().get(i).cosine());
        }
        for (final double cosine : COSINES) {
            for (int i = 0; i < curve.size(); i++) {
                if (curve.get(i).score().cosine() <= cosine) {
                    System.out.printf(Locale.ROOT, "At a cosine of at most %.2f: %s, accuracy %.4f (fresh %.4f)%n",
                        cosine, curve.get(i).sampler().summary(), curve.get(i).score().accuracy(),
                        fitted.fresh().get(i).accuracy());
                    break;
                }
            }
        }
    }
}
