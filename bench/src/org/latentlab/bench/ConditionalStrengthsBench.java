package org.latentlab.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.conditional.ClassSpread;
import org.latentlab.engine.conditional.ConditionalObjective;
import org.latentlab.engine.conditional.ConditionalSampler;
import org.latentlab.engine.conditional.DecodedEvaluator;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.LatentClasses;
import org.latentlab.engine.conditional.NetworkSamplerConfig;
import org.latentlab.engine.conditional.NetworkSamplerTrainer;
import org.latentlab.engine.conditional.SamplerCandidate;
import org.latentlab.engine.conditional.SamplerFit;
import org.latentlab.engine.conditional.SamplerScore;
import org.latentlab.engine.conditional.SamplerSearch;
import org.latentlab.engine.conditional.ScaleOptimiser;
import org.latentlab.engine.conditional.ScaleSearch;
import org.latentlab.engine.conditional.ScaleVariables;
import org.latentlab.engine.conditional.SimpleSearch;
import org.latentlab.engine.conditional.TradeOffCurve;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.Split;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.label.KnnLabeler;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.vae.Vae;

/**
 * The four strengths of class-conditional samplers on MNIST: the chosen one's accuracy and mean cosine on draws that it
 * was neither searched nor chosen by, and what a second classifier, of another seed, and the 3 nearest of the real
 * training images say of it; and the mean cosine
 * where the curve passes the accuracy of 0.99, by a line between its two points there. These are scored on 5,000 fresh
 * draws a class (standard error of an accuracy of 0.99: 0.0004): with 1,000, the luck of the best would outweigh what
 * the strengths differ by. To reach: a lower cosine than Simple's. VAE and classifiers as in
 * {@link ConditionalGridBench}.
 * <p>
 * Arguments: the directory of MNIST, the last seed (3), "diagonal", "full" or a number of diagonal Gaussians a class
 * (full), the budget of the searches for θ (400), a directory that models are read from and, if they are not there,
 * written to (none), which of the four (0 = all).
 */
public final class ConditionalStrengthsBench {

    private static final int LATENT_SIZE = 20;

    private static final int VAE_EPOCHS = 10;

    private static final int CLASSIFIER_EPOCHS = 5;

    private static final int DRAWS = 1000;

    private static final int MANY_DRAWS = 5000;

    /** Images of each class that are labelled. */
    private static final int LABELLED = 500;

    private static final int NEIGHBOURS = 3;

    private static final double ACCURACY = 0.99;

    /** Of this accuracy on 1,000 fresh draws are the points of a curve that are scored again on 5,000. */
    private static final double NEAR = 0.98;

    private static final long FRESH = 1000;

    private static final double LARGEST = 1.5;

    private ConditionalStrengthsBench() {
    }

    /** Prints a line for each seed and strength. */
    public static void main(final String[] arguments) throws IOException {
        final ImageDataset train = Mnist.read(arguments[0], Split.TRAIN);
        final int last = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        final ClassSpread spread = ConditionalGridBench.spread(arguments.length > 2 ? arguments[2] : "full");
        final int budget = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 400;
        final Path directory = arguments.length > 4 ? Path.of(arguments[4]) : null;
        final int which = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 0;
        for (int seed = 1; seed <= last; seed++) {
            final Vae vae = ConditionalGridBench.vae(train.images(), VAE_EPOCHS, seed, directory);
            final float[] codes = vae.encode(train.images(), Progress.NONE).mean();
            final Images reconstructions = vae.decode(codes, Progress.NONE);
            final ImageClassifier classifier =
                ConditionalGridBench.classifier(reconstructions, train, CLASSIFIER_EPOCHS, seed, directory);
            // nothing is kept of the second one: in the directory, it would be taken for another VAE's
            final ImageClassifier second =
                ConditionalGridBench.classifier(reconstructions, train, CLASSIFIER_EPOCHS, seed + FRESH, null);
            final LatentClasses classes = LatentClasses.fit(Matrix.ofFloats(codes, LATENT_SIZE), train.labels(),
                train.classNames(), spread, seed, Progress.NONE);
            final DecodedEvaluator evaluator = new DecodedEvaluator(vae, classifier, classes);
            final DecodedEvaluator other = new DecodedEvaluator(vae, second, classes);
            final List<SamplerSearch> searches = List.of(SimpleSearch.standard(),
                new ScaleSearch(ScaleVariables.PER_DIMENSION, ScaleOptimiser.AUTOMATIC, budget, LARGEST, 1),
                new ScaleSearch(ScaleVariables.PER_DIMENSION_AND_CLASS, ScaleOptimiser.AUTOMATIC, budget, LARGEST, 1),
                new NetworkSamplerTrainer(vae, classifier, NetworkSamplerConfig.standard(),
                    NetworkSamplerTrainer.standardFactors()));
            for (int i = 0; i < searches.size(); i++) {
                if (which == 0 || which == i + 1) {
                    print(searches.get(i), evaluator, other, train, seed);
                }
            }
        }
    }

