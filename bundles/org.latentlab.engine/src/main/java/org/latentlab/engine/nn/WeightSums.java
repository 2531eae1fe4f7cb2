package org.latentlab.engine.nn;

import org.bytedeco.javacpp.FloatPointer;
import org.latentlab.engine.backend.Parallel;

/** Gradients of weights, summed by each chunk of a parallel loop on its own and then in the order of the chunks. */
final class WeightSums {

    private static final int PIECE = 4096;

    private final Tensor m_parts;

    private final float[] m_zeros;

    private final float[] m_total;

    /**
     * @param kernels where the memory comes from
     * @param chunks the most chunks to come
     * @param size number of weights
     */
    WeightSums(final Kernels kernels, final int chunks, final int size) {
        m_parts = kernels.allocate(chunks, size);
        m_zeros = new float[Math.min(size, PIECE)];
        m_total = new float[size];
    }

    /** Sets the sums of the first chunks to 0. */
    void clear(final int chunks) {
        Parallel.forRange(chunks, (unused, from, to) -> {
            final int end = to * m_total.length;
            for (int i = from * m_total.length; i < end; i += m_zeros.length) {
                m_parts.host().put(i, m_zeros, 0, Math.min(m_zeros.length, end - i));
            }
        });
    }

    /** @return where a chunk's sum for one weight is */
    FloatPointer at(final int chunk, final int weight) {
        return m_parts.at((long)chunk * m_total.length + weight);
    }

    /** @return the sums over the first chunks, to be read before the next call */
    float[] total(final int chunks) {
        Parallel.forRange((m_total.length + PIECE - 1) / PIECE, (unused, from, to) -> {
            final float[] sum = new float[PIECE];
            final float[] part = new float[PIECE];
            for (int at = from * PIECE; at < Math.min(to * PIECE, m_total.length); at += PIECE) {
                final int n = Math.min(PIECE, m_total.length - at);
                m_parts.host().get(at, sum, 0, n);
                for (int chunk = 1; chunk < chunks; chunk++) {
                    m_parts.host().get(chunk * m_total.length + at, part, 0, n);
                    FusedMath.add(sum, part, n);
                }
                System.arraycopy(sum, 0, m_total, at, n);
            }
        });
        return m_total;
    }
}
