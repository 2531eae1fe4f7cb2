package org.latentlab.engine.conditional;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/**
 * Fits a class-conditional sampler: searches, keeps what no other is better than, and chooses one of these on draws
 * that the search has not seen, since the best of many tries owes part of its score to luck. What is told of them in
 * the end comes from a third set of draws, for the same reason.
 */
public final class SamplerFit {

    /** The most samplers that are kept on the curve. */
    public static final int MOST_KEPT = 50;

    /** Images of each class that are kept of the chosen sampler. */
    public static final int EXAMPLES = 10;

    /** The share of the progress that the search takes. */
    private static final double SEARCH_SHARE = 0.8;

    /** And that with the choice. */
    private static final double CHOICE_SHARE = 0.9;

    private SamplerFit() {
    }

    /**
     * @param evaluator scores samplers
     * @param search how to search
     * @param objective what is to be small
     * @param minimumAccuracy NaN, or the accuracy to keep: then the sampler of the lowest cosine is chosen that has
     *            it, and where none has, the most accurate, which a notice says; 0…1
     * @param drawsPerClass images of each class for one evaluation, at least 2
     * @param seed the seed of the search's draws and of the fresh ones
     * @param progress told and asked
     * @return the sampler
     * @throws IllegalArgumentException if a value is out of range
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static FittedSampler fit(final SamplerEvaluator evaluator, final SamplerSearch search,
        final ConditionalObjective objective, final double minimumAccuracy, final int drawsPerClass, final long seed,
        final Progress progress) {
        if (minimumAccuracy < 0 || minimumAccuracy > 1) {
            throw new IllegalArgumentException("The accuracy to keep goes from 0 to 1, so it cannot be "
                + minimumAccuracy + ".");
        }
        if (drawsPerClass < 2) {
            throw new IllegalArgumentException("A sampler is scored by at least 2 draws of each class, not "
                + drawsPerClass + ".");
        }
        final SamplerTrials trials =
            search.search(evaluator, objective, drawsPerClass, seed, progress.part(0, SEARCH_SHARE));
        final List<SamplerCandidate> all = TradeOffCurve.of(trials.candidates());
        final List<SamplerCandidate> curve = TradeOffCurve.thinned(all, Math.max(0, Double.isNaN(minimumAccuracy)
            ? TradeOffCurve.best(all, objective) : TradeOffCurve.lowestCosine(all, minimumAccuracy)), MOST_KEPT);
        final List<String> notices = new ArrayList<>();
        final int chosen = choose(scores(evaluator, curve, drawsPerClass, Rng.stream(seed, "draws of the choice"),
            progress.part(SEARCH_SHARE, CHOICE_SHARE)), objective, minimumAccuracy, notices);
        final List<SamplerScore> fresh = scores(evaluator, curve, drawsPerClass, Rng.stream(seed, "fresh draws"),
            progress.part(CHOICE_SHARE, 1));
        final SamplerOrigin origin = new SamplerOrigin(evaluator.decoder(), evaluator.decoderFingerprint(),
            evaluator.classifier(), trials.method(), trials.evaluations(), trials.budget(), drawsPerClass, seed);
        return new FittedSampler(search.strength(), curve, fresh, chosen, objective, minimumAccuracy, notices, origin,
            evaluator.images(curve.get(chosen).sampler(), EXAMPLES, Rng.stream(seed, "examples").nextLong()));
    }

    private static int choose(final List<SamplerScore> scores, final ConditionalObjective objective,
        final double minimumAccuracy, final List<String> notices) {
        int best = 0;
        int right = 0;
        int varied = -1;
        for (int i = 0; i < scores.size(); i++) {
            final SamplerScore score = scores.get(i);
            best = objective.of(score) < objective.of(scores.get(best)) ? i : best;
            right = score.accuracy() > scores.get(right).accuracy() ? i : right;
            if (score.accuracy() >= minimumAccuracy
                && (varied < 0 || score.cosine() < scores.get(varied).cosine())) {
                varied = i;
            }
        }
        if (Double.isNaN(minimumAccuracy)) {
            return best;
        }
        if (varied < 0) {
            notices.add(String.format(Locale.ROOT, "No sampler reached the accuracy of %s that was asked for. The "
                + "most accurate was taken, with %.4f.", minimumAccuracy, scores.get(right).accuracy()));
            return right;
        }
        return varied;
    }

    private static List<SamplerScore> scores(final SamplerEvaluator evaluator, final List<SamplerCandidate> curve,
        final int drawsPerClass, final Rng rng, final Progress progress) {
        final long seed = rng.nextLong();
        final List<SamplerScore> scores = new ArrayList<>();
        for (int i = 0; i < curve.size(); i++) {
            progress.checkCanceled();
            scores.add(evaluator.score(curve.get(i).sampler(), drawsPerClass, seed,
                progress.part((double)i / curve.size(), (i + 1.0) / curve.size())));
        }
        return scores;
    }
}
