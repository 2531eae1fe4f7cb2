package org.latentlab.engine.conditional;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.generate.DifferentiableDecoder;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Optimizer;
import org.latentlab.engine.train.Progress;

/**
 * Trains generator networks, {@link NetworkSampler}, with the decoder and the classifier fixed. The loss of a batch of
 * n draws (y_i, ε_i), z_i = G(y_i, ε_i), x_i = decode(z_i), the classes in turn, is
 *
 * <pre>L = 1/n Σ_i −ln p(y_i | x_i) + w_c 1/L Σ_y C_y − w_s 1/n Σ_i s_i</pre>
 *
 * with the classifier's probability p, natural logarithms; C_y the mean of cos(x_i, x_j) over all pairs of different
 * images of class y in the batch; and the spread s_i = √(1/d Σ_j ((z_ij − μ_j)/σ_j)²) of the class's mean μ and
 * standard deviations σ, which is about 1 for the class's own codes in any number d of dimensions. The cross-entropy
 * stands for 1 − accuracy, which has no gradient. C_y is there because a network that heeds only the spread may ignore
 * its noise and put all of a class at one far point. L is minimised by Adam, its learning rate falling linearly to 0.
 * <p>
 * The classifier that the networks are trained by also scores them, so that they may find images that it alone takes
 * for the class, the more, the larger the weights and the reach. Against that the classifier sees the images with
 * normal noise ε in the training: −ln p(y_i | x_i + ε_i). Its answer has to hold in the neighbourhood of an image, as
 * in randomised smoothing (Cohen, Rosenfeld and Kolter 2019, "Certified Adversarial Robustness via Randomized
 * Smoothing"). A classifier that was trained apart, or the nearest real images, tell what is left of it.
 * <p>
 * One network is trained for each factor that both weights are multiplied with, from the smallest on, each beginning
 * with the weights of the one before: a curve from the most accurate to the most varied.
 *
 * @param decoder turns latent vectors into images
 * @param classifier tells which class these are of
 * @param config the network and its training; its weights w_s and w_c for the factor 1
 * @param factors the factors, finite and at least 0, ascending; at least one, at most {@value #MOST_FACTORS}
 */
public record NetworkSamplerTrainer(DifferentiableDecoder decoder, ImageClassifier classifier,
    NetworkSamplerConfig config, List<Double> factors) implements SamplerSearch {

    /** The most factors. */
    public static final int MOST_FACTORS = 50;

    private static final int REPORTED = 10;

    /** Checks the values. */
    public NetworkSamplerTrainer {
        factors = List.copyOf(factors);
        if (factors.isEmpty() || factors.size() > MOST_FACTORS) {
            throw new IllegalArgumentException("Give 1 to " + MOST_FACTORS + " factors of the generator network's "
                + "weights, not " + factors.size() + ".");
        }
        for (int i = 0; i < factors.size(); i++) {
            final double factor = factors.get(i);
            if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("A factor of the generator network's weights is finite and at least "
                    + "0, not " + factor + ".");
            }
            if (i > 0 && !(factor > factors.get(i - 1))) {
                throw new IllegalArgumentException("The factors of the generator network's weights ascend, but "
                    + factor + " comes after " + factors.get(i - 1) + ".");
            }
        }
    }

    /** @return the factors to try where nothing is known: 1/4, 1/2, 1, 2 */
    public static List<Double> standardFactors() {
        return List.of(0.25, 0.5, 1.0, 2.0);
    }

    @Override
    public String strength() {
        return "Generator network";
    }

    /**
     * @return one candidate a factor, in their order; evaluations and budget count scored networks, the method tells
     *         the steps of training
     * @throws EngineException if decoder, classifier and classes do not fit one another, a batch has fewer than two
     *             vectors of a class, or the training diverges
     */
    @Override
    public SamplerTrials search(final SamplerEvaluator evaluator, final ConditionalObjective objective,
        final int drawsPerClass, final long seed, final Progress progress) {
        final LatentClasses classes = evaluator.classes();
        // refuses what does not fit
        new DecodedEvaluator(decoder, classifier, classes);
        if (config.batch() < 2 * classes.size()) {
            throw new EngineException("A step of the generator network takes " + config.batch() + " latent vectors, "
                + "but with " + classes.size() + " classes at least " + 2 * classes.size() + " are needed, two of each "
                + "class. Choose a larger batch.");
        }
        final List<SamplerCandidate> candidates = new ArrayList<>();
        try (Kernels kernels = Kernels.create()) {
            final NetworkSamplerTraining training =
                new NetworkSamplerTraining(kernels, decoder, classifier, classes, config);
            training.initialise(Rng.stream(seed, "generator network's weights"));
            final Rng noise = Rng.stream(seed, "generator network's noise");
            for (int k = 0; k < factors.size(); k++) {
                final Progress part =
                    progress.part((double)k / factors.size(), (k + 1.0) / factors.size());
                final NetworkSamplerConfig weighted = config.weighted(factors.get(k));
                train(kernels, training, weighted, noise, k, part.part(0, 0.9));
                final NetworkSampler sampler =
                    new NetworkSampler(classes, weighted, training.parameters().values());
                candidates.add(new SamplerCandidate(sampler,
                    evaluator.score(sampler, drawsPerClass, seed, part.part(0.9, 1))));
            }
        }
        return new SamplerTrials(candidates, candidates.size(), factors.size(), String.format(Locale.ROOT,
            "Adam, %,d steps of %,d vectors for each of %d weights", config.steps(), config.batch(), factors.size()));
    }

    private void train(final Kernels kernels, final NetworkSamplerTraining training,
        final NetworkSamplerConfig weighted, final Rng noise, final int number, final Progress progress) {
        final Optimizer optimizer =
            kernels.adam(training.parameters().list(), AdamConfig.of(weighted.learningRate()));
        for (int step = 0; step < weighted.steps(); step++) {
            progress.checkCanceled();
            final NetworkSamplerTraining.Loss loss =
                training.gradients(noise.nextLong(), weighted.spreadWeight(), weighted.cosineWeight());
            if (!Double.isFinite(loss.loss())) {
                throw diverged(step);
            }
            optimizer.step(1 - (double)step / weighted.steps());
            if (step % REPORTED == 0) {
                progress.update((double)step / weighted.steps(), String.format(Locale.ROOT,
                    "Network %d of %d, step %,d of %,d: accuracy %.3f, cosine %.3f, spread %.2f", number + 1,
                    factors.size(), step + 1, weighted.steps(), loss.accuracy(), loss.cosine(), loss.spread()));
            }
        }
        if (!training.parameters().values().stream().allMatch(tensor -> tensor.isFinite())) {
            throw diverged(weighted.steps() - 1);
        }
    }

    private EngineException diverged(final int step) {
        return new EngineException(String.format(Locale.ROOT, "The training of the generator network diverged in step "
            + "%,d: the loss is no longer a number. Lower the learning rate (now %s).", step + 1,
            config.learningRate()));
    }
}
