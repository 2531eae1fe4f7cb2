package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.latent.LatentPrior.Clusters;
import org.latentlab.engine.latent.LatentPrior.Normal;
import org.latentlab.engine.latent.LatentPrior.Uniform;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

final class LatentPriorTest {

    private static LatentSamples sample(final LatentPrior prior, final SamplingArea area) {
        return LatentSampler.sample(null, prior, List.of(area), 20, 500, 7, Progress.NONE);
    }

    @Test
    void drawsHaveTheMeansAndDeviationsOfTheirPrior() {
        for (final LatentPrior prior : List.of(new Normal(3), new Uniform(3), new Clusters(2, 0.1, 4))) {
            final int d = prior.dimensions();
            final float[] z = prior.draw(40_000, Rng.stream(3, "test"));
            for (int c = 0; c < d; c++) {
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < 40_000; i++) {
                    sum += z[i * d + c];
                    squares += z[i * d + c] * z[i * d + c];
                }
                final double mean = sum / 40_000;
                // five standard errors
                assertEquals(prior.means()[c], mean, 5 * prior.deviations()[c] / 200, prior.words());
                assertEquals(1, Math.sqrt(squares / 40_000 - mean * mean) / prior.deviations()[c], 0.025,
                    prior.words());
            }
        }
    }

    @Test
    void aUniformPriorHasADensityWithinItsCubeAlone() {
        final Matrix points = Matrix.of(new double[]{0.5, -0.9}, new double[]{0.5, 1.1});
        assertEquals(Math.log(0.25), new Uniform(2).logDensity(points, 0), 1e-15);
        assertEquals(Double.NEGATIVE_INFINITY, new Uniform(2).logDensity(points, 1));
        assertTrue(Double.isNaN(new Clusters(1, 0.1, 2).logDensity(Matrix.of(new double[]{0, 0, 1}), 0)));
    }

    @Test
    void theAreaPriorIsThatOfTheModel() {
        final LatentSamples uniform = sample(new Uniform(2), new SamplingArea.Prior(new Uniform(2)));
        assertEquals(10_000, uniform.size());
        double most = 0;
        for (final double value : uniform.points().data()) {
            most = Math.max(most, Math.abs(value));
        }
        assertTrue(most <= 1 && most > 0.99, "" + most);
        assertEquals(-2 * Math.log(2), uniform.logDensity()[17]);
        final Clusters clusters = new Clusters(1, 0.1, 3);
        final LatentSamples one = sample(clusters, new SamplingArea.Prior(clusters));
        for (int i = 0; i < one.size(); i++) {
            assertEquals(1, one.points().get(i, 1) + one.points().get(i, 2) + one.points().get(i, 3));
        }
    }

    @Test
    void aNormalPriorIsSampledAsWithoutAModel() {
        final SamplingArea area = new SamplingArea.Prior(3);
        final LatentSamples without = LatentSampler.sample(null, List.of(area), 20, 500, 7, Progress.NONE);
        final LatentSamples with = sample(new Normal(3), area);
        assertArrayEquals(without.points().data(), with.points().data());
        assertArrayEquals(without.logDensity(), with.logDensity());
    }

    @Test
    void aScaledPriorIsThePriorTimesAFactor() {
        final LatentSamples scaled =
            sample(new Uniform(1), new OutOfDistributionArea.ScaledPrior(new Uniform(1), 3));
        double most = 0;
        for (final double value : scaled.points().data()) {
            most = Math.max(most, Math.abs(value));
        }
        assertTrue(most <= 3 && most > 2.97, "" + most);
        assertArrayEquals(new double[]{Math.sqrt(3)},
            new OutOfDistributionArea.ScaledPrior(new Uniform(1), 3).standardDeviation(), 1e-15);
    }

    @Test
    void standardDeviationsOfAUniformPriorLeaveTheSameShareBelow() {
        // 2 Φ(1) − 1 and 2 Φ(−3) − 1, by scipy.stats.norm.cdf
        assertEquals(0.6826894921370859, new Uniform(2).at(0, 1), 1e-12);
        assertEquals(-0.9973002039367398, new Uniform(2).at(1, -3), 1e-12);
        assertEquals(0, new Uniform(2).at(0, 0));
        assertEquals(-0.2, new Clusters(1, 0.1, 2).at(0, -2), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> new Clusters(1, 0.1, 2).at(1, 0));
    }

    @Test
    void percentilesOfNormsAreThoseOfThePrior() {
        assertEquals(NormalPrior.percentile(1.7, 4), PriorNorms.of(new Normal(4)).percentile(1.7));
        // in one dimension the norm is uniform on [0, 1]; in two, a quarter of a circle fills π r² / 4 of the square
        assertEquals(0.3, PriorNorms.of(new Uniform(1)).percentile(0.3), 0.02);
        assertEquals(Math.PI * 0.64 / 4, PriorNorms.of(new Uniform(2)).percentile(0.8), 0.02);
        assertEquals(1, PriorNorms.of(new Uniform(2)).percentile(1.5));
        assertEquals(0, PriorNorms.of(new Clusters(3, 0.1, 4)).percentile(0.999));
    }

    @Test
    void aPriorOfAnotherSizeIsRefused() {
        assertEquals("The prior has 3 dimensions, but the latent space has 2.", assertThrows(
            IllegalArgumentException.class, () -> sample(new Normal(3), new SamplingArea.Prior(2))).getMessage());
    }
}
