package org.latentlab.engine.latent;

/** Cholesky decomposition of small symmetric matrices, row-major inside larger arrays. */
final class Cholesky {

    /** A pivot of a smaller share of its diagonal element is nothing but rounding. */
    private static final double LEAST_PIVOT = 1e-14;

    private Cholesky() {
    }

    /**
     * A = L·Lᵀ with L lower triangular; only the lower triangle of A is read.
     *
     * @param a holds A
     * @param aOffset where A begins
     * @param d the size of A
     * @param l where L goes, its upper triangle set to 0; may be a
     * @param lOffset where L begins
     * @return -1, or the row at which A was found not to be positive definite
     */
    static int decompose(final double[] a, final int aOffset, final int d, final double[] l, final int lOffset) {
        for (int i = 0; i < d; i++) {
            final int li = lOffset + i * d;
            for (int j = 0; j <= i; j++) {
                final int lj = lOffset + j * d;
                final double element = a[aOffset + i * d + j];
                double s = element;
                for (int m = 0; m < j; m++) {
                    s -= l[li + m] * l[lj + m];
                }
                if (i != j) {
                    l[li + j] = s / l[lj + j];
                } else if (s > LEAST_PIVOT * element && s < Double.POSITIVE_INFINITY) {
                    l[li + i] = Math.sqrt(s);
                } else {
                    return i;
                }
            }
            for (int j = i + 1; j < d; j++) {
                l[li + j] = 0;
            }
        }
        return -1;
    }

    /**
     * Replaces a lower triangular matrix by its inverse.
     *
     * @param l holds L
     * @param offset where L begins
     * @param d the size of L
     */
    static void invertLower(final double[] l, final int offset, final int d) {
        for (int j = 0; j < d; j++) {
            l[offset + j * d + j] = 1 / l[offset + j * d + j];
            for (int i = j + 1; i < d; i++) {
                double s = 0;
                for (int m = j; m < i; m++) {
                    s += l[offset + i * d + m] * l[offset + m * d + j];
                }
                l[offset + i * d + j] = -s / l[offset + i * d + i];
            }
        }
    }

    /**
     * Solves L·Lᵀ·x = b in place.
     *
     * @param l L, lower triangular, d × d
     * @param d its size
     * @param b the right side, replaced by x
     */
    static void solve(final double[] l, final int d, final double[] b) {
        for (int i = 0; i < d; i++) {
            double s = b[i];
            for (int m = 0; m < i; m++) {
                s -= l[i * d + m] * b[m];
            }
            b[i] = s / l[i * d + i];
        }
        for (int i = d - 1; i >= 0; i--) {
            double s = b[i];
            for (int m = i + 1; m < d; m++) {
                s -= l[m * d + i] * b[m];
            }
            b[i] = s / l[i * d + i];
        }
    }
}
