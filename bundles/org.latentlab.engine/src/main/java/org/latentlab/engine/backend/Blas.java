package org.latentlab.engine.backend;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.latentlab.engine.EngineException;

/**
 * Matrix products and the symmetric eigenvalue problem by the bundled OpenBLAS, on row-major matrices. ND4J itself is
 * not loaded for these. OpenBLAS runs on the calling thread; the products on heap arrays are split over
 * {@link Parallel}'s threads.
 */
public final class Blas {

    private static final int ROW_MAJOR = 101;

    private static final int NO_TRANSPOSE = 111;

    private static final int TRANSPOSE = 112;

    private Blas() {
    }

    /**
     * A place in a buffer where a row-major matrix begins.
     *
     * @param buffer the buffer
     * @param offset index of the first value
     * @param stride number of values from one row to the next
     */
    public record Place(NativeFloats buffer, long offset, int stride) {

        private long end(final int rows, final int columns) {
            return rows == 0 ? offset : offset + (long)(rows - 1) * stride + columns;
        }
    }

    /**
     * C ← α op(A) op(B) + β C on the calling thread alone, in float32. To be called from several threads at once on
     * different places of C.
     *
     * @param transposeA whether op(A) = Aᵀ; A is m×k, or k×m if transposed
     * @param transposeB whether op(B) = Bᵀ; B is k×n, or n×k if transposed
     * @param m rows of C
     * @param n columns of C
     * @param k the length summed over
     * @param alpha the factor α
     * @param a where A is
     * @param b where B is
     * @param beta the factor β; with 0, C need not hold numbers before
     * @param c where C is
     */
    public static void gemm(final boolean transposeA, final boolean transposeB, final int m, final int n, final int k,
        final float alpha, final Place a, final Place b, final float beta, final Place c) {
        Backend.loadBlas();
        check("A", a, transposeA ? k : m, transposeA ? m : k);
        check("B", b, transposeB ? n : k, transposeB ? k : n);
        check("C", c, m, n);
        openblas.cblas_sgemm(ROW_MAJOR, code(transposeA), code(transposeB), m, n, k, alpha, a.buffer.at(a.offset),
            a.stride, b.buffer.at(b.offset), b.stride, beta, c.buffer.at(c.offset), c.stride);
    }

    private static void check(final String name, final Place place, final int rows, final int columns) {
        if (rows < 0 || columns < 0 || place.stride < Math.max(1, columns) || place.offset < 0
            || place.end(rows, columns) > place.buffer.length()) {
            throw new IllegalArgumentException("Matrix " + name + " (" + rows + "×" + columns + ", stride "
                + place.stride + ", from " + place.offset + ") is not within its buffer of " + place.buffer.length()
                + " values.");
        }
    }

    /**
     * C = α op(A) op(B) in float32 on heap arrays.
     *
     * @param transposeA whether op(A) = Aᵀ; A is m×k, or k×m if transposed
     * @param transposeB whether op(B) = Bᵀ; B is k×n, or n×k if transposed
     * @param m rows of C
     * @param n columns of C
     * @param k the length summed over
     * @param alpha the factor α
     * @param a the values of A, row-major
     * @param b the values of B, row-major
     * @return the values of C, row-major
     */
    public static float[] gemm(final boolean transposeA, final boolean transposeB, final int m, final int n,
        final int k, final float alpha, final float[] a, final float[] b) {
        final float[] c = new float[Math.multiplyExact(m, n)];
        checkLength("A", a.length, m, k);
        checkLength("B", b.length, k, n);
        try (NativeFloats na = NativeFloats.of(a); NativeFloats nb = NativeFloats.of(b);
                NativeFloats nc = new NativeFloats(c.length)) {
            final int strideA = Math.max(1, transposeA ? m : k);
            final int strideB = Math.max(1, transposeB ? k : n);
            Parallel.forRange(m, (chunk, from, to) -> gemm(transposeA, transposeB, to - from, n, k, alpha,
                new Place(na, transposeA ? from : (long)from * k, strideA), new Place(nb, 0, strideB), 0f,
                new Place(nc, (long)from * n, Math.max(1, n))));
            nc.get(0, c, 0, c.length);
        }
        return c;
    }

