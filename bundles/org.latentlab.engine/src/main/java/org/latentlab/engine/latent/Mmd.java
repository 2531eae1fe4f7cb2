package org.latentlab.engine.latent;

import java.util.Arrays;

import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.math.ChiSquared;

/**
 * The maximum mean discrepancy of two samples (Gretton et al. 2012, "A Kernel Two-Sample Test"), by their unbiased
 * estimator, equation 3:
 * <p>
 * MMD² = 1/(n(n−1)) Σ_{i≠j} k(a_i, a_j) − 2/(nm) Σ_{i,j} k(a_i, b_j) + 1/(m(m−1)) Σ_{i≠j} k(b_i, b_j).
 * <p>
 * Two samples of one distribution give 0 on average, whatever their sizes, and so often a little less than 0. The same
 * estimator trains a WAE-MMD (Tolstikhin et al. 2018, algorithm 2). All sums are made in the order of the rows: the
 * number of threads does not change a bit.
 */
public final class Mmd {

    private final boolean m_gaussian;

    private final int m_d;

    private final double m_bandwidth;

    private Mmd(final boolean gaussian, final int dimensions, final double bandwidth) {
        if (dimensions < 1) {
            throw new IllegalArgumentException("Codes have at least 1 dimension, not " + dimensions + ".");
        }
        if (!(bandwidth >= 0 && bandwidth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The bandwidth of the MMD is above 0, or 0 for the median rule, not "
                + bandwidth + ".");
        }
        m_gaussian = gaussian;
        m_d = dimensions;
        m_bandwidth = bandwidth == 0 ? medianBandwidth(dimensions) : bandwidth;
    }

    /**
     * The kernel k(a, b) = exp(−‖a−b‖²/(2σ²)).
     *
     * @param dimensions d, at least 1
     * @param bandwidth σ, above 0; 0 = by the median rule, {@link #medianBandwidth}
     * @return the MMD with this kernel
     */
    public static Mmd gaussian(final int dimensions, final double bandwidth) {
        return new Mmd(true, dimensions, bandwidth);
    }

    /**
     * The kernel k(a, b) = C/(C + ‖a−b‖²).
     *
     * @param dimensions d, at least 1
     * @param bandwidth √C, above 0; 0 = by the median rule, {@link #medianBandwidth}: in many dimensions
     *            C is then close to the 2d of the WAE's paper
     * @return the MMD with this kernel
     */
    public static Mmd inverseMultiquadratic(final int dimensions, final double bandwidth) {
        return new Mmd(false, dimensions, bandwidth);
    }

    /**
     * The median distance between two draws of N(0, I): their difference is N(0, 2I), so that this is the root of twice
     * the median of χ² with d degrees of freedom.
     *
     * @param dimensions d, at least 1
     * @return that distance
     */
    public static double medianBandwidth(final int dimensions) {
        return Math.sqrt(2 * ChiSquared.quantile(0.5, dimensions));
    }

    /** @return σ of the Gaussian kernel, √C of the inverse multiquadratic */
    public double bandwidth() {
        return m_bandwidth;
    }

    /**
     * @param a n×d values, row-major
     * @param n number of rows, at least 2
     * @param b m×d values, row-major
     * @param m number of rows, at least 2
     * @return MMD²
     * @throws IllegalArgumentException if there are fewer than 2 rows
     */
    public double squared(final double[] a, final int n, final double[] b, final int m) {
        if (n < 2 || m < 2) {
            throw new IllegalArgumentException("The MMD compares samples of at least 2 rows each, not of " + n + " and "
                + m + ".");
        }
        return evaluate(a, n, b, m, 0, null);
    }

    /**
     * MMD² of codes from draws of the prior, and its gradient with respect to the codes.
     *
     * @param z the codes, row-major
     * @param rows n, number of codes; a single code has no other to be compared with: nothing is added, 0 returned
     * @param prior m×d draws of the prior, row-major, m at least 2; all of the array
     * @param scale factor of what is added to the gradient, e.g. the weight of the MMD in the loss
     * @param gradient n×d values or more, to which scale · ∂MMD²/∂z is added
     * @return MMD², without the factor
     */
    public double gradient(final double[] z, final int rows, final double[] prior, final double scale,
        final double[] gradient) {
        final int m = prior.length / m_d;
        if (m < 2) {
            throw new IllegalArgumentException("The MMD compares codes with at least 2 draws of the prior, not " + m
                + ".");
        }
        return rows < 2 ? 0 : evaluate(z, rows, prior, m, scale, gradient);
    }

