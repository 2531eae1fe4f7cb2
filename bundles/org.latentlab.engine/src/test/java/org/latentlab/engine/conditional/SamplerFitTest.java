package org.latentlab.engine.conditional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/** On scores that are functions of s = θ/√n: cosine 1 − s/2, accuracy 1 − s², and a little that depends on the seed. */
class SamplerFitTest {

    private static final ConditionalObjective EQUAL = new ConditionalObjective(1, 1);

    private static LatentClasses classes() {
        return LatentClasses.fit(Matrix.of(new double[]{-1}, new double[]{1}, new double[]{4}, new double[]{8}),
            new int[]{0, 0, 1, 1}, List.of("a", "b"), ClassSpread.diagonal(), 1, Progress.NONE);
    }

    /** Counts what it is asked. */
    private static class Known implements SamplerEvaluator {

        private final LatentClasses m_classes = SamplerFitTest.classes();

        private final List<Long> m_seeds = new ArrayList<>();

        @Override
        public LatentClasses classes() {
            return m_classes;
        }

        @Override
        public SamplerScore score(final ConditionalSampler sampler, final int drawsPerClass, final long seed,
            final Progress progress) {
            m_seeds.add(seed);
            final Scales scales = ((ScaledSampler)sampler).scales();
            final double s = scales.theta()[0][0] / Math.sqrt(scales.draws());
            final double luck = s * 1e-6 * (seed % 1000);
            final double accuracy = 1 - s * s - luck;
            final double cosine = 1 - s / 2 + luck;
            return new SamplerScore(accuracy, cosine, s, new double[]{accuracy, accuracy},
                new double[]{cosine, cosine}, drawsPerClass);
        }

        @Override
        public SamplerEvaluator only(final int classNumber) {
            throw new IllegalStateException("The grid needs all classes.");
        }

        @Override
        public Images images(final ConditionalSampler sampler, final int perClass, final long seed) {
            return Images.ofFloats(ImageShape.gray(1, 1), new float[classes().size() * perClass]);
        }

        @Override
        public String decoder() {
            return "a decoder";
        }
    }

    @Test
    void theGridIsTriedWhole() {
        final Known evaluator = new Known();
        final SamplerTrials trials =
            SimpleSearch.standard().search(evaluator, EQUAL, 10, 3, Progress.NONE);
        assertEquals(44, trials.evaluations());
        assertEquals(44, trials.budget());
        assertEquals(44, trials.candidates().size());
        assertEquals("exhaustive", trials.method());
        assertEquals(44, evaluator.m_seeds.stream().filter(seed -> seed == 3).count());
        final List<String> tried = trials.candidates().stream().map(c -> c.sampler().summary()).toList();
        assertEquals(44, tried.stream().distinct().count());
        assertEquals("θ = 0.0, n = 1", tried.get(0));
        assertEquals("θ = 0.3, n = 1", tried.get(3));
        assertEquals("θ = 1.0, n = 5", tried.get(43));
        assertEquals("Simple", SimpleSearch.standard().strength());
    }

    /** s/2 − s² is largest at s = 1/4, so 1 − s/2 + s² is smallest there: θ = 0.25, n = 1 (as θ = 0.5, n = 4). */
    @Test
    void theSmallestObjectiveIsChosenAndScoredAfresh() {
        final Known evaluator = new Known();
        final FittedSampler fitted = SamplerFit.fit(evaluator, new SimpleSearch(new double[]{0.1, 0.25, 0.3, 0.9},
            new int[]{1, 2}), EQUAL, Double.NaN, 10, 0, Progress.NONE);
        assertEquals("θ = 0.25, n = 1", fitted.sampler().summary());
        assertEquals(8, fitted.curve().size(), "what costs accuracy lowers the cosine");
        assertEquals(8, fitted.origin().evaluations());
        assertEquals(24, evaluator.m_seeds.size());
        assertEquals(8, evaluator.m_seeds.stream().filter(seed -> seed == 0).count());
        assertEquals(3, evaluator.m_seeds.stream().distinct().count(), "search, choice, and what is told");
        final long fresh = evaluator.m_seeds.get(23);
        assertNotEquals(0, fresh);
        for (int i = 0; i < 8; i++) {
            assertEquals(fitted.curve().get(i).score().accuracy() - fitted.fresh().get(i).spread() * 1e-6
                * (fresh % 1000), fitted.fresh().get(i).accuracy(), 1e-12);
        }
        assertEquals("a decoder", fitted.origin().decoder());
        assertEquals("Simple", fitted.strength());
        assertTrue(fitted.notices().isEmpty());
        assertEquals(evaluator.classes(), fitted.classes());
    }

