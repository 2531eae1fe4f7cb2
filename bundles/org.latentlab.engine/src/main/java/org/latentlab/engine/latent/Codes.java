package org.latentlab.engine.latent;

import java.util.Arrays;

/**
 * Arithmetic between one vector and many, column by column, in loops that HotSpot turns into vector instructions. That
 * rules out calls, branches that depend on the data, and offsets that differ between the arrays of a loop: hence an
 * array for each dimension, all of which begin with the same vector.
 */
final class Codes {

    private static final int SQUARINGS = 8;

    private static final double SHRINK = 1.0 / (1 << SQUARINGS);

    private Codes() {
    }

    /**
     * @param values n×d, row-major
     * @param from the first row to take
     * @param to one past the last
     * @param d number of columns
     * @return one array for each column
     */
    static double[][] columns(final double[] values, final int from, final int to, final int d) {
        final double[][] columns = new double[d][to - from];
        for (int i = from; i < to; i++) {
            for (int c = 0; c < d; c++) {
                columns[c][i - from] = values[i * d + c];
            }
        }
        return columns;
    }

    /**
     * out ← ‖x − s‖² for the first n vectors x.
     *
     * @param columns one array for each dimension
     * @param n how many vectors
     * @param s holds the other vector
     * @param offset where it begins
     * @param out room for n values
     */
    static void squaredDistances(final double[][] columns, final int n, final double[] s, final int offset,
        final double[] out) {
        final int d = columns.length;
        Arrays.fill(out, 0, n, 0);
        int c = 0;
        for (; c + 4 <= d; c += 4) {
            addSquares(columns[c], columns[c + 1], columns[c + 2], columns[c + 3], s, offset + c, n, out);
        }
        for (; c < d; c++) {
            addSquare(columns[c], s[offset + c], n, out);
        }
    }

    private static void addSquares(final double[] x0, final double[] x1, final double[] x2, final double[] x3,
        final double[] s, final int offset, final int n, final double[] out) {
        final double s0 = s[offset];
        final double s1 = s[offset + 1];
        final double s2 = s[offset + 2];
        final double s3 = s[offset + 3];
        for (int i = 0; i < n; i++) {
            out[i] += ((x0[i] - s0) * (x0[i] - s0) + (x1[i] - s1) * (x1[i] - s1))
                + ((x2[i] - s2) * (x2[i] - s2) + (x3[i] - s3) * (x3[i] - s3));
        }
    }

    private static void addSquare(final double[] x, final double s, final int n, final double[] out) {
        for (int i = 0; i < n; i++) {
            out[i] += (x[i] - s) * (x[i] - s);
        }
    }

    /**
     * out ← Σ ((x − s)/σ)² for the first n vectors x, each with deviations of its own.
     *
     * @param columns one array for each dimension
     * @param inverses 1/σ, likewise
     * @param n how many vectors
     * @param s holds the other vector
     * @param offset where it begins
     * @param out room for n values
     */
    static void squaredDistances(final double[][] columns, final double[][] inverses, final int n, final double[] s,
        final int offset, final double[] out) {
        final int d = columns.length;
        Arrays.fill(out, 0, n, 0);
        int c = 0;
        for (; c + 2 <= d; c += 2) {
            addScaledSquares(columns[c], inverses[c], s[offset + c], columns[c + 1], inverses[c + 1],
                s[offset + c + 1], n, out);
        }
        if (c < d) {
            addScaledSquare(columns[c], inverses[c], s[offset + c], n, out);
        }
    }

    private static void addScaledSquares(final double[] x0, final double[] w0, final double s0, final double[] x1,
        final double[] w1, final double s1, final int n, final double[] out) {
        for (int i = 0; i < n; i++) {
            final double a = (x0[i] - s0) * w0[i];
            final double b = (x1[i] - s1) * w1[i];
            out[i] += a * a + b * b;
        }
    }

    private static void addScaledSquare(final double[] x, final double[] w, final double s, final int n,
        final double[] out) {
        for (int i = 0; i < n; i++) {
            final double a = (x[i] - s) * w[i];
            out[i] += a * a;
        }
    }

    /** g ← g + Σ s_j w_j over four arrays w_j at once, which reads g a quarter as often. */
    static void addFour(final double[][] w, final double s0, final double s1, final double s2, final double s3,
        final int n, final double[] g) {
        addFour(w[0], w[1], w[2], w[3], s0, s1, s2, s3, n, g);
    }

    private static void addFour(final double[] w0, final double[] w1, final double[] w2, final double[] w3,
        final double s0, final double s1, final double s2, final double s3, final int n, final double[] g) {
        for (int i = 0; i < n; i++) {
            g[i] += (s0 * w0[i] + s1 * w1[i]) + (s2 * w2[i] + s3 * w3[i]);
        }
    }

    /** g ← g + x y. */
    static void addProduct(final double[] x, final double[] y, final int n, final double[] g) {
        for (int i = 0; i < n; i++) {
            g[i] += x[i] * y[i];
        }
    }

    /** g ← g + x. */
    static void add(final double[] x, final int n, final double[] g) {
        for (int i = 0; i < n; i++) {
            g[i] += x[i];
        }
    }

    /** x ← s x. */
    static void scale(final double[] x, final int n, final double s) {
        for (int i = 0; i < n; i++) {
            x[i] *= s;
        }
    }

    /**
     * e ← exp(−v) for v ≥ 0, to 12 digits up to v = 40 and within 1e-18 beyond. With t = v/256, q = exp(t) − 1 by its
     * series and eight times q ← q (2 + q), which squares 1 + q without losing the digits of a small q. Needs no bound:
     * an overflow gives 1/∞ = 0.
     *
     * @param v the values, at least 0
     * @param n how many
     * @param e room for n values; may be v
     */
    static void expOfNegative(final double[] v, final int n, final double[] e) {
        for (int i = 0; i < n; i++) {
            final double t = v[i] * SHRINK;
            e[i] = t * (1 + t * (1 / 2.0 + t * (1 / 6.0 + t * (1 / 24.0 + t * (1 / 120.0 + t * (1 / 720.0
                + t * (1 / 5040.0 + t * (1 / 40320.0 + t * (1 / 362880.0 + t * (1 / 3628800.0))))))))));
        }
        for (int i = 0; i < n; i++) {
            double q = e[i];
            q = q * (2 + q);
            q = q * (2 + q);
            q = q * (2 + q);
            q = q * (2 + q);
            q = q * (2 + q);
            q = q * (2 + q);
            q = q * (2 + q);
            q = q * (2 + q);
            e[i] = 1 / (1 + q);
        }
    }

    /** x ← x − s. */
    static void subtract(final double s, final int n, final double[] x) {
        for (int i = 0; i < n; i++) {
            x[i] -= s;
        }
    }

    /** @return Σ x y over the first n values, by four partial sums */
    static double dot(final double[] x, final double[] y, final int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            s0 += x[i] * y[i];
            s1 += x[i + 1] * y[i + 1];
            s2 += x[i + 2] * y[i + 2];
            s3 += x[i + 3] * y[i + 3];
        }
        for (; i < n; i++) {
            s0 += x[i] * y[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** @return the sum of the first n values */
    static double sum(final double[] values, final int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += values[i];
        }
        return sum;
    }
}
