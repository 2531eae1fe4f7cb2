package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Matrix;

class ConfidenceEllipseTest {

    @Test
    void axesOfADiagonalCovarianceAreItsStandardDeviations() {
        final ConfidenceEllipse wide = ConfidenceEllipse.of(new double[]{1, 2}, Matrix.of(new double[]{9, 0},
            new double[]{0, 4}), 2);
        assertEquals(new ConfidenceEllipse(1, 2, 6, 4, 0), wide);
        final ConfidenceEllipse tall = ConfidenceEllipse.of(new double[]{1, 2}, Matrix.of(new double[]{4, 0},
            new double[]{0, 9}), 2);
        assertEquals(6, tall.semiMajor(), 1e-12);
        assertEquals(Math.PI / 2, tall.angle(), 1e-12);
    }

    @Test
    void correlatedCovarianceTurnsByItsEigenvector() {
        // eigenvalues 3 and 1 with eigenvectors (1, 1)/√2 and (1, −1)/√2
        final ConfidenceEllipse e = ConfidenceEllipse.of(new double[]{0, 0}, Matrix.of(new double[]{2, 1},
            new double[]{1, 2}), 1);
        assertEquals(Math.sqrt(3), e.semiMajor(), 1e-12);
        assertEquals(1, e.semiMinor(), 1e-12);
        assertEquals(Math.PI / 4, e.angle(), 1e-12);
        final ConfidenceEllipse mirrored = ConfidenceEllipse.of(new double[]{0, 0}, Matrix.of(new double[]{2, -1},
            new double[]{-1, 2}), 1);
        assertEquals(-Math.PI / 4, mirrored.angle(), 1e-12);
    }

    @Test
    void everyPointOfTheEllipseHasTheMahalanobisDistance() {
        final double a = 1.7;
        final double b = -0.6;
        final double c = 0.5;
        final ConfidenceEllipse e = ConfidenceEllipse.of(new double[]{0.3, -2}, Matrix.of(new double[]{a, b},
            new double[]{b, c}), 2);
        final double determinant = a * c - b * b;
        for (int i = 0; i < 36; i++) {
            final double t = i * Math.PI / 18;
            final double u = e.semiMajor() * Math.cos(t);
            final double v = e.semiMinor() * Math.sin(t);
            final double dx = u * Math.cos(e.angle()) - v * Math.sin(e.angle());
            final double dy = u * Math.sin(e.angle()) + v * Math.cos(e.angle());
            assertEquals(4, (c * dx * dx - 2 * b * dx * dy + a * dy * dy) / determinant, 1e-9);
        }
    }

    @Test
    void degenerateCovarianceIsALine() {
        final ConfidenceEllipse e = ConfidenceEllipse.of(new double[]{0, 0}, Matrix.of(new double[]{1, 1},
            new double[]{1, 1}), 2);
        assertEquals(2 * Math.sqrt(2), e.semiMajor(), 1e-12);
        assertEquals(0, e.semiMinor(), 1e-7);
    }

    @Test
    void threeCoordinatesAreRefused() {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> ConfidenceEllipse.of(new double[3], Matrix.zeros(3, 3), 2));
        assertEquals("An ellipse takes two coordinates and a 2×2 covariance, not 3 and 3×3.", e.getMessage());
    }
}