    /** Accuracy 1 − s² of at least 0.9 lets s be at most 0.316. */
    @Test
    void orTheLowestCosineOfEnoughAccuracy() {
        final SimpleSearch search = new SimpleSearch(new double[]{0.1, 0.2, 0.3, 0.4, 0.5}, new int[]{1});
        final FittedSampler fitted =
            SamplerFit.fit(new Known(), search, EQUAL, 0.9, 10, 0, Progress.NONE);
        assertEquals("θ = 0.3, n = 1", fitted.sampler().summary());
        assertEquals(0.9, fitted.minimumAccuracy());
        final FittedSampler missed =
            SamplerFit.fit(new Known(), search, EQUAL, 0.995, 10, 0, Progress.NONE);
        assertEquals("θ = 0.1, n = 1", missed.sampler().summary());
        // 0.99 less the luck of the draws of the choice
        assertEquals(List.of("No sampler reached the accuracy of 0.995 that was asked for. The most accurate was "
            + "taken, with 0.9899."), missed.notices());
    }

    /** θ = 0.9 is lucky in the search alone: its objective is the smallest there, and not on any other draws. */
    @Test
    void luckInTheSearchDoesNotDecide() {
        final long seed = 0;
        final Known lucky = new Known() {
            @Override
            public SamplerScore score(final ConditionalSampler sampler, final int drawsPerClass, final long drawn,
                final Progress progress) {
                final SamplerScore score = super.score(sampler, drawsPerClass, drawn, progress);
                final boolean isLucky =
                    drawn == seed && ((ScaledSampler)sampler).scales().theta()[0][0] == 0.9;
                return isLucky ? new SamplerScore(0.9, score.cosine(), score.spread(), score.classAccuracy(),
                    score.classCosine(), drawsPerClass) : score;
            }
        };
        final SimpleSearch search = new SimpleSearch(new double[]{0.1, 0.25, 0.9}, new int[]{1});
        assertEquals("θ = 0.25, n = 1",
            SamplerFit.fit(lucky, search, EQUAL, Double.NaN, 10, seed, Progress.NONE).sampler().summary());
        assertEquals("θ = 0.25, n = 1",
            SamplerFit.fit(lucky, search, EQUAL, 0.89, 10, seed, Progress.NONE).sampler().summary());
    }

    @Test
    void aLongCurveIsThinned() {
        final double[] thetas = new double[100];
        Arrays.setAll(thetas, i -> i / 100.0);
        final FittedSampler fitted = SamplerFit.fit(new Known(), new SimpleSearch(thetas, new int[]{1}), EQUAL,
            Double.NaN, 10, 0, Progress.NONE);
        assertTrue(fitted.curve().size() <= SamplerFit.MOST_KEPT);
        assertEquals("θ = 0.25, n = 1", fitted.sampler().summary());
        assertEquals(fitted.curve().size(), fitted.fresh().size());
    }

    @Test
    void theSameSeedGivesTheSameSampler() {
        final SimpleSearch search = SimpleSearch.standard();
        final FittedSampler one = SamplerFit.fit(new Known(), search, EQUAL, Double.NaN, 10, 5, Progress.NONE);
        final FittedSampler two = SamplerFit.fit(new Known(), search, EQUAL, Double.NaN, 10, 5, Progress.NONE);
        assertEquals(one.chosen(), two.chosen());
        assertArrayEquals(one.fresh().stream().mapToDouble(SamplerScore::cosine).toArray(),
            two.fresh().stream().mapToDouble(SamplerScore::cosine).toArray());
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        final double[] one = {0.5};
        final int[] n = {1};
        for (final double theta : new double[]{-0.1, 3.001, Double.NaN}) {
            assertRefused(String.valueOf(theta), () -> new SimpleSearch(new double[]{0, theta}, n));
        }
        for (final int draws : new int[]{0, -1, 101}) {
            assertRefused(String.valueOf(draws), () -> new SimpleSearch(one, new int[]{1, draws}));
        }
        assertRefused("at least one", () -> new SimpleSearch(new double[0], n));
        assertRefused("at least one", () -> new SimpleSearch(one, new int[0]));
        assertRefused("twice", () -> new SimpleSearch(new double[]{0.5, 1, 0.5}, n));
        assertRefused("twice", () -> new SimpleSearch(new double[]{0.0, -0.0}, n));
        assertRefused("twice", () -> new SimpleSearch(one, new int[]{2, 2}));
        for (final double accuracy : new double[]{-0.1, 1.1}) {
            assertRefused(String.valueOf(accuracy), () -> SamplerFit.fit(new Known(), SimpleSearch.standard(), EQUAL,
                accuracy, 10, 1, Progress.NONE));
        }
        assertRefused("2 draws", () -> SamplerFit.fit(new Known(), SimpleSearch.standard(), EQUAL, Double.NaN, 1, 1,
            Progress.NONE));
        for (final double[] weights : new double[][]{{0, 0}, {-1, 1}, {Double.NaN, 1}, {1, Double.POSITIVE_INFINITY}}) {
            assertThrows(IllegalArgumentException.class, () -> new ConditionalObjective(weights[0], weights[1]));
        }
    }

    private static void assertRefused(final String part, final Runnable what) {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, what::run);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
