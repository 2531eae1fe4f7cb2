package org.latentlab.engine.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.latent.GmmFitter;
import org.latentlab.engine.latent.SeededPoints;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/** scikit-learn 1.2.1's figures are printed by score_oracle.py, beside this class's resources. */
class ClusterScoresTest {

    private static final Matrix X = SeededPoints.clusters(400, 3, 4, 7);

    private static int[] truth(final int n) {
        final int[] k = new int[n];
        for (int i = 0; i < n; i++) {
            k[i] = i % 4;
        }
        return k;
    }

    private static int[] other() {
        final int[] k = new int[400];
        for (int i = 0; i < 400; i++) {
            k[i] = i / 3 % 5;
        }
        return k;
    }

    private static int[] nearestCentres() {
        final double[] means = GmmFitter.fromAssignment(X, truth(400), 4, CovarianceType.SPHERICAL, 1).means().data();
        final int[] nearest = new int[400];
        for (int i = 0; i < 400; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < 4; k++) {
                double squares = 0;
                for (int c = 0; c < 3; c++) {
                    squares += Math.pow(X.get(i, c) - means[k * 3 + c], 2);
                }
                if (squares < least) {
                    least = squares;
                    nearest[i] = k;
                }
            }
        }
        return nearest;
    }

    @Test
    void theSilhouetteIsScikitLearns() {
        assertEquals(0.5380302380365262, Silhouette.mean(X, truth(400), 4, Progress.NONE), 1e-12);
        assertEquals(-0.02900247761692615, Silhouette.mean(X, other(), 5, Progress.NONE), 1e-12);
        final int[] single = truth(400);
        single[17] = 4;
        assertEquals(0.32937900596519293, Silhouette.mean(X, single, 9, Progress.NONE), 1e-12,
            "with a cluster of one and empty ones");
    }

    @Test
    void thereIsNoSilhouetteOfOneClusterNorOfOnlySingles() {
        assertTrue(Double.isNaN(Silhouette.mean(X, new int[400], 1, Progress.NONE)));
        assertTrue(Double.isNaN(Silhouette.mean(X.select(new int[] {0, 1, 2}), new int[] {0, 1, 2}, 3,
            Progress.NONE)));
        final Matrix alike = Matrix.of(new double[] {1}, new double[] {1}, new double[] {1});
        assertEquals(0, Silhouette.mean(alike, new int[] {0, 1, 1}, 2, Progress.NONE), "all points in one place");
    }

    @Test
    void aLargeSetIsJudgedOnAStratifiedSampleAndSaysSo() {
        final Matrix x = SeededPoints.clusters(8000, 3, 4, 3);
        final GaussianMixture mixture = GmmFitter.fromAssignment(x, truth(8000), 4, CovarianceType.FULL, 1e-6);
        final ClusterClarityResult r = ClusterClarity.of(x, mixture, 5, Progress.NONE);
        assertEquals(5000, r.silhouettePoints());
        assertEquals(1, r.warnings().size());
        final int[] assigned = new int[8000];
        for (int i = 0; i < 8000; i++) {
            final double[] p = mixture.responsibilities(x.row(i));
            for (int k = 1; k < 4; k++) {
                assigned[i] = p[k] > p[assigned[i]] ? k : assigned[i];
            }
        }
        assertEquals(Silhouette.mean(x, assigned, 4, Progress.NONE), r.silhouette(), 0.01);
        assertEquals(r, ClusterClarity.of(x, mixture, 5, Progress.NONE));
    }

    @Test
    void entropyIsNoneForSureAndOneForEvenResponsibilities() {
        assertEquals(0, ClusterClarity.entropy(Matrix.of(new double[] {1, 0, 0}, new double[] {0, 0, 1})));
        assertEquals(1, ClusterClarity.entropy(Matrix.of(new double[] {0.25, 0.25, 0.25, 0.25})), 1e-15);
        final double half = Math.log(2) / Math.log(3);
        assertEquals(half / 2, ClusterClarity.entropy(Matrix.of(new double[] {0.5, 0.5, 0}, new double[] {1, 0, 0})),
            1e-15);
        assertEquals(0, ClusterClarity.entropy(Matrix.of(new double[] {1})));
    }

    @Test
    void clarityOfASingleComponentHasNoSilhouetteAndSaysSo() {
        final GaussianMixture one = GmmFitter.fromAssignment(X, new int[400], 1, CovarianceType.FULL, 1e-6);
        final ClusterClarityResult r = ClusterClarity.of(X, one, 1, Progress.NONE);
        assertEquals(0, r.mixtureEntropy());
        assertTrue(Double.isNaN(r.silhouette()));
        assertTrue(r.warnings().get(0).startsWith("There is no silhouette"));
        assertThrows(EngineException.class, () -> ClusterClarity.of(Matrix.zeros(0, 3), one, 1, Progress.NONE));
        assertThrows(EngineException.class,
            () -> ClusterClarity.of(Matrix.of(new double[] {0, Double.NaN, 0}), one, 1, Progress.NONE));
    }

    @Test
    void purityAndMutualInformationAreScikitLearns() {
        final ClusterSuitabilityResult r = ClusterSuitability.of(nearestCentres(), 4, truth(400), 4);
        assertEquals(0.985, r.purity(), 1e-12);
        assertEquals(0.9468434425035583, r.normalisedMutualInformation(), 1e-12);
        assertArrayEquals(new int[] {0, 1, 2, 3}, r.mainClass());
        assertEquals(102, r.contingency().row(0)[0] + r.contingency().row(0)[1] + r.contingency().row(0)[2]
            + r.contingency().row(0)[3]);
        assertEquals(0.0001667492168195478,
            ClusterSuitability.of(other(), 5, truth(400), 4).normalisedMutualInformation(), 1e-12);
    }

    @Test
    void clustersThatAreTheClassesAreSuitedAndEmptyOnesSaidToBe() {
        final ClusterSuitabilityResult r =
            ClusterSuitability.of(new int[] {2, 2, 0, 0}, 3, new int[] {0, 0, 1, 1}, 2);
        assertEquals(1, r.purity());
        assertEquals(1, r.normalisedMutualInformation(), 1e-15);
        assertArrayEquals(new int[] {1, -1, 0}, r.mainClass());
        assertTrue(Double.isNaN(r.clusterPurity()[1]));
        assertEquals(1, ClusterSuitability.of(new int[3], 1, new int[3], 1).normalisedMutualInformation());
        assertEquals(0, ClusterSuitability.of(new int[4], 1, new int[] {0, 1, 0, 1}, 2)
            .normalisedMutualInformation());
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertThrows(EngineException.class, () -> ClusterSuitability.of(new int[0], 1, new int[0], 1));
        assertThrows(IllegalArgumentException.class, () -> ClusterSuitability.of(new int[2], 1, new int[1], 1));
        assertThrows(IllegalArgumentException.class, () -> ClusterSuitability.of(new int[] {1}, 1, new int[1], 1));
        assertThrows(IllegalArgumentException.class, () -> ClusterSuitability.of(new int[1], 1, new int[] {-1}, 1));
        assertThrows(IllegalArgumentException.class, () -> Silhouette.mean(X, new int[3], 1, Progress.NONE));
    }

    @Test
    void cancellingStops() {
        final Progress cancelled = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                // not reached
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> Silhouette.mean(X, truth(400), 4, cancelled));
    }
}
