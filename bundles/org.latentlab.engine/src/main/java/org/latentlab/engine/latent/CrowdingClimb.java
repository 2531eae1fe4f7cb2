package org.latentlab.engine.latent;

import java.util.Arrays;

/**
 * Climbs ln H(x) - ½‖x‖², H being the entropy of a mixture's responsibilities, along the axes. A step along one axis
 * changes each whitened difference y = L⁻¹(x-μ) by a multiple of one column of L⁻¹, so that trying it takes d
 * operations a component instead of the d² of evaluating a point anew; in many dimensions that is what makes the search
 * bearable.
 */
final class CrowdingClimb {

    private static final double FIRST_STEP = 0.25;
    private static final double LAST_STEP = 1e-7;
    private static final double LEAST_GAIN = 1e-14;

    private final GaussianMixture m_mixture;
    private final int m_dimensions;
    private final double[] m_x;
    /** y of each component, K×d. */
    private final double[] m_whitened;
    private final double[] m_squares;
    private double m_norm;
    private final double[] m_joint;

    CrowdingClimb(final GaussianMixture mixture, final double[] start) {
        m_mixture = mixture;
        m_dimensions = mixture.dimensions();
        m_x = start.clone();
        m_whitened = new double[mixture.components() * m_dimensions];
        m_squares = new double[mixture.components()];
        m_joint = new double[mixture.components()];
    }

    /** @return where no step of 10⁻⁷ leads further up */
    double[] top() {
        double[] best = m_x.clone();
        double height = height();
        double step = FIRST_STEP;
        while (step > LAST_STEP) {
            round(step);
            // what the steps seemed to gain may be rounding alone; a point's own height cannot go round in circles
            final double reached = height();
            if (reached - height > LEAST_GAIN) {
                height = reached;
                best = m_x.clone();
            } else {
                System.arraycopy(best, 0, m_x, 0, m_dimensions);
                evaluate();
                step /= 2;
            }
        }
        return best;
    }

    private double height() {
        evaluate();
        return value(0, 0);
    }

    private void round(final double step) {
        double height = value(0, 0);
        for (int c = 0; c < m_dimensions; c++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                final double next = value(c, sign * step);
                if (next > height) {
                    move(c, sign * step);
                    height = next;
                }
            }
        }
    }

    private void evaluate() {
        final int d = m_dimensions;
        final double[] means = m_mixture.rawMeans();
        m_norm = 0;
        for (int c = 0; c < d; c++) {
            m_norm += m_x[c] * m_x[c];
        }
        for (int k = 0; k < m_joint.length; k++) {
            Arrays.fill(m_whitened, k * d, (k + 1) * d, 0);
            for (int c = 0; c < d; c++) {
                add(k, c, m_x[c] - means[k * d + c]);
            }
            m_squares[k] = 0;
            for (int i = k * d; i < (k + 1) * d; i++) {
                m_squares[k] += m_whitened[i] * m_whitened[i];
            }
        }
    }

    /** Adds a multiple of column c of component k's L⁻¹ to its y. */
    private void add(final int k, final int c, final double by) {
        final int d = m_dimensions;
        for (int i = c; i < end(c); i++) {
            m_whitened[k * d + i] += by * m_mixture.factor(k, i, c);
        }
    }

    /** Below the diagonal a column holds nothing unless the factors are triangular. */
    private int end(final int c) {
        return m_mixture.hasTriangularFactors() ? m_dimensions : c + 1;
    }

    private void move(final int c, final double step) {
        m_norm += step * (2 * m_x[c] + step);
        m_x[c] += step;
        for (int k = 0; k < m_joint.length; k++) {
            m_squares[k] += change(k, c, step);
            add(k, c, step);
        }
    }

    /** By how much ‖y‖² of component k grows with a step along axis c. */
    private double change(final int k, final int c, final double step) {
        double along = 0;
        double squares = 0;
        for (int i = c; i < end(c); i++) {
            final double f = m_mixture.factor(k, i, c);
            along += m_whitened[k * m_dimensions + i] * f;
            squares += f * f;
        }
        return step * (2 * along + step * squares);
    }

    /** The height after a step along axis c. With a = ln(wₖNₖ) - max, H = ln Σ eᵃ - Σ a·eᵃ / Σ eᵃ, no term negative. */
    private double value(final int c, final double step) {
        final double[] constants = m_mixture.rawConstants();
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < m_joint.length; k++) {
            m_joint[k] = constants[k] - 0.5 * (m_squares[k] + change(k, c, step));
            max = Math.max(max, m_joint[k]);
        }
        double sum = 0;
        double mixed = 0;
        for (final double joint : m_joint) {
            final double share = Math.exp(joint - max);
            sum += share;
            mixed -= share > 0 ? share * (joint - max) : 0;
        }
        return Math.log(Math.log(sum) + mixed / sum) - 0.5 * (m_norm + step * (2 * m_x[c] + step));
    }
}
