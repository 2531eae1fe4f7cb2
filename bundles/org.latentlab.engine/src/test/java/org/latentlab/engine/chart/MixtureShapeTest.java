package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.math.Matrix;

class MixtureShapeTest {

    private static final MixtureShape THREE_D = new MixtureShape(new double[]{0.3, 0.7},
        Matrix.of(new double[]{0, 1, 2}, new double[]{-3, 0.5, 1}),
        List.of(Matrix.of(new double[]{2, 0.3, 0.1}, new double[]{0.3, 1, -0.2}, new double[]{0.1, -0.2, 0.5}),
            Matrix.of(new double[]{1, 0, 0}, new double[]{0, 4, 0}, new double[]{0, 0, 9})));

    @Test
    void highestDensityRegionsOfAGaussianAreCirclesOfKnownRadius() {
        // P(r² ≤ −2 ln(1 − p)) = p, so the level is −log 2π + ln(1 − p)
        final MixtureShape standard = new MixtureShape(new double[]{1}, Matrix.zeros(1, 2),
            List.of(Matrix.of(new double[]{1, 0}, new double[]{0, 1})));
        final double[] shares = {0.2, 0.5, 0.8, 0.95};
        final double[] levels = standard.highestDensityLevels(shares);
        for (int i = 0; i < shares.length; i++) {
            assertEquals(-Math.log(2 * Math.PI) + Math.log(1 - shares[i]), levels[i], 0.01);
        }
    }

    @Test
    void marginalKeepsTheCoordinatesOwnMeansAndCovariances() {
        final MixtureShape marginal = THREE_D.marginal(2, 0);
        assertArrayEquals(new double[]{2, 0, 1, -3}, marginal.means().data());
        assertArrayEquals(new double[]{0.5, 0.1, 0.1, 2}, marginal.covariances().get(0).data());
        assertArrayEquals(THREE_D.weights(), marginal.weights());
    }

    @Test
    void marginalDensityIsTheIntegralOverTheOtherCoordinate() {
        final GaussianMixture mixture = GaussianMixture.of(CovarianceType.FULL, THREE_D.weights(), THREE_D.means(),
            THREE_D.covariances());
        double sum = 0;
        for (double y = -15; y < 16; y += 0.01) {
            sum += Math.exp(mixture.logDensity(new double[]{-0.4, y, 1.3})) * 0.01;
        }
        assertEquals(Math.log(sum), THREE_D.marginal(0, 2).logDensity().applyAsDouble(-0.4, 1.3), 1e-6);
    }

    @Test
    void densityFarFromAllComponentsDoesNotUnderflow() {
        final double log = THREE_D.marginal(0, 1).logDensity().applyAsDouble(1e4, 0);
        assertTrue(log < -1e6 && Double.isFinite(log));
    }

    @Test
    void fittedMixtureIsTakenAsItIs() {
        final MixtureShape shape = MixtureShape.of(GaussianMixture.of(CovarianceType.FULL, THREE_D.weights(),
            THREE_D.means(), THREE_D.covariances()));
        assertArrayEquals(THREE_D.means().data(), shape.means().data());
        assertArrayEquals(THREE_D.covariances().get(0).data(), shape.covariances().get(0).data(), 1e-12);
    }

    @Test
    void singularComponentIsNamed() {
        final MixtureShape singular = new MixtureShape(new double[]{1}, Matrix.zeros(1, 2),
            List.of(Matrix.of(new double[]{1, 1}, new double[]{1, 1})));
        assertTrue(assertThrows(IllegalArgumentException.class, singular::logDensity).getMessage()
            .startsWith("Component 0 of the mixture has no density"));
    }
}
