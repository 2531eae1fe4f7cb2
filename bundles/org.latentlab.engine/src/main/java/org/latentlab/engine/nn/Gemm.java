package org.latentlab.engine.nn;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** Products of parts of row-major float32 matrices on the calling thread, by OpenBLAS. */
final class Gemm {

    private static final int ROW_MAJOR = 101;

    private static final int NO_TRANSPOSE = 111;

    private static final int TRANSPOSE = 112;

    private Gemm() {
    }

    /** C[·, from…to) ← A B[·, from…to), where A is n × k and B is k × m. */
    static void columns(final Tensor a, final Tensor b, final Tensor c, final int rows, final int from, final int to) {
        final int k = a.columns();
        final int m = b.columns();
        openblas.cblas_sgemm(ROW_MAJOR, NO_TRANSPOSE, NO_TRANSPOSE, rows, to - from, k, 1f, a.at(0), k, b.at(from), m,
            0f, c.at(from), m);
    }

    /** C[from…to, ·) ← A[from…to, ·) B, where A is n × k and B is k × m. */
    static void rows(final Tensor a, final Tensor b, final Tensor c, final int from, final int to) {
        final int k = a.columns();
        final int m = b.columns();
        openblas.cblas_sgemm(ROW_MAJOR, NO_TRANSPOSE, NO_TRANSPOSE, to - from, m, k, 1f, a.at((long)from * k), k,
            b.at(0), m, 0f, c.at((long)from * m), m);
    }

    /** C[·, from…to) ← A Bᵀ[·, from…to), where A is n × k and B is m × k. */
    static void transposedColumns(final Tensor a, final Tensor b, final Tensor c, final int rows, final int from,
        final int to) {
        final int k = a.columns();
        openblas.cblas_sgemm(ROW_MAJOR, NO_TRANSPOSE, TRANSPOSE, rows, to - from, k, 1f, a.at(0), k,
            b.at((long)from * k), k, 0f, c.at(from), b.rows());
    }

    /** C[from…to, ·) ← A[from…to, ·) Bᵀ, where A is n × k and B is m × k. */
    static void transposedRows(final Tensor a, final Tensor b, final Tensor c, final int from, final int to) {
        final int k = a.columns();
        openblas.cblas_sgemm(ROW_MAJOR, NO_TRANSPOSE, TRANSPOSE, to - from, b.rows(), k, 1f, a.at((long)from * k), k,
            b.at(0), k, 0f, c.at((long)from * b.rows()), b.rows());
    }

    /** C[from…to, ·) ← (Aᵀ B)[from…to, ·), where A is n × k and B is n × m. */
    static void gradientRows(final Tensor a, final Tensor b, final Tensor c, final int rows, final int from,
        final int to) {
        final int m = b.columns();
        openblas.cblas_sgemm(ROW_MAJOR, TRANSPOSE, NO_TRANSPOSE, to - from, m, rows, 1f, a.at(from), a.columns(),
            b.at(0), m, 0f, c.at((long)from * m), m);
    }

    /** C[·, from…to) ← (Aᵀ B)[·, from…to), where A is n × k and B is n × m. */
    static void gradientColumns(final Tensor a, final Tensor b, final Tensor c, final int rows, final int from,
        final int to) {
        final int m = b.columns();
        openblas.cblas_sgemm(ROW_MAJOR, TRANSPOSE, NO_TRANSPOSE, a.columns(), to - from, rows, 1f, a.at(0),
            a.columns(), b.at(from), m, 0f, c.at(from), m);
    }

    /** C ← Aᵀ B, or C + Aᵀ B, where A is k × n, B is k × m and C is n × m. */
    static void accumulate(final FloatPointer a, final FloatPointer b, final FloatPointer c, final int n, final int m,
        final int k, final boolean add) {
        openblas.cblas_sgemm(ROW_MAJOR, TRANSPOSE, NO_TRANSPOSE, n, m, k, 1f, a, n, b, m, add ? 1f : 0f, c, m);
    }

    /** C ← A B, or C + A B, where A is n × k, B is k × m and C is n × m, each with a row length of its own. */
    static void product(final FloatPointer a, final int aRow, final FloatPointer b, final int bRow,
        final FloatPointer c, final int cRow, final int n, final int m, final int k, final boolean add) {
        openblas.cblas_sgemm(ROW_MAJOR, NO_TRANSPOSE, NO_TRANSPOSE, n, m, k, 1f, a, aRow, b, bRow, add ? 1f : 0f, c,
            cRow);
    }

    /** C ← A Bᵀ, or C + A Bᵀ, where A is n × k, B is m × k and C is n × m, each with a row length of its own. */
    static void productTransposed(final FloatPointer a, final int aRow, final FloatPointer b, final int bRow,
        final FloatPointer c, final int cRow, final int n, final int m, final int k, final boolean add) {
        openblas.cblas_sgemm(ROW_MAJOR, NO_TRANSPOSE, TRANSPOSE, n, m, k, 1f, a, aRow, b, bRow, add ? 1f : 0f, c,
            cRow);
    }

    /** C ← C + Aᵀ B, where A is k × n, B is k × m and C is n × m, each with a row length of its own. */
    static void accumulate(final FloatPointer a, final int aRow, final FloatPointer b, final int bRow,
        final FloatPointer c, final int cRow, final int n, final int m, final int k) {
        openblas.cblas_sgemm(ROW_MAJOR, TRANSPOSE, NO_TRANSPOSE, n, m, k, 1f, a, aRow, b, bRow, 1f, c, cRow);
    }
}
