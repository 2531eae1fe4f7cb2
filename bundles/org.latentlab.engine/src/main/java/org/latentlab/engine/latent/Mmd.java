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

    /** Compares a stretch of rows x with other vectors s, four of these at a time. */
    private final class Sweep {
        private static final int AT_ONCE = 4;

        private final double[][] m_columns;

        private final int m_n;

        /** Σ k(x, s). */
        private final double[] m_sums;

        private final double[][] m_kernels;

        /** Σ w(x, s), where the gradient is Σ w(x, s) (x − s). */
        private final double[] m_weights;

        /** −Σ w(x, s) s. */
        private final double[][] m_products;

        Sweep(final double[][] columns, final int n, final boolean withGradient) {
            m_columns = columns;
            m_n = n;
            m_sums = new double[n];
            m_kernels = new double[AT_ONCE][n];
            m_weights = withGradient ? new double[n] : null;
            m_products = withGradient ? new double[columns.length][n] : null;
        }

        /** Adds the kernel's values to the sums, and its gradient with respect to the rows times the factor. */
        void add(final double[] others, final int count, final double factor) {
            for (int from = 0; from < count; from += AT_ONCE) {
                for (int j = 0; j < AT_ONCE; j++) {
                    if (from + j < count) {
                        evaluate(others, (from + j) * m_d, factor, m_kernels[j]);
                    } else {
                        Arrays.fill(m_kernels[j], 0);
                    }
                }
                if (m_products != null) {
                    addProducts(others, from, count);
                }
            }
        }

        /** Adds the kernel's values to the sums, then w(x, s) to the weights and into w. */
        private void evaluate(final double[] others, final int offset, final double factor, final double[] w) {
            final double square = m_bandwidth * m_bandwidth;
            Codes.squaredDistances(m_columns, m_n, others, offset, w);
            if (m_gaussian) {
                Codes.scale(w, m_n, 0.5 / square);
                Codes.expOfNegative(w, m_n, w);
            } else {
                multiquadratic(w, m_n, 1 / square);
            }
            Codes.add(w, m_n, m_sums);
            if (m_products != null) {
                if (m_gaussian) {
                    Codes.scale(w, m_n, -factor / square);
                } else {
                    scaleSquare(w, m_n, -2 * factor / square);
                }
                Codes.add(w, m_n, m_weights);
            }
        }

        private void addProducts(final double[] others, final int from, final int count) {
            // past the last, the weights are 0
            final int o = from * m_d;
            final int o1 = Math.min(from + 1, count - 1) * m_d;
            final int o2 = Math.min(from + 2, count - 1) * m_d;
            final int o3 = Math.min(from + 3, count - 1) * m_d;
            for (int c = 0; c < m_d; c++) {
                Codes.addFour(m_kernels, -others[o + c], -others[o1 + c], -others[o2 + c], -others[o3 + c], m_n,
                    m_products[c]);
            }
        }

        void addGradient(final double[] target, final int from) {
            for (int c = 0; c < m_d; c++) {
                Codes.addProduct(m_weights, m_columns[c], m_n, m_products[c]);
                for (int i = 0; i < m_n; i++) {
                    target[(from + i) * m_d + c] += m_products[c][i];
                }
            }
        }
    }

    /** v ← s v². */
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
}
