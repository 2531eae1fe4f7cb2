package org.latentlab.engine.chart;

import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.Shape;

import org.latentlab.engine.math.Matrix;

/**
 * The ellipse of constant Mahalanobis distance s around the mean of a normal distribution in the plane: its semi-axes
 * lie along the covariance's eigenvectors and are s·√λ long. At s = 2 it holds 1 − e⁻² = 86.5 % of the probability.
 *
 * @param x the centre's first coordinate
 * @param y the centre's second coordinate
 * @param semiMajor the longer semi-axis, in the coordinates' units, at least 0
 * @param semiMinor the shorter semi-axis, at least 0
 * @param angle from the first coordinate's axis to the longer semi-axis, counter-clockwise, in (−π/2, π/2]
 */
public record ConfidenceEllipse(double x, double y, double semiMajor, double semiMinor, double angle) {

    /**
     * @param mean two coordinates
     * @param covariance 2×2, symmetric, positive semi-definite
     * @param distance the Mahalanobis distance s, positive
     * @return the ellipse
     */
    public static ConfidenceEllipse of(final double[] mean, final Matrix covariance, final double distance) {
        if (mean.length != 2 || covariance.rows() != 2 || covariance.columns() != 2) {
            throw new IllegalArgumentException("An ellipse takes two coordinates and a 2×2 covariance, not "
                + mean.length + " and " + covariance.rows() + "×" + covariance.columns() + ".");
        }
        final double a = covariance.get(0, 0);
        final double b = covariance.get(0, 1);
        final double c = covariance.get(1, 1);
        final double half = Math.hypot((a - c) / 2, b);
        final double large = (a + c) / 2 + half;
        final double small = Math.max(0, (a + c) / 2 - half);
        final double angle = half == 0 ? 0 : 0.5 * Math.atan2(2 * b, a - c);
        return new ConfidenceEllipse(mean[0], mean[1], distance * Math.sqrt(large), distance * Math.sqrt(small), angle);
    }

    /** The ellipse on the picture. */
    Shape shape(final Panel.PlaneMap map) {
        final AffineTransform t = new AffineTransform();
        t.translate(map.px(x), map.py(y));
        t.scale(map.pixelsPerUnitX(), -map.pixelsPerUnitY());
        t.rotate(angle);
        return t.createTransformedShape(
            new Ellipse2D.Double(-semiMajor, -semiMinor, 2 * semiMajor, 2 * semiMinor));
    }
}
