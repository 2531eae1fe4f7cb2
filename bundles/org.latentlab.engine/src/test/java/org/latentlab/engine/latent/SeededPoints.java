package org.latentlab.engine.latent;

import org.latentlab.engine.math.Matrix;

/** Data that the tests and their Python oracles (in src/test/resources) make alike. */
public final class SeededPoints {

    private long m_state;

    /** @param seed the state of the linear congruential generator x ← (1103515245·x + 12345) mod 2³¹ */
    public SeededPoints(final long seed) {
        m_state = seed;
    }

    /** @return uniform in [0, 1) */
    public double next() {
        m_state = (1103515245L * m_state + 12345L) % (1L << 31);
        return m_state / (double)(1L << 31);
    }

    /** @return n×d points, point i of cluster i mod k, correlated and overlapping, as {@code clusters} of the oracle */
    public static Matrix clusters(final int n, final int d, final int k, final long seed) {
        final SeededPoints numbers = new SeededPoints(seed);
        final double[] u = new double[n * d];
        for (int i = 0; i < u.length; i++) {
            u[i] = numbers.next() + numbers.next() + numbers.next() + numbers.next() - 2;
        }
        final Matrix x = Matrix.zeros(n, d);
        for (int i = 0; i < n; i++) {
            final int j = i % k;
            for (int c = 0; c < d; c++) {
                final double noise = u[i * d + c] + (c > 0 ? 0.6 * u[i * d + c - 1] : 0);
                x.data()[i * d + c] = 3.0 * (j * (c + 1) % 5) - 4 + (1.5 + j) * noise;
            }
        }
        return x;
    }
}
