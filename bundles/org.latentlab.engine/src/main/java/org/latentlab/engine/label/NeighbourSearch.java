package org.latentlab.engine.label;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import org.latentlab.engine.backend.Blas;
import org.latentlab.engine.backend.NativeFloats;
import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.train.Progress;

/**
 * Exact search of nearest neighbours. ‖x-q‖² - ‖q‖² = ‖x‖² - 2·x·q is computed block by block as a matrix product in
 * float32, about the mean of the reference so that few digits are lost. A few more candidates than neighbours are kept
 * for each query and their distances computed anew in float64. If by the bound on the rounding error a row outside the
 * candidates might still belong to the neighbours, that query is searched again in float64, row by row.
 */
final class NeighbourSearch {

    private static final int REFERENCE_BLOCK = 2048;
    private static final int QUERY_BLOCK = 256;
    /** At most 64 MB of queries outside the heap, and of their candidates' distances and rows within it. */
    private static final int BATCH_VALUES = 1 << 24;
    private static final int SPARE_CANDIDATES = 8;
    private static final double UNIT_ROUNDOFF = 0x1.0p-24;

    private final float[] m_reference;
    private final int m_dimensions;
    private final int m_rows;
    private final int m_k;
    private final int m_candidates;
    private final double[] m_mean;
    private final int m_batch;

    NeighbourSearch(final float[] reference, final int dimensions, final int k) {
        this(reference, dimensions, k, BATCH_VALUES);
    }

    /** @param batchValues how many values, or candidates, of queries are held at a time, to the next whole block */
    NeighbourSearch(final float[] reference, final int dimensions, final int k, final int batchValues) {
        m_reference = reference;
        m_dimensions = dimensions;
        m_rows = reference.length / dimensions;
        m_k = k;
        m_candidates = Math.min(m_rows, k + SPARE_CANDIDATES);
        m_batch = Math.max(QUERY_BLOCK, batchValues / Math.max(dimensions, m_candidates) / QUERY_BLOCK * QUERY_BLOCK);
        m_mean = new double[dimensions];
        for (int i = 0, o = 0; i < m_rows; i++) {
            for (int c = 0; c < dimensions; c++, o++) {
                m_mean[c] += reference[o];
            }
        }
        for (int c = 0; c < dimensions; c++) {
            m_mean[c] /= m_rows;
        }
    }

    /**
     * @param queries q×d values
     * @param progress told and asked after every block
     * @return the neighbours
     */
    Neighbours nearest(final float[] queries, final Progress progress) {
        final int q = queries.length / m_dimensions;
        final Neighbours found = new Neighbours(m_k, new int[q * m_k], new double[q * m_k]);
        for (int from = 0; from < q; from += m_batch) {
            final int to = Math.min(q, from + m_batch);
            final Batch batch = new Batch(queries, from, to);
            batch.search(progress.part((double)from / q, (double)to / q), found);
        }
        return found;
    }

    /** Queries that are compared with the whole reference together. */
    private final class Batch {
        private final float[] m_queries;
        private final int m_from;
        private final int m_size;
        private final float[] m_values;
        private final int[] m_found;
        private final double[] m_queryNorms;
        private final float[] m_norms = new float[REFERENCE_BLOCK];
        private double m_largestNorm;

        Batch(final float[] queries, final int from, final int to) {
            m_queries = queries;
            m_from = from;
            m_size = to - from;
            m_values = new float[m_size * m_candidates];
            m_found = new int[m_size * m_candidates];
            m_queryNorms = new double[m_size];
            Arrays.fill(m_values, Float.POSITIVE_INFINITY);
            Arrays.fill(m_found, -1);
        }

        void search(final Progress progress, final Neighbours out) {
            try (NativeFloats queries = new NativeFloats((long)m_size * m_dimensions);
                    NativeFloats block = new NativeFloats((long)REFERENCE_BLOCK * m_dimensions)) {
                Parallel.forRange(m_size, (chunk, from, to) -> load(m_queries, m_from + from, to - from, queries, from,
                    (row, norm) -> m_queryNorms[from + row] = norm));
                for (int start = 0; start < m_rows; start += REFERENCE_BLOCK) {
                    progress.checkCanceled();
                    final int first = start;
                    final int rows = Math.min(REFERENCE_BLOCK, m_rows - start);
                    final double[] norms = new double[rows];
                    Parallel.forRange(rows, (chunk, from, to) -> load(m_reference, first + from, to - from, block,
                        from, (row, norm) -> norms[from + row] = norm));
                    for (int i = 0; i < rows; i++) {
                        m_norms[i] = (float)norms[i];
                        m_largestNorm = Math.max(m_largestNorm, norms[i]);
                    }
                    compare(queries, block, first, rows);
                    progress.update((double)(start + rows) / m_rows, String.format(Locale.ROOT,
                        "Compared %,d rows with %,d of %,d", m_size, start + rows, m_rows));
                }
            }
            Parallel.forRange(m_size, (chunk, from, to) -> {
                for (int i = from; i < to; i++) {
                    settle(i, out);
                }
            });
        }

