package org.latentlab.engine.conditional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.latent.GmmFitter;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * Searches whose answer is known: accuracy 1 − Σ a_i θ_i², cosine 1 − Σ c_i θ_i for each class, so that the best θ_i
 * for the weights w_c and w_a is w_c c_i / (2 w_a a_i).
 */
class ScaleSearchTest {

    private static final ConditionalObjective EQUAL = new ConditionalObjective(1, 1);

    private static final class Known implements SamplerEvaluator {

        private final double[][] m_a;
        private final double[][] m_c;
        private final int m_from;
        private final int m_count;
        private final int[] m_scored;

        Known(final double[][] a, final double[][] c) {
            this(a, c, 0, a.length, new int[1]);
        }

        private Known(final double[][] a, final double[][] c, final int from, final int count, final int[] scored) {
            m_a = a;
            m_c = c;
            m_from = from;
            m_count = count;
            m_scored = scored;
        }

        double best(final int y, final int i, final double weight) {
            return m_c[y][i] / (2 * weight * m_a[y][i]);
        }

        @Override
        public LatentClasses classes() {
            final List<LatentClass> classes = new ArrayList<>();
            final int d = m_a[0].length;
            for (int y = m_from; y < m_from + m_count; y++) {
                final Matrix codes = Matrix.of(new double[d], new double[d]);
                Arrays.fill(codes.data(), 0, d, 1);
                classes.add(new LatentClass("class " + y, 2, new double[d], new double[d],
                    GmmFitter.fromAssignment(codes, new int[2], 1, CovarianceType.DIAGONAL, 0)));
            }
            return new LatentClasses(classes, ClassSpread.diagonal());
        }

        @Override
        public SamplerScore score(final ConditionalSampler sampler, final int drawsPerClass, final long seed,
            final Progress progress) {
            m_scored[0]++;
            final double[][] theta = ((ScaledSampler)sampler).scales().theta();
            final double[] accuracy = new double[m_count];
            final double[] cosine = new double[m_count];
            for (int y = 0; y < m_count; y++) {
                accuracy[y] = 1;
                cosine[y] = 1;
                for (int i = 0; i < theta[y].length; i++) {
                    accuracy[y] -= m_a[m_from + y][i] * theta[y][i] * theta[y][i];
                    cosine[y] -= m_c[m_from + y][i] * theta[y][i];
                }
            }
            return new SamplerScore(Arrays.stream(accuracy).average().orElseThrow(),
                Arrays.stream(cosine).average().orElseThrow(), 0, accuracy, cosine, drawsPerClass);
        }

        @Override
        public SamplerEvaluator only(final int classNumber) {
            return new Known(m_a, m_c, m_from + classNumber, 1, m_scored);
        }

        @Override
        public Images images(final ConditionalSampler sampler, final int perClass, final long seed) {
            throw new IllegalStateException("A search looks at no images.");
        }
    }

    /** All classes alike, so that one θ a dimension is the best there is: 0.25, 0.5, 0.7 and (cut) 1. */
    private static Known alike() {
        final double[] a = {0.2, 0.1, 0.1, 0.01};
        final double[] c = {0.1, 0.1, 0.14, 0.05};
        return new Known(new double[][]{a, a, a}, new double[][]{c, c, c});
    }

    private static ScaledSampler chosen(final SamplerTrials trials, final ConditionalObjective objective) {
        SamplerCandidate best = trials.candidates().get(0);
        for (final SamplerCandidate candidate : trials.candidates()) {
            best = objective.of(candidate.score()) < objective.of(best.score()) ? candidate : best;
        }
        return (ScaledSampler)best.sampler();
    }