    private double evaluate(final double[] a, final int n, final double[] b, final int m, final double scale,
        final double[] gradient) {
        final double[] within = new double[n];
        final double[] across = new double[n];
        final double[] other = new double[m];
        final double own = 1 / ((double)n * (n - 1));
        final double cross = 1 / ((double)n * m);
        Parallel.forRange(n, (chunk, from, to) -> {
            final Sweep sweep = new Sweep(Codes.columns(a, from, to, m_d), to - from, gradient != null);
            sweep.add(a, n, 2 * scale * own);
            System.arraycopy(sweep.m_sums, 0, within, from, to - from);
            Arrays.fill(sweep.m_sums, 0);
            sweep.add(b, m, -2 * scale * cross);
            System.arraycopy(sweep.m_sums, 0, across, from, to - from);
            if (gradient != null) {
                sweep.addGradient(gradient, from);
            }
        });
        Parallel.forRange(m, (chunk, from, to) -> {
            final Sweep sweep = new Sweep(Codes.columns(b, from, to, m_d), to - from, false);
            sweep.add(b, m, 0);
            System.arraycopy(sweep.m_sums, 0, other, from, to - from);
        });
        // a point is at no distance from itself, k = 1: these pairs do not count
        return own * (Codes.sum(within, n) - n) - 2 * cross * Codes.sum(across, n)
            + (Codes.sum(other, m) - m) / ((double)m * (m - 1));
    }

    /** Compares a stretch of rows with other vectors, one of these after the other. */
    private final class Sweep {
        private final double[][] m_columns;

        private final int m_n;

        private final double[] m_sums;

        private final double[] m_kernel;

        private final double[][] m_gradient;

        Sweep(final double[][] columns, final int n, final boolean withGradient) {
            m_columns = columns;
            m_n = n;
            m_sums = new double[n];
            m_kernel = new double[n];
            m_gradient = withGradient ? new double[columns.length][n] : null;
        }

        /** Adds the kernel's values to the sums, and its gradient with respect to the rows times the factor. */
        void add(final double[] others, final int count, final double factor) {
            for (int j = 0; j < count; j++) {
                Codes.squaredDistances(m_columns, m_n, others, j * m_d, m_kernel);
                final double square = m_bandwidth * m_bandwidth;
                if (m_gaussian) {
                    scale(m_kernel, m_n, 0.5 / square);
                    Codes.expOfNegative(m_kernel, m_n, m_kernel);
                } else {
                    multiquadratic(m_kernel, m_n, 1 / square);
                }
                sum(m_kernel, m_n, m_sums);
                if (m_gradient != null) {
                    if (m_gaussian) {
                        scale(m_kernel, m_n, -factor / square);
                    } else {
                        scaleSquare(m_kernel, m_n, -2 * factor / square);
                    }
                    for (int c = 0; c < m_columns.length; c++) {
                        Codes.addWeightedDifference(m_kernel, m_columns[c], others[j * m_d + c], m_n, m_gradient[c]);
                    }
                }
            }
        }

        void addGradient(final double[] target, final int from) {
            for (int i = 0; i < m_n; i++) {
                for (int c = 0; c < m_d; c++) {
                    target[(from + i) * m_d + c] += m_gradient[c][i];
                }
            }
        }
    }

    private static void scale(final double[] v, final int n, final double factor) {
        for (int i = 0; i < n; i++) {
            v[i] *= factor;
        }
    }

    private static void scaleSquare(final double[] v, final int n, final double factor) {
        for (int i = 0; i < n; i++) {
            v[i] *= factor * v[i];
        }
    }

    private static void multiquadratic(final double[] v, final int n, final double factor) {
        for (int i = 0; i < n; i++) {
            v[i] = 1 / (1 + factor * v[i]);
        }
    }

    private static void sum(final double[] v, final int n, final double[] sums) {
        for (int i = 0; i < n; i++) {
            sums[i] += v[i];
        }
    }
}
