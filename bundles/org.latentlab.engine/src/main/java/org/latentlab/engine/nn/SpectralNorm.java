package org.latentlab.engine.nn;

import java.util.Arrays;

import org.latentlab.engine.math.Rng;

/**
 * Spectral normalisation of a weight matrix W (Miyato, Kataoka, Koyama and Yoshida 2018, "Spectral Normalization for
 * Generative Adversarial Networks", algorithm 1): W/σ, where σ = pᵀ W q and p and q, both of length 1, approach the
 * singular vectors of the largest singular value by one step of power iteration in each forward pass of training,
 * p ← W q/‖W q‖ and q ← Wᵀ p/‖Wᵀ p‖. A convolution's matrix has a column for each filter. For gradients, p and q are
 * constants.
 */
final class SpectralNorm {

    /** What a length is at least, so that a matrix of zeros stays what it is. */
    private static final double TINY = 1e-12;

    /** Steps from random vectors to the first that are used. */
    private static final int FIRST_STEPS = 15;

    private final Parameter m_trained;

    private final Parameter m_left;

    private final Parameter m_right;

    private final Tensor m_normalised;

    /** W, or its gradient. */
    private final double[] m_matrix;

    private final double[] m_room;

    private final double[] m_p;

    private final double[] m_q;

    private double m_sigma = 1;

    /**
     * @param kernels where memory comes from
     * @param trained W
     * @param left keeps p
     * @param right keeps q
     */
    SpectralNorm(final Kernels kernels, final Parameter trained, final Parameter left, final Parameter right) {
        m_trained = trained;
        m_left = left;
        m_right = right;
        m_normalised = kernels.allocate(trained.value().rows(), trained.value().columns());
        m_matrix = new double[trained.value().size()];
        m_room = new double[trained.gradient() == null ? 0 : m_matrix.length];
        m_p = new double[trained.value().rows()];
        m_q = new double[trained.value().columns()];
    }

    /** @return W/σ as of the last {@link #prepare} */
    Tensor normalised() {
        return m_normalised;
    }

    /** Draws p and q, and takes some steps. */
    void initialise(final Rng rng) {
        m_trained.value().get(m_matrix, m_matrix.length);
        for (int j = 0; j < m_q.length; j++) {
            m_q[j] = rng.nextGaussian();
        }
        for (int i = 0; i < FIRST_STEPS; i++) {
            iterate();
        }
        m_left.value().put(m_p, m_p.length);
        m_right.value().put(m_q, m_q.length);
    }

    /** Computes W/σ, in training with a step of power iteration before. */
    void prepare(final boolean training) {
        m_trained.value().get(m_matrix, m_matrix.length);
        m_right.value().get(m_q, m_q.length);
        if (training) {
            m_sigma = iterate();
            m_left.value().put(m_p, m_p.length);
            m_right.value().put(m_q, m_q.length);
        } else {
            m_left.value().get(m_p, m_p.length);
            m_sigma = 0;
            for (int i = 0; i < m_p.length; i++) {
                m_sigma += m_p[i] * rowTimes(i, m_q);
            }
        }
        m_sigma = Math.max(TINY, m_sigma);
        final double inverse = 1 / m_sigma;
        for (int i = 0; i < m_matrix.length; i++) {
            m_matrix[i] *= inverse;
        }
        m_normalised.put(m_matrix, m_matrix.length);
    }

    /** Turns the gradient G with regard to W/σ into that with regard to W: (G − ⟨G, W/σ⟩ p qᵀ)/σ. */
    void finishGradient() {
        m_trained.gradient().get(m_matrix, m_matrix.length);
        m_normalised.get(m_room, m_room.length);
        final int n = m_q.length;
        final double[] products = new double[n];
        for (int i = 0; i < m_matrix.length; i += n) {
            for (int j = 0; j < n; j++) {
                products[j] += m_matrix[i + j] * m_room[i + j];
            }
        }
        final double along = Arrays.stream(products).sum();
        final double inverse = 1 / m_sigma;
        for (int i = 0; i < m_p.length; i++) {
            final double factor = along * m_p[i];
            for (int j = 0; j < n; j++) {
                m_matrix[i * n + j] = (m_matrix[i * n + j] - factor * m_q[j]) * inverse;
            }
        }
        m_trained.gradient().put(m_matrix, m_matrix.length);
    }

    /** @return ‖Wᵀ p‖, which is pᵀ W q with the new q */
    private double iterate() {
        for (int i = 0; i < m_p.length; i++) {
            m_p[i] = rowTimes(i, m_q);
        }
        normalise(m_p);
        final int n = m_q.length;
        Arrays.fill(m_q, 0);
        for (int i = 0; i < m_p.length; i++) {
            final double factor = m_p[i];
            for (int j = 0; j < n; j++) {
                m_q[j] += factor * m_matrix[i * n + j];
            }
        }
        return normalise(m_q);
    }

    /** @return row i of the matrix times v, in four sums, which take turns rather than wait for one another */
    private double rowTimes(final int i, final double[] v) {
        final int at = i * v.length;
        double a0 = 0;
        double a1 = 0;
        double a2 = 0;
        double a3 = 0;
        int j = 0;
        for (; j + 3 < v.length; j += 4) {
            a0 += m_matrix[at + j] * v[j];
            a1 += m_matrix[at + j + 1] * v[j + 1];
            a2 += m_matrix[at + j + 2] * v[j + 2];
            a3 += m_matrix[at + j + 3] * v[j + 3];
        }
        for (; j < v.length; j++) {
            a0 += m_matrix[at + j] * v[j];
        }
        return a0 + a1 + (a2 + a3);
    }

    /** @return the length before */
    private static double normalise(final double[] v) {
        double squares = 0;
        for (final double x : v) {
            squares += x * x;
        }
        final double length = Math.max(TINY, Math.sqrt(squares));
        for (int j = 0; j < v.length; j++) {
            v[j] /= length;
        }
        return length;
    }
}
