package org.latentlab.engine.nn;

import java.util.Arrays;

/** A small matrix with few non-zeros, by which vectors are combined linearly: y_r = Σ_c a_rc x_c. */
final class Combinations {

    private final float[][] m_matrix;

    /** For each row the columns of its non-zeros. */
    private final int[][] m_columns;

    /** For each row its non-zeros. */
    private final float[][] m_factors;

    Combinations(final float[][] matrix) {
        m_matrix = matrix;
        m_columns = new int[matrix.length][matrix[0].length];
        m_factors = new float[matrix.length][matrix[0].length];
        for (int r = 0; r < matrix.length; r++) {
            int terms = 0;
            for (int c = 0; c < matrix[r].length; c++) {
                if (matrix[r][c] != 0) {
                    m_columns[r][terms] = c;
                    m_factors[r][terms++] = matrix[r][c];
                }
            }
            m_columns[r] = Arrays.copyOf(m_columns[r], terms);
            m_factors[r] = Arrays.copyOf(m_factors[r], terms);
        }
    }

    /** @return number of results */
    int rows() {
        return m_matrix.length;
    }

    /** @return number of vectors that are combined */
    int columns() {
        return m_matrix[0].length;
    }

    /** @return the value in a row and a column */
    float get(final int row, final int column) {
        return m_matrix[row][column];
    }

    Combinations transposed() {
        final float[][] transposed = new float[columns()][rows()];
        for (int r = 0; r < rows(); r++) {
            for (int c = 0; c < columns(); c++) {
                transposed[c][r] = m_matrix[r][c];
            }
        }
        return new Combinations(transposed);
    }

    /**
     * @param row which result
     * @param x holds the vectors
     * @param from which of x is the first of them
     * @param step from one of them to the next
     * @param y room for the result; none of x
     * @param n length of the vectors
     * @return y_row: y, or that of x which it equals
     */
    float[] combine(final int row, final float[][] x, final int from, final int step, final float[] y, final int n) {
        final int[] c = m_columns[row];
        final float[] f = m_factors[row];
        if (c.length == 1 && f[0] == 1f) {
            return x[from + c[0] * step];
        }
        if (c.length < 2) {
            Arrays.fill(y, 0, n, 0f);
        } else if (c.length == 2) {
            two(x[from + c[0] * step], f[0], x[from + c[1] * step], f[1], y, n);
        } else {
            three(x[from + c[0] * step], f[0], x[from + c[1] * step], f[1], x[from + c[2] * step], f[2], y, n);
        }
        for (int i = c.length < 2 ? 0 : 3; i < c.length; i++) {
            add(x[from + c[i] * step], f[i], y, n);
        }
        return y;
    }

    // the compiler makes vector instructions of loops over whole arrays, not of ones over parts of them

    private static void two(final float[] a, final float fa, final float[] b, final float fb, final float[] y,
        final int n) {
        for (int j = 0; j < n; j++) {
            y[j] = fa * a[j] + fb * b[j];
        }
    }

    private static void three(final float[] a, final float fa, final float[] b, final float fb, final float[] c,
        final float fc, final float[] y, final int n) {
        for (int j = 0; j < n; j++) {
            y[j] = fa * a[j] + fb * b[j] + fc * c[j];
        }
    }

    /** y ← y + factor · x. */
    static void add(final float[] x, final float factor, final float[] y, final int n) {
        for (int j = 0; j < n; j++) {
            y[j] += factor * x[j];
        }
    }
}
