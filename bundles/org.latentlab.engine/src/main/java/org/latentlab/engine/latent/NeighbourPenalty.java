package org.latentlab.engine.latent;

import java.util.Arrays;

import org.latentlab.engine.backend.Parallel;

/**
 * The penalty on the latent neighbours of n codes with classes:
 * <p>
 * 1/n · Σ_i [ 1/k Σ_{j∈S_k(i)} ‖z_i − z_j‖² + 1/k Σ_{l∈D_k(i)} max(0, margin − ‖z_i − z_l‖)² ],
 * <p>
 * S_k(i) being the k nearest other codes of i's class, D_k(i) the k nearest of all other classes, of two at the same
 * distance the one in the lower row (a pull and a hinged push as in Hadsell, Chopra and LeCun 2006, on nearest
 * neighbours as in Weinberger and Saul 2009). A code with fewer neighbours than k takes those there are, each still by
 * 1/k. A code without a class (a negative number) takes no part, but counts among the n.
 */
public final class NeighbourPenalty {

    private final int m_k;

    private final double m_margin;

    /**
     * @param k neighbours of either kind, at least 1
     * @param margin distance from which on other classes are far enough, above 0
     * @throws IllegalArgumentException if a value is outside its range
     */
    public NeighbourPenalty(final int k, final double margin) {
        if (k < 1) {
            throw new IllegalArgumentException("The neighbour penalty looks at 1 neighbour or more, not " + k + ".");
        }
        if (!(margin > 0 && margin < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The margin of the neighbour penalty is above 0, not " + margin + ".");
        }
        m_k = k;
        m_margin = margin;
    }

    /**
     * The penalty and its gradient, which moves both ends of each pair; the choice of the neighbours counts as fixed.
     * Codes of different classes at the very same place are not moved, as there is no direction away.
     *
     * @param z the codes, row-major
     * @param classes the class of each code
     * @param rows n, number of codes, at least 1
     * @param d number of dimensions, at least 1
     * @param scale factor of what is added to the gradient, e.g. the weight of the penalty in the loss
     * @param gradient n×d values or more, to which scale · ∂penalty/∂z is added
     * @return the penalty, without the factor
     */
    public double gradient(final double[] z, final int[] classes, final int rows, final int d, final double scale,
        final double[] gradient) {
        final int k = Math.min(m_k, rows);
        final Nearest same = new Nearest(rows, k);
        final Nearest others = new Nearest(rows, k);
        final double[][] columns = Codes.columns(z, 0, rows, d);
        Parallel.forRange(rows, (chunk, from, to) -> {
            final double[] distances = new double[rows];
            for (int i = from; i < to; i++) {
                if (classes[i] >= 0) {
                    Codes.squaredDistances(columns, rows, z, i * d, distances);
                    choose(i, classes, distances, same, others);
                }
            }
        });
        final double share = 1.0 / ((double)rows * m_k);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            for (int o = i * k; o < i * k + same.m_sizes[i]; o++) {
                sum += same.m_squares[o];
                pull(z, i, same.m_rows[o], d, 2 * scale * share, gradient);
            }
            for (int o = i * k; o < i * k + others.m_sizes[i]; o++) {
                final double distance = Math.sqrt(others.m_squares[o]);
                final double lack = m_margin - distance;
                if (lack > 0) {
                    sum += lack * lack;
                    pull(z, i, others.m_rows[o], d, distance > 0 ? -2 * scale * share * lack / distance : 0, gradient);
                }
            }
        }
        return sum * share;
    }

    private static void choose(final int i, final int[] classes, final double[] distances, final Nearest same,
        final Nearest others) {
        for (int j = 0; j < distances.length; j++) {
            if (classes[j] == classes[i]) {
                if (j != i) {
                    same.offer(i, j, distances[j]);
                }
            } else if (classes[j] >= 0) {
                others.offer(i, j, distances[j]);
            }
        }
    }

    /** Adds factor · (z_i − z_j) to the gradient of i, and takes it from that of j. */
    private static void pull(final double[] z, final int i, final int j, final int d, final double factor,
        final double[] gradient) {
        for (int c = 0; c < d; c++) {
            final double g = factor * (z[i * d + c] - z[j * d + c]);
            gradient[i * d + c] += g;
            gradient[j * d + c] -= g;
        }
    }

    /** For each code the k nearest of those offered, nearest first, in the order of their rows. */
    private static final class Nearest {
        private final int m_k;

        private final int[] m_sizes;

        private final int[] m_rows;

        private final double[] m_squares;

        Nearest(final int n, final int k) {
            m_k = k;
            m_sizes = new int[n];
            m_rows = new int[n * k];
            m_squares = new double[n * k];
            Arrays.fill(m_squares, Double.POSITIVE_INFINITY);
        }

        /** To be offered in the order of the rows. */
        void offer(final int i, final int row, final double square) {
            final int begin = i * m_k;
            final int last = begin + m_k - 1;
            if (!(square < m_squares[last])) {
                return;
            }
            int at = begin + Math.min(m_sizes[i], m_k - 1);
            while (at > begin && square < m_squares[at - 1]) {
                m_squares[at] = m_squares[at - 1];
                m_rows[at] = m_rows[at - 1];
                at--;
            }
            m_squares[at] = square;
            m_rows[at] = row;
            m_sizes[i] = Math.min(m_sizes[i] + 1, m_k);
        }
    }
}