        private void compare(final NativeFloats queries, final NativeFloats block, final int first, final int rows) {
            final int blocks = (m_size + QUERY_BLOCK - 1) / QUERY_BLOCK;
            final AtomicInteger next = new AtomicInteger();
            Parallel.forRange(blocks, (thread, ignoredFrom, ignoredTo) -> {
                final float[] products = new float[QUERY_BLOCK * rows];
                try (NativeFloats c = new NativeFloats(products.length)) {
                    for (int b = next.getAndIncrement(); b < blocks; b = next.getAndIncrement()) {
                        final int from = b * QUERY_BLOCK;
                        final int count = Math.min(QUERY_BLOCK, m_size - from);
                        Blas.gemm(false, true, count, rows, m_dimensions, -2f,
                            new Blas.Place(queries, (long)from * m_dimensions, m_dimensions),
                            new Blas.Place(block, 0, m_dimensions), 0f, new Blas.Place(c, 0, rows));
                        c.get(0, products, 0, count * rows);
                        for (int i = 0; i < count; i++) {
                            keepNearest(from + i, products, i * rows, first, rows);
                        }
                    }
                }
            });
        }

        /** Keeps the candidates of a query in ascending order; of equal ones the lower row comes first. */
        private void keepNearest(final int query, final float[] products, final int offset, final int first,
            final int rows) {
            final int begin = query * m_candidates;
            final int end = begin + m_candidates - 1;
            final float[] values = m_values;
            final float[] norms = m_norms;
            float worst = values[end];
            for (int j = 0; j < rows; j++) {
                final float v = products[offset + j] + norms[j];
                if (v < worst) {
                    int at = end;
                    while (at > begin && values[at - 1] > v) {
                        values[at] = values[at - 1];
                        m_found[at] = m_found[at - 1];
                        at--;
                    }
                    values[at] = v;
                    m_found[at] = first + j;
                    worst = values[end];
                }
            }
        }

        /** Orders a query's candidates by their distances in float64, and searches again where they may not suffice. */
        private void settle(final int query, final Neighbours out) {
            final int o = (m_from + query) * m_k;
            final Nearest nearest = new Nearest(out.rows(), out.squaredDistances(), o, m_k);
            for (int i = 0; i < m_candidates; i++) {
                final int row = m_found[query * m_candidates + i];
                if (row >= 0) {
                    nearest.offer(row, squaredDistance(row, m_from + query, Double.POSITIVE_INFINITY));
                }
            }
            // where float32 overflows, rows with no distance at all leave places among the candidates empty
            final int last = (query + 1) * m_candidates - 1;
            if (m_found[last] >= 0 && (m_candidates == m_rows
                || nearest.worst() < m_values[last] + m_queryNorms[query] - bound(query))) {
                return;
            }
            nearest.clear();
            for (int row = 0; row < m_rows; row++) {
                nearest.offer(row, squaredDistance(row, m_from + query, nearest.worst()));
            }
        }

        /**
         * The most by which a squared distance found in float32 may differ from the true one: a share of it by
         * rounding, an amount of its own for each operation by underflow, and anything where it may overflow.
         */
        private double bound(final int query) {
            final double x = Math.sqrt(m_largestNorm);
            final double q = Math.sqrt(m_queryNorms[query]);
            final double most = (x + q) * (x + q);
            if (!(most < Float.MAX_VALUE)) {
                return Double.POSITIVE_INFINITY;
            }
            final double operations = 2.0 * m_dimensions + 8;
            return 1.01 * UNIT_ROUNDOFF * (operations * x * q + 8 * most) + operations * Float.MIN_NORMAL;
        }

        private double squaredDistance(final int row, final int query, final double enough) {
            final int x = row * m_dimensions;
            final int q = query * m_dimensions;
            double sum = 0;
            for (int c = 0; c < m_dimensions && sum <= enough; c++) {
                final double difference = (double)m_reference[x + c] - m_queries[q + c];
                sum += difference * difference;
            }
            return sum;
        }
    }

    private interface NormConsumer {
        void accept(int row, double squaredNorm);
    }

    /** Copies rows, less the mean, out of the heap. */
    private void load(final float[] source, final int firstRow, final int rows, final NativeFloats target,
        final int at, final NormConsumer norms) {
        final float[] row = new float[m_dimensions];
        for (int i = 0; i < rows; i++) {
            final int o = (firstRow + i) * m_dimensions;
            double norm = 0;
            for (int c = 0; c < m_dimensions; c++) {
                row[c] = (float)(source[o + c] - m_mean[c]);
                norm += (double)row[c] * row[c];
            }
            target.put((long)(at + i) * m_dimensions, row, 0, m_dimensions);
            norms.accept(i, norm);
        }
    }
}
