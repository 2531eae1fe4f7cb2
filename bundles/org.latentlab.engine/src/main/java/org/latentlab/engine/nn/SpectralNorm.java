package org.latentlab.engine.nn;

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
    }

    /** @return W/σ as of the last {@link #prepare} */
    Tensor normalised() {
        return m_normalised;
    }

    /** Draws p and q, and takes some steps. */
    void initialise(final Rng rng) {
        final double[] w = m_trained.value().toDoubles();
        final double[] p = new double[m_trained.value().rows()];
        final double[] q = new double[m_trained.value().columns()];
        for (int j = 0; j < q.length; j++) {
            q[j] = rng.nextGaussian();
        }
        for (int i = 0; i < FIRST_STEPS; i++) {
            iterate(w, p, q);
        }
        m_left.value().put(p, p.length);
        m_right.value().put(q, q.length);
    }

    /** Computes W/σ, in training with a step of power iteration before. */
    void prepare(final boolean training) {
        final double[] w = m_trained.value().toDoubles();
        final double[] p = m_left.value().toDoubles();
        final double[] q = m_right.value().toDoubles();
        if (training) {
            iterate(w, p, q);
            m_left.value().put(p, p.length);
            m_right.value().put(q, q.length);
        }
        m_sigma = Math.max(TINY, dot(p, timesRight(w, p.length, q)));
        for (int i = 0; i < w.length; i++) {
            w[i] /= m_sigma;
        }
        m_normalised.put(w, w.length);
    }

    /** Turns the gradient G with regard to W/σ into that with regard to W: (G − ⟨G, W/σ⟩ p qᵀ)/σ. */
    void finishGradient() {
        final double[] g = m_trained.gradient().toDoubles();
        final double[] p = m_left.value().toDoubles();
        final double[] q = m_right.value().toDoubles();
        final double along = dot(g, m_normalised.toDoubles());
        for (int i = 0; i < p.length; i++) {
            final double factor = along * p[i];
            for (int j = 0; j < q.length; j++) {
                g[i * q.length + j] = (g[i * q.length + j] - factor * q[j]) / m_sigma;
            }
        }
        m_trained.gradient().put(g, g.length);
    }

    private static void iterate(final double[] w, final double[] p, final double[] q) {
        System.arraycopy(timesRight(w, p.length, q), 0, p, 0, p.length);
        normalise(p);
        java.util.Arrays.fill(q, 0);
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < q.length; j++) {
                q[j] += p[i] * w[i * q.length + j];
            }
        }
        normalise(q);
    }

    /** @return W q */
    private static double[] timesRight(final double[] w, final int rows, final double[] q) {
        final double[] result = new double[rows];
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < q.length; j++) {
                sum += w[i * q.length + j] * q[j];
            }
            result[i] = sum;
        }
        return result;
    }

    private static double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void normalise(final double[] v) {
        final double length = Math.max(TINY, Math.sqrt(dot(v, v)));
        for (int i = 0; i < v.length; i++) {
            v[i] /= length;
        }
    }
}
