package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * Against scikit-learn 1.2.1: figures printed by {@code python3 mixture_oracle.py} (beside this class's resources),
 * which makes the same points, starts from the same assignment and does the same number of EM iterations.
 */
class GaussianMixtureOracleTest {

    private static final double RELATIVE = 1e-9;

    private record Expected(CovarianceType type, double meanBeforeLast, double total, double bic, double aic,
        double[] responsibilities0, double[] responsibilities17, double logDensity0, double logDensity17,
        double[] weights, double[] mean0) {
    }

    static List<Expected> afterThirtyIterations() {
        return List.of(
            new Expected(CovarianceType.FULL, -7.1425364056605, -2856.8736054182696, 5947.414328173751,
                5791.747210836539,
                new double[] {0.9997651862698921, 4.47485749748033e-07, 3.5943872450810215e-16, 0.00023436624435822694},
                new double[] {6.520983387049727e-25, 0.020829023826482117, 3.446266612262261e-08, 0.9791709417108517},
                -5.512656107031182, -6.942773976211477,
                new double[] {0.24987019779916145, 0.11559607604212321, 0.21085992235251708, 0.42367380380619823},
                new double[] {-4.008058856806582, -3.9296609854415814, -3.909227200093075}),
            new Expected(CovarianceType.TIED, -7.675405139372694, -2953.0555706546975, 6031.931896798663,
                5948.111141309395,
                new double[] {0.9999420042530203, 6.412556686186713e-19, 6.475689937937451e-06, 5.152005704192613e-05},
                new double[] {9.521512437315226e-06, 4.522475837677932e-09, 7.357653517687849e-06, 0.9999831163115693},
                -6.31360502584467, -6.391242299754455,
                new double[] {0.2550249116081658, 0.25114305310758683, 0.2417679633371466, 0.2520640719471008},
                new double[] {-3.986997055257935, -3.8313256289116397, -3.851085654323588}),
            new Expected(CovarianceType.DIAGONAL, -7.2389775151312525, -2895.5910001189777, 5952.951543009871,
                5845.182000237955,
                new double[] {0.9999998137520768, 8.073969519647593e-10, 1.0004971680031426e-07, 8.539080934414744e-08},
                new double[] {5.544088717966527e-38, 0.9831919791317404, 0.0012927161035333728, 0.015515304764726182},
                -5.02776039464689, -6.235533425364555,
                new double[] {0.2500426595818352, 0.23238360079844841, 0.24770280193357017, 0.26987093768614623},
                new double[] {-4.007452952647937, -3.9280140742352843, -3.9081452848715283}),
            new Expected(CovarianceType.SPHERICAL, -7.249534208014444, -2899.8136832057207, 5913.465192806493,
                5837.6273664114415,
                new double[] {0.9999996006297768, 4.276298906137159e-10, 7.593581950449562e-08, 3.230067736592145e-07},
                new double[] {1.865171069847476e-39, 0.9820627410217251, 0.0009558666503844946, 0.016981392327890338},
                -5.1750239119188945, -6.298722694409659,
                new double[] {0.25000232776794057, 0.23195248150264974, 0.2478413466607069, 0.2702038440687028},
                new double[] {-4.00741075058541, -3.9287540520053894, -3.9085271977376355}));
    }

    @Test
    void thePointsAreThoseOfTheOracle() {
        final Matrix x = SeededPoints.clusters(400, 3, 4, 7);
        double sum = 0;
        for (final double v : x.data()) {
            sum += v;
        }
        assertEquals(1531.7040075033906, sum, 1e-9);
        assertEquals(8.152049547433853, x.get(399, 2), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("afterThirtyIterations")
    void thirtyIterationsFromTheSameStartGiveScikitLearnsMixture(final Expected expected) {
        final Matrix x = SeededPoints.clusters(400, 3, 4, 7);
        final int[] start = new int[400];
        for (int i = 0; i < 400; i++) {
            start[i] = i / 3 % 4;
        }
        final ExpectationMaximisation em = new ExpectationMaximisation(x,
            GmmFitter.fromAssignment(x, start, 4, expected.type(), 1e-6), 1e-6);
        double mean = 0;
        for (int i = 0; i < 30; i++) {
            mean = em.iterate();
        }
        assertRelative(expected.meanBeforeLast(), mean);
        final GaussianMixture mixture = em.mixture();
        double total = 0;
        for (final double l : mixture.logDensities(x)) {
            total += l;
        }
        assertRelative(expected.total(), total);
        final long parameters = expected.type().parameters(4, 3);
        assertRelative(expected.bic(), -2 * total + parameters * Math.log(400));
        assertRelative(expected.aic(), -2 * total + 2 * parameters);
        assertAllRelative(expected.responsibilities0(), mixture.responsibilities(x).row(0));
        assertAllRelative(expected.responsibilities17(), mixture.responsibilities(x.row(17)));
        assertRelative(expected.logDensity0(), mixture.logDensities(x)[0]);
        assertRelative(expected.logDensity17(), mixture.logDensity(x.row(17)));
        assertAllRelative(expected.weights(), mixture.weights());
        assertAllRelative(expected.mean0(), mixture.mean(0));
    }

    @Test
    void theBestOfSeveralStartsIsScikitLearnsOptimumAndBicChoosesTheSameNumber() {
        final Matrix y = SeededPoints.clusters(300, 2, 3, 11);
        final double[] logLikelihood = {-1425.6136340098124, -1337.527808433439, -1321.0869140207421};
        final double[] bic = {2879.746180392906, 2737.7972240880963, 2739.13813011064};
        final double[] aic = {2861.2272680196247, 2697.055616866878, 2676.1738280414843};
        final GmmFit fit = GmmFitter.fit(y, new GmmConfig(1, 3, CovarianceType.FULL, 20, 5000, 1e-10, 1e-6, 3),
            Progress.NONE);
        for (int k = 1; k <= 3; k++) {
            final GmmFit.Selection s = fit.selection().get(k - 1);
            assertEquals(k, s.components());
            assertTrue(s.converged());
            assertEquals(logLikelihood[k - 1], s.logLikelihood(), 1e-6 * Math.abs(logLikelihood[k - 1]));
            assertEquals(bic[k - 1], s.bic(), 1e-6 * bic[k - 1]);
            assertEquals(aic[k - 1], s.aic(), 1e-6 * aic[k - 1]);
        }
        assertEquals(2, fit.mixture().components(), "BIC is lowest for two components");
        assertEquals(fit.selection().get(1).bic(), fit.bic());
    }

    private static void assertRelative(final double expected, final double actual) {
        assertEquals(expected, actual, RELATIVE * Math.abs(expected));
    }

    private static void assertAllRelative(final double[] expected, final double[] actual) {
        assertArrayEquals(expected, actual, 1e-12);
        for (int i = 0; i < expected.length; i++) {
            // far tails differ relatively by the distance's size times the rounding
            assertEquals(expected[i], actual[i], 1e-6 * Math.abs(expected[i]));
        }
    }
}