    private static void print(final SamplerSearch search, final DecodedEvaluator evaluator,
        final DecodedEvaluator other, final ImageDataset train, final long seed) {
        final long begin = System.nanoTime();
        final FittedSampler fitted = SamplerFit.fit(evaluator, search, new ConditionalObjective(1, 1), ACCURACY,
            DRAWS, seed, Progress.NONE);
        final SamplerScore fresh = fitted.fresh().get(fitted.chosen());
        System.out.printf(Locale.ROOT, "Seed %d, %s, %.0f s: %s: accuracy %.4f, by a second classifier %.4f, by "
            + "the nearest real images %.4f, mean cosine %.4f; the curve passes %s at %.4f%n", seed, search.strength(),
            (System.nanoTime() - begin) / 1e9, fitted.sampler().summary(), fresh.accuracy(),
            other.score(fitted.sampler(), DRAWS, seed + FRESH, Progress.NONE).accuracy(),
            byNearest(fitted, evaluator, train, seed), fresh.cosine(), ACCURACY,
            passing(fitted, evaluator, seed));
    }

    /** @return the share of images that kNN Labeler's rule gives the class asked for */
    private static double byNearest(final FittedSampler fitted, final DecodedEvaluator evaluator,
        final ImageDataset train, final long seed) {
        final Images images = evaluator.images(fitted.sampler(), LABELLED, seed + FRESH);
        final int[] found = KnnLabeler.label(train.images().toFloats(), train.labels(), train.classNames().size(),
            images.toFloats(), images.shape().values(), NEIGHBOURS, Progress.NONE).label();
        final List<String> asked = evaluator.classes().names();
        return IntStream.range(0, found.length)
            .filter(i -> train.classNames().get(found[i]).equals(asked.get(i / LABELLED))).count()
            / (double)found.length;
    }

    /** @return the mean cosine where the curve passes the accuracy; that of its lowest point if all are better */
    private static double passing(final FittedSampler fitted, final DecodedEvaluator evaluator, final long seed) {
        final List<SamplerCandidate> scored = new ArrayList<>();
        for (int i = 0; i < fitted.curve().size(); i++) {
            if (fitted.fresh().get(i).accuracy() >= NEAR) {
                final ConditionalSampler sampler = fitted.curve().get(i).sampler();
                scored.add(new SamplerCandidate(sampler,
                    evaluator.score(sampler, MANY_DRAWS, seed + 2 * FRESH, Progress.NONE)));
            }
        }
        final List<SamplerCandidate> curve = TradeOffCurve.of(scored);
        final int last = TradeOffCurve.lowestCosine(curve, ACCURACY);
        if (last < 0) {
            return Double.NaN;
        }
        final SamplerScore above = curve.get(last).score();
        if (last + 1 == curve.size()) {
            return above.cosine();
        }
        final SamplerScore below = curve.get(last + 1).score();
        return above.cosine() + (below.cosine() - above.cosine()) * (above.accuracy() - ACCURACY)
            / (above.accuracy() - below.accuracy());
    }
}
