package org.latentlab.engine.conditional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.latentlab.engine.train.Progress;

/**
 * Looks for the θ of each dimension, the same for all classes or one for each. The curve of what accuracy costs comes
 * from several searches, in which accuracy counts less and less; each goes on from the best that was tried before, and
 * gets an equal part of the budget.
 * <p>
 * Accuracy and cosine are means over the classes, and a class's θ changes its own images alone. So the d × L values of
 * {@link ScaleVariables#PER_DIMENSION_AND_CLASS} are L searches for d values each, on the images of one class; for any
 * weight of the accuracy the best of each class make the best of all. Scoring one class counts as 1/L of an evaluation.
 *
 * @param variables which θ are looked for
 * @param optimiser how
 * @param budget how many samplers may be scored, at least {@value #LEAST}
 * @param largest the largest θ, more than 0, at most {@value Scales#MOST_THETA}
 * @param draws n: how many draws make a latent vector, 1…100; for one Gaussian a class θ/√n and one draw give the same
 *            distribution
 */
public record ScaleSearch(ScaleVariables variables, ScaleOptimiser optimiser, int budget, double largest, int draws)
    implements SamplerSearch {

    /** The smallest budget: the θ that are the same for all dimensions come first. */
    public static final int LEAST = 20;

    /** Values of θ on a grid from 0 to the largest. */
    static final int LEVELS = 11;

    /** What the accuracy's weight is multiplied by in one search after the other. */
    private static final double[] EMPHASES = {16, 8, 4, 2, 1};

    /**
     * What the accuracy's weight is multiplied by for the points of the curve that the classes' own θ are put together
     * for: 256 down to ¼, each the fourth root of 2 smaller than the one before, 1 among them.
     */
    private static final double[] POINTS = new double[41];

    static {
        Arrays.setAll(POINTS, p -> Math.pow(2, 8 - p / 4.0));
    }

    /** Checks the values. */
    public ScaleSearch {
        if (budget < LEAST) {
            throw new IllegalArgumentException("The budget is at least " + LEAST + " evaluations, not " + budget + ".");
        }
        if (!(largest > 0 && largest <= Scales.MOST_THETA)) {
            throw new IllegalArgumentException("The largest θ is more than 0 and at most " + Scales.MOST_THETA
                + ", not " + largest + ".");
        }
        if (draws < 1 || draws > Scales.MOST_DRAWS) {
            throw new IllegalArgumentException("A latent vector is the mean of 1 to " + Scales.MOST_DRAWS
                + " draws, not of " + draws + ".");
        }
    }

    @Override
    public String strength() {
        return variables.label();
    }

    @Override
    public SamplerTrials search(final SamplerEvaluator evaluator, final ConditionalObjective objective,
        final int drawsPerClass, final long seed, final Progress progress) {
        final LatentClasses classes = evaluator.classes();
        final ScaleOptimiser method = method(classes.dimensions());
        if (variables == ScaleVariables.PER_DIMENSION) {
            final ScaleTrials trials = new ScaleTrials(evaluator, this, drawsPerClass, seed, progress);
            run(trials, method, objective, seed);
            return new SamplerTrials(trials.candidates(), trials.evaluations(), budget, words(method, classes));
        }
        final List<ScaleTrials> perClass = new ArrayList<>();
        for (int y = 0; y < classes.size(); y++) {
            final ScaleTrials trials = new ScaleTrials(evaluator.only(y), this, drawsPerClass, seed,
                progress.part((double)y / classes.size(), (y + 1.0) / classes.size()));
            run(trials, method, objective, seed);
            perClass.add(trials);
        }
        final int scored = perClass.stream().mapToInt(ScaleTrials::evaluations).sum();
        return new SamplerTrials(together(classes, perClass, objective),
            (scored + classes.size() - 1) / classes.size(), budget, words(method, classes));
    }

    private ScaleOptimiser method(final int dimensions) {
        final boolean fits = Math.pow(LEVELS, dimensions) <= budget;
        if (optimiser == ScaleOptimiser.EXHAUSTIVE && !fits) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "An exhaustive search of %d dimensions takes "
                + "%d^%d evaluations (%d values of each), but the budget is %,d. Choose coordinate descent or CMA-ES, "
                + "or enlarge the budget.", dimensions, LEVELS, dimensions, LEVELS, budget));
        }
        if (optimiser != ScaleOptimiser.AUTOMATIC) {
            return optimiser;
        }
        return fits ? ScaleOptimiser.EXHAUSTIVE : ScaleOptimiser.COORDINATE_DESCENT;
    }

    private void run(final ScaleTrials trials, final ScaleOptimiser method, final ConditionalObjective objective,
        final long seed) {
        if (method == ScaleOptimiser.EXHAUSTIVE) {
            ScaleMethod.exhaustive(LEVELS).improve(trials, objective, seed);
            return;
        }
        final ScaleMethod steps = method == ScaleOptimiser.CMA_ES ? ScaleMethod.cmaEs()
            : ScaleMethod.coordinateDescent(LEVELS);
        trials.tryUniform(LEVELS, objective);
        for (int i = 0; i < EMPHASES.length; i++) {
            trials.limit(trials.evaluations() + (budget - trials.evaluations()) / (EMPHASES.length - i));
            steps.improve(trials, emphasised(objective, EMPHASES[i]), seed);
        }
    }

    private static ConditionalObjective emphasised(final ConditionalObjective objective, final double factor) {
        return new ConditionalObjective(objective.cosineWeight(), objective.accuracyWeight() * factor);
    }

    /** For each of many weights of the accuracy the best of each class. */
    private List<SamplerCandidate> together(final LatentClasses classes, final List<ScaleTrials> perClass,
        final ConditionalObjective objective) {
        final List<SamplerCandidate> candidates = new ArrayList<>();
        for (final double emphasis : POINTS) {
            final double[][] theta = new double[classes.size()][];
            final List<SamplerScore> scores = new ArrayList<>();
            for (int y = 0; y < theta.length; y++) {
                final Map.Entry<double[], SamplerScore> best = perClass.get(y).best(emphasised(objective, emphasis));
                theta[y] = best.getKey();
                scores.add(best.getValue());
            }
            if (candidates.isEmpty() || !Arrays.deepEquals(theta,
                ((ScaledSampler)candidates.get(candidates.size() - 1).sampler()).scales().theta())) {
                candidates.add(new SamplerCandidate(new ScaledSampler(classes, new Scales(theta, draws)),
                    mean(scores)));
            }
        }
        return candidates;
    }

    private static SamplerScore mean(final List<SamplerScore> scores) {
        return new SamplerScore(scores.stream().mapToDouble(SamplerScore::accuracy).average().orElseThrow(),
            scores.stream().mapToDouble(SamplerScore::cosine).average().orElseThrow(),
            scores.stream().mapToDouble(SamplerScore::spread).average().orElseThrow(),
            scores.stream().mapToDouble(SamplerScore::accuracy).toArray(),
            scores.stream().mapToDouble(SamplerScore::cosine).toArray(), scores.get(0).drawsPerClass());
    }

    private String words(final ScaleOptimiser method, final LatentClasses classes) {
        return method.label() + ", θ from 0 to " + String.format(Locale.ROOT, "%.3g", largest)
            + (variables == ScaleVariables.PER_DIMENSION ? "" : ", each of " + classes.size() + " classes by itself");
    }
}