    private static SamplerTrials search(final ScaleVariables variables, final ScaleOptimiser optimiser,
        final int budget, final Known known) {
        return new ScaleSearch(variables, optimiser, budget, 1, 1).search(known, EQUAL, 10, 7, Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource(value = ScaleOptimiser.class, names = {"COORDINATE_DESCENT", "CMA_ES"})
    void theBestOfEachDimensionIsFound(final ScaleOptimiser optimiser) {
        final double[] theta = chosen(search(ScaleVariables.PER_DIMENSION, optimiser, 1000, alike()), EQUAL).scales()
            .theta()[2];
        assertArrayEquals(new double[]{0.25, 0.5, 0.7, 1}, theta, 0.03);
    }

    @ParameterizedTest
    @EnumSource(value = ScaleOptimiser.class, names = {"COORDINATE_DESCENT", "CMA_ES"})
    void theCurveHoldsTheBestForOtherWeights(final ScaleOptimiser optimiser) {
        final ConditionalObjective accurate = new ConditionalObjective(1, 4);
        final double[] theta = chosen(search(ScaleVariables.PER_DIMENSION, optimiser, 1000, alike()), accurate)
            .scales().theta()[0];
        assertArrayEquals(new double[]{0.0625, 0.125, 0.175, 0.625}, theta, 0.04);
    }

    @Test
    void coordinateDescentGoesAlongTheCurveToo() {
        final SamplerTrials trials =
            search(ScaleVariables.PER_DIMENSION, ScaleOptimiser.COORDINATE_DESCENT, 40, alike());
        // from a θ of the grid 0, 0.1 … 1 for all dimensions, a step of 0.2 makes all of them a fifth larger or smaller
        assertTrue(trials.candidates().stream().mapToDouble(c -> ((ScaledSampler)c.sampler()).scales().common())
            .anyMatch(theta -> Math.abs(10 * theta - Math.rint(10 * theta)) > 1e-6));
    }

    @ParameterizedTest
    @EnumSource(value = ScaleOptimiser.class, names = {"COORDINATE_DESCENT", "CMA_ES"})
    void eachClassGetsItsOwn(final ScaleOptimiser optimiser) {
        final double[][] a = {{0.2, 0.1}, {0.1, 0.3}, {0.4, 0.1}};
        final double[][] c = {{0.1, 0.1}, {0.14, 0.06}, {0.08, 0.18}};
        final Known known = new Known(a, c);
        final SamplerTrials trials = search(ScaleVariables.PER_DIMENSION_AND_CLASS, optimiser, 400, known);
        final ScaledSampler sampler = chosen(trials, EQUAL);
        for (int y = 0; y < a.length; y++) {
            for (int i = 0; i < 2; i++) {
                assertEquals(known.best(y, i, 1), sampler.scales().theta()[y][i], 0.03, "class " + y + ", " + i);
            }
        }
        // what is put together of the classes has the score that it has as a whole
        for (final SamplerCandidate candidate : trials.candidates()) {
            final SamplerScore whole = known.score(candidate.sampler(), 10, 7, Progress.NONE);
            assertEquals(whole.accuracy(), candidate.score().accuracy(), 1e-12);
            assertEquals(whole.cosine(), candidate.score().cosine(), 1e-12);
        }
    }

    @Test
    void whatFitsTheBudgetIsSearchedThrough() {
        final double[][] a = {{0.2, 0.1}};
        final double[][] c = {{0.1, 0.12}};
        final Known known = new Known(a, c);
        final SamplerTrials trials = search(ScaleVariables.PER_DIMENSION, ScaleOptimiser.AUTOMATIC, 121, known);
        assertEquals(121, trials.evaluations());
        assertEquals(121, trials.candidates().size());
        assertTrue(trials.method().startsWith("exhaustive"), trials.method());
        // of the grid 0, 0.1 … 1 the nearest to 0.25 (two are as near) and to 0.6
        final double[] theta = chosen(trials, EQUAL).scales().theta()[0];
        assertEquals(0.25, theta[0], 0.05 + 1e-9);
        assertEquals(0.6, theta[1], 1e-9);
        assertTrue(search(ScaleVariables.PER_DIMENSION, ScaleOptimiser.AUTOMATIC, 120, known).method()
            .startsWith("coordinate descent"));
    }

    @ParameterizedTest
    @EnumSource(value = ScaleOptimiser.class, names = {"COORDINATE_DESCENT", "CMA_ES"})
    void theBudgetIsKept(final ScaleOptimiser optimiser) {
        for (final int budget : new int[]{20, 21, 57, 200}) {
            final Known known = alike();
            final SamplerTrials trials = search(ScaleVariables.PER_DIMENSION, optimiser, budget, known);
            assertTrue(trials.evaluations() <= budget, trials.evaluations() + " of " + budget);
            assertEquals(trials.evaluations(), known.m_scored[0]);
            assertEquals(budget, trials.budget());
            final Known classes = alike();
            final SamplerTrials perClass = search(ScaleVariables.PER_DIMENSION_AND_CLASS, optimiser, budget, classes);
            assertTrue(classes.m_scored[0] <= 3 * budget);
            assertEquals((classes.m_scored[0] + 2) / 3, perClass.evaluations());
        }
    }

    @ParameterizedTest
    @EnumSource(value = ScaleOptimiser.class, names = {"COORDINATE_DESCENT", "CMA_ES"})
    void theSeedDecides(final ScaleOptimiser optimiser) {
        final double[][] theta =
            chosen(search(ScaleVariables.PER_DIMENSION, optimiser, 100, alike()), EQUAL).scales().theta();
        final double[][] again =
            chosen(search(ScaleVariables.PER_DIMENSION, optimiser, 100, alike()), EQUAL).scales().theta();
        assertTrue(Arrays.deepEquals(theta, again));
    }

    @Test
    void thetaStaysWithinItsBounds() {
        final Known known = alike();
        for (final ScaleOptimiser optimiser : new ScaleOptimiser[]{ScaleOptimiser.COORDINATE_DESCENT,
            ScaleOptimiser.CMA_ES}) {
            final SamplerTrials trials = new ScaleSearch(ScaleVariables.PER_DIMENSION, optimiser, 300, 0.4, 1)
                .search(known, EQUAL, 10, 7, Progress.NONE);
            for (final SamplerCandidate candidate : trials.candidates()) {
                for (final double value : ((ScaledSampler)candidate.sampler()).scales().theta()[0]) {
                    assertTrue(value >= 0 && value <= 0.4, value + " by " + optimiser);
                }
            }
        }
    }

    @Test
    void tellsWhatIsWrong() {
        assertEquals("The budget is at least 20 evaluations, not 19.", assertThrows(IllegalArgumentException.class,
            () -> search(ScaleVariables.PER_DIMENSION, ScaleOptimiser.CMA_ES, 19, alike())).getMessage());
        assertEquals("An exhaustive search of 4 dimensions takes 11^4 evaluations (11 values of each), but the budget is "
            + "1,000. Choose coordinate descent or CMA-ES, or enlarge the budget.",
            assertThrows(IllegalArgumentException.class,
                () -> search(ScaleVariables.PER_DIMENSION, ScaleOptimiser.EXHAUSTIVE, 1000, alike())).getMessage());
        assertEquals("The largest θ is more than 0 and at most 3.0, not 3.5.",
            assertThrows(IllegalArgumentException.class, () -> new ScaleSearch(ScaleVariables.PER_DIMENSION,
                ScaleOptimiser.CMA_ES, 100, 3.5, 1)).getMessage());
        assertEquals("A latent vector is the mean of 1 to 100 draws, not of 0.",
            assertThrows(IllegalArgumentException.class, () -> new ScaleSearch(ScaleVariables.PER_DIMENSION,
                ScaleOptimiser.CMA_ES, 100, 1, 0)).getMessage());
    }

    @ParameterizedTest
    @EnumSource(value = ScaleOptimiser.class, names = {"COORDINATE_DESCENT", "CMA_ES"})
    void canBeCancelled(final ScaleOptimiser optimiser) {
        final Known known = alike();
        final Progress cancelled = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                // nobody listens
            }

            @Override
            public void checkCanceled() {
                if (known.m_scored[0] >= 30) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class,
            () -> new ScaleSearch(ScaleVariables.PER_DIMENSION, optimiser, 1000, 1, 1).search(known, EQUAL, 10, 7,
                cancelled));
        assertEquals(30, known.m_scored[0]);
    }
}
