package org.latentlab.engine.nn;

import org.bytedeco.javacpp.FloatPointer;

/** Gradients of weights, summed by each chunk of a parallel loop on its own and then in the order of the chunks. */
final class WeightSums {

    private static final int PIECE = 4096;

    private final Tensor m_parts;

    private final float[] m_zeros;

    private final float[] m_total;

    private final float[] m_part;

    /**
     * @param kernels where the memory comes from
     * @param chunks the most chunks to come
     * @param size number of weights
     */
    WeightSums(final Kernels kernels, final int chunks, final int size) {
        m_parts = kernels.allocate(chunks, size);
        m_zeros = new float[Math.min(size, PIECE)];
        m_total = new float[size];
        m_part = new float[size];
    }

    /** Sets the sums of the first chunks to 0. */
    void clear(final int chunks) {
        final int size = chunks * m_total.length;
        for (int i = 0; i < size; i += m_zeros.length) {
            m_parts.host().put(i, m_zeros, 0, Math.min(m_zeros.length, size - i));
        }
    }

    /** @return where a chunk's sum for one weight is */
    FloatPointer at(final int chunk, final int weight) {
        return m_parts.at((long)chunk * m_total.length + weight);
    }

    /** @return the sums over the first chunks, to be read before the next call */
    float[] total(final int chunks) {
        m_parts.host().get(0, m_total, 0, m_total.length);
        for (int chunk = 1; chunk < chunks; chunk++) {
            m_parts.host().get(chunk * m_part.length, m_part, 0, m_part.length);
            FusedMath.add(m_total, m_part, m_part.length);
        }
        return m_total;
    }
}
