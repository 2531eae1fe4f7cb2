package org.latentlab.engine.latent;

import java.util.Optional;

import org.latentlab.engine.math.Matrix;

/**
 * The ridgeline between two components of a mixture (Ray and Lindsay 2005, "The topography of multivariate normal
 * mixtures", eq. 4): x(α) = [(1-α)Σᵢ⁻¹ + αΣⱼ⁻¹]⁻¹ [(1-α)Σᵢ⁻¹μᵢ + αΣⱼ⁻¹μⱼ], α in [0, 1]. It leads from one mean to the
 * other through all modes and saddles of the two; along it one component's density falls and the other's rises.
 */
final class Ridgeline {

    private static final int BISECTIONS = 60;

    private final GaussianMixture m_mixture;
    private final int m_first;
    private final int m_second;
    private final double[] m_from;
    private final double[] m_difference;
    private final boolean m_straight;
    private final double[] m_firstPrecision;
    private final double[] m_secondPrecision;

    Ridgeline(final GaussianMixture mixture, final int first, final int second) {
        m_mixture = mixture;
        m_first = first;
        m_second = second;
        m_from = mixture.mean(first);
        m_difference = mixture.mean(second);
        for (int i = 0; i < m_difference.length; i++) {
            m_difference[i] -= m_from[i];
        }
        m_straight = mixture.covarianceType() == CovarianceType.TIED;
        m_firstPrecision = m_straight ? null : precision(mixture, first);
        m_secondPrecision = m_straight ? null : precision(mixture, second);
    }

    /** @return the inverse covariance: d×d for full ones, the diagonal for others */
    private static double[] precision(final GaussianMixture mixture, final int k) {
        final int d = mixture.dimensions();
        if (!mixture.hasTriangularFactors()) {
            final double[] diagonal = mixture.standardDeviations(k);
            for (int i = 0; i < d; i++) {
                diagonal[i] = 1 / (diagonal[i] * diagonal[i]);
            }
            return diagonal;
        }
        final double[] l = mixture.rawFactors();
        final int o = mixture.factorOffset(k);
        final Matrix p = Matrix.zeros(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double s = 0;
                for (int m = Math.max(i, j); m < d; m++) {
                    s += l[o + m * d + i] * l[o + m * d + j];
                }
                p.data()[i * d + j] = s;
            }
        }
        return p.data();
    }

    /**
     * @param mixture a mixture in d dimensions
     * @param k a component
     * @return its standard deviation in each dimension with all others held fixed, 1/√(Σ⁻¹)[c,c], d values
     */
    static double[] conditionalDeviations(final GaussianMixture mixture, final int k) {
        if (!mixture.hasTriangularFactors()) {
            return mixture.standardDeviations(k);
        }
        final int d = mixture.dimensions();
        final double[] precision = precision(mixture, k);
        final double[] sd = new double[d];
        for (int c = 0; c < d; c++) {
            sd[c] = 1 / Math.sqrt(precision[c * d + c]);
        }
        return sd;
    }

    /**
     * @param alpha in [0, 1]
     * @return the point of the ridgeline there
     */
    double[] point(final double alpha) {
        final int d = m_from.length;
        final double[] x = new double[d];
        if (m_straight) {
            for (int i = 0; i < d; i++) {
                x[i] = alpha * m_difference[i];
            }
        } else if (m_mixture.hasTriangularFactors()) {
            solveFull(alpha, x);
        } else {
            solveDiagonal(alpha, x);
        }
        for (int i = 0; i < d; i++) {
            x[i] += m_from[i];
        }
        return x;
    }

    private void solveDiagonal(final double alpha, final double[] x) {
        for (int i = 0; i < x.length; i++) {
            final double p = alpha * m_secondPrecision[i];
            x[i] = p * m_difference[i] / ((1 - alpha) * m_firstPrecision[i] + p);
        }
    }

    private void solveFull(final double alpha, final double[] x) {
        final int d = x.length;
        final double[] a = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                final double p = alpha * m_secondPrecision[i * d + j];
                a[i * d + j] = (1 - alpha) * m_firstPrecision[i * d + j] + p;
                x[i] += p * m_difference[j];
            }
        }
        Cholesky.decompose(a, 0, d, a, 0);
        Cholesky.solve(a, d, x);
    }

    /**
     * The pass: the point of the ridgeline at which both components are equally responsible. Of all points on the
     * boundary between the two it is the one of the highest density.
     *
     * @return the pass; empty if one component outweighs the other even at the other's mean
     */
    Optional<double[]> pass() {
        if (!(lead(0) > 0) || !(lead(1) < 0)) {
            return Optional.empty();
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            final double middle = 0.5 * (low + high);
            if (lead(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Optional.of(point(0.5 * (low + high)));
    }

    /** By how many nats the first component leads the second at α; it falls as α rises. */
    private double lead(final double alpha) {
        final double[] joint = m_mixture.jointLogDensities(point(alpha));
        return joint[m_first] - joint[m_second];
    }
}