    /**
     * C = α op(A) op(B) in float64 on heap arrays.
     *
     * @param transposeA whether op(A) = Aᵀ; A is m×k, or k×m if transposed
     * @param transposeB whether op(B) = Bᵀ; B is k×n, or n×k if transposed
     * @param m rows of C
     * @param n columns of C
     * @param k the length summed over
     * @param alpha the factor α
     * @param a the values of A, row-major
     * @param b the values of B, row-major
     * @return the values of C, row-major
     */
    public static double[] gemm(final boolean transposeA, final boolean transposeB, final int m, final int n,
        final int k, final double alpha, final double[] a, final double[] b) {
        final double[] c = new double[Math.multiplyExact(m, n)];
        checkLength("A", a.length, m, k);
        checkLength("B", b.length, k, n);
        if (c.length == 0 || k == 0) {
            return c;
        }
        Backend.loadBlas();
        try (DoublePointer na = new DoublePointer(a); DoublePointer nb = new DoublePointer(b);
                DoublePointer nc = new DoublePointer((long)c.length)) {
            Parallel.forRange(m, (chunk, from, to) -> openblas.cblas_dgemm(ROW_MAJOR, code(transposeA),
                code(transposeB), to - from, n, k, alpha,
                new DoublePointer(na).position(transposeA ? from : (long)from * k), transposeA ? m : k, nb,
                transposeB ? k : n, 0.0, new DoublePointer(nc).position((long)from * n), n));
            nc.get(c);
        }
        return c;
    }

    private static void checkLength(final String name, final int length, final int rows, final int columns) {
        if ((long)rows * columns != length) {
            throw new IllegalArgumentException("Matrix " + name + " needs " + (long)rows * columns + " values, not "
                + length + ".");
        }
    }

    private static int code(final boolean transpose) {
        return transpose ? TRANSPOSE : NO_TRANSPOSE;
    }

    /**
     * Eigenvalues, and eigenvectors if asked for, of a symmetric matrix in float64, by LAPACK's divide-and-conquer
     * driver {@code dsyevd}.
     *
     * @param matrix n×n values, row-major; the upper triangle is read
     * @param n the order, at least 1
     * @param vectors null, or n×n values that receive the eigenvectors as columns: {@code vectors[i * n + j]} is the
     *            i-th component of the eigenvector of the j-th eigenvalue
     * @return the n eigenvalues, ascending
     * @throws EngineException if the matrix has values that are not finite, or the iteration does not converge
     */
    public static double[] symmetricEigen(final double[] matrix, final int n, final double[] vectors) {
        checkLength("A", matrix.length, n, n);
        for (int i = 0; i < matrix.length; i++) {
            if (!Double.isFinite(matrix[i])) {
                throw new EngineException("The eigenvalues of a matrix cannot be found: its value in row " + i / n
                    + ", column " + i % n + " is " + matrix[i] + ".");
            }
        }
        Backend.loadBlas();
        final double[] values = new double[n];
        try (DoublePointer a = new DoublePointer(matrix); DoublePointer w = new DoublePointer((long)n)) {
            final int info = openblas.LAPACKE_dsyevd(ROW_MAJOR, (byte)(vectors != null ? 'V' : 'N'), (byte)'U', n, a,
                n, w);
            if (info != 0) {
                throw new EngineException("The eigenvalues of a " + n + "×" + n + " matrix cannot be found: LAPACK's "
                    + "dsyevd gave up with code " + info + ".");
            }
            w.get(values);
            if (vectors != null) {
                a.get(vectors);
            }
        }
        return values;
    }
}
