package org.latentlab.engine.latent;

import java.util.Arrays;

import org.latentlab.engine.math.Matrix;

/**
 * Evaluates a mixture at blocks of points. A block is transposed, dimension by dimension, so that the inner loops run
 * over the points and the compiler turns them into vector instructions. One kernel serves one thread.
 */
final class DensityKernel {

    /** Points in a block: small enough that the block of a few dimensions stays in the first-level cache. */
    static final int BLOCK = 256;

    private final GaussianMixture m_mixture;
    private final int m_dimensions;
    private final int m_components;
    private final double m_cutoff;
    private final double[] m_x;
    private final double[] m_dx;
    private final double[] m_row = new double[BLOCK];
    private final double[] m_joint;
    private final double[] m_max = new double[BLOCK];
    private final double[] m_sum = new double[BLOCK];
    private int m_count;

    /**
     * @param mixture the mixture
     * @param cutoff a responsibility more than this many nats below the block point's largest is taken as 0
     */
    DensityKernel(final GaussianMixture mixture, final double cutoff) {
        m_mixture = mixture;
        m_dimensions = mixture.dimensions();
        m_components = mixture.components();
        m_cutoff = cutoff;
        m_x = new double[m_dimensions * BLOCK];
        m_dx = new double[m_dimensions * BLOCK];
        m_joint = new double[m_components * BLOCK];
    }

    /**
     * Takes the next block.
     *
     * @param points n×d
     * @param from the first row of the block
     * @param to the row at which the work ends, above from
     * @return the number of points in the block, at most {@link #BLOCK}
     */
    int load(final Matrix points, final int from, final int to) {
        m_count = Math.min(BLOCK, to - from);
        final double[] data = points.data();
        for (int i = 0, o = from * m_dimensions; i < m_count; i++) {
            for (int c = 0; c < m_dimensions; c++, o++) {
                m_x[c * BLOCK + i] = data[o];
            }
        }
        if (m_count < BLOCK) {
            for (int c = 0; c < m_dimensions; c++) {
                Arrays.fill(m_x, c * BLOCK + m_count, (c + 1) * BLOCK, 0);
            }
        }
        return m_count;
    }

    /** Computes ln wₖ + ln N(x; μₖ, Σₖ) for the block. */
    void computeJoint() {
        final double[] factors = m_mixture.rawFactors();
        final double[] constants = m_mixture.rawConstants();
        final int d = m_dimensions;
        for (int k = 0; k < m_components; k++) {
            center(k);
            final int out = k * BLOCK;
            Arrays.fill(m_joint, out, out + BLOCK, 0);
            if (m_mixture.hasTriangularFactors()) {
                final int offset = m_mixture.factorOffset(k);
                for (int i = 0; i < d; i++) {
                    addTriangularRow(factors, offset + i * d, i, out);
                }
            } else {
                final boolean spherical = m_mixture.covarianceType() == CovarianceType.SPHERICAL;
                for (int i = 0; i < d; i++) {
                    addScaledSquares(i * BLOCK, factors[spherical ? k : k * d + i], out);
                }
            }
            final double constant = constants[k];
            for (int i = 0; i < BLOCK; i++) {
                m_joint[out + i] = constant - 0.5 * m_joint[out + i];
            }
        }
    }

    /** Sets {@link #centered()} to x-μₖ. */
    void center(final int k) {
        final double[] means = m_mixture.rawMeans();
        for (int c = 0; c < m_dimensions; c++) {
            final double mean = means[k * m_dimensions + c];
            final int o = c * BLOCK;
            for (int i = 0; i < BLOCK; i++) {
                m_dx[o + i] = m_x[o + i] - mean;
            }
        }
    }

    private void addTriangularRow(final double[] factors, final int rowOffset, final int row, final int out) {
        final double[] y = m_row;
        final double[] dx = m_dx;
        final double first = factors[rowOffset];
        for (int i = 0; i < BLOCK; i++) {
            y[i] = first * dx[i];
        }
        for (int j = 1; j <= row; j++) {
            final double f = factors[rowOffset + j];
            final int o = j * BLOCK;
            for (int i = 0; i < BLOCK; i++) {
                y[i] += f * dx[o + i];
            }
        }
        final double[] joint = m_joint;
        for (int i = 0; i < BLOCK; i++) {
            joint[out + i] += y[i] * y[i];
        }
    }

    private void addScaledSquares(final int offset, final double factor, final int out) {
        final double[] dx = m_dx;
        final double[] joint = m_joint;
        for (int i = 0; i < BLOCK; i++) {
            final double y = factor * dx[offset + i];
            joint[out + i] += y * y;
        }
    }

    /**
     * Turns the joint log-densities of the block into responsibilities (log-sum-exp).
     *
     * @param logDensity receives ln p(x) of each point of the block
     * @param offset where in logDensity the block begins
     */
    void normalise(final double[] logDensity, final int offset) {
        System.arraycopy(m_joint, 0, m_max, 0, BLOCK);
        for (int k = 1; k < m_components; k++) {
            final int o = k * BLOCK;
            for (int i = 0; i < BLOCK; i++) {
                m_max[i] = Math.max(m_max[i], m_joint[o + i]);
            }
        }
        Arrays.fill(m_sum, 0);
        for (int k = 0; k < m_components; k++) {
            final int o = k * BLOCK;
            for (int i = 0; i < m_count; i++) {
                final double below = m_joint[o + i] - m_max[i];
                final double r = below > -m_cutoff ? Math.exp(below) : 0;
                m_joint[o + i] = r;
                m_sum[i] += r;
            }
        }
        for (int i = 0; i < m_count; i++) {
            logDensity[offset + i] = m_max[i] + Math.log(m_sum[i]);
            m_sum[i] = 1 / m_sum[i];
        }
        for (int k = 0; k < m_components; k++) {
            final int o = k * BLOCK;
            for (int i = 0; i < BLOCK; i++) {
                m_joint[o + i] *= m_sum[i];
            }
        }
        shareOverflowed(logDensity, offset);
    }

    /** A point so far away that every distance overflows has no nearest component: all get the same share. */
    private void shareOverflowed(final double[] logDensity, final int offset) {
        for (int i = 0; i < m_count; i++) {
            if (m_max[i] == Double.NEGATIVE_INFINITY) {
                logDensity[offset + i] = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < m_components; k++) {
                    m_joint[k * BLOCK + i] = 1.0 / m_components;
                }
            }
        }
    }

    /** @return after {@link #normalise} the responsibility of component k for point i at k·BLOCK + i */
    double[] responsibilities() {
        return m_joint;
    }

    /** @return after {@link #center} dimension c of point i at c·BLOCK + i */
    double[] centered() {
        return m_dx;
    }
}
