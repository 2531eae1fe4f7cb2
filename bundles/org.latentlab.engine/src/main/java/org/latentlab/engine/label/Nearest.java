package org.latentlab.engine.label;

/** The k nearest rows offered so far, by distance and then by row, in a stretch of larger arrays. */
final class Nearest {

    private final int[] m_rows;
    private final double[] m_distances;
    private final int m_begin;
    private final int m_k;
    private int m_size;

    Nearest(final int[] rows, final double[] distances, final int begin, final int k) {
        m_rows = rows;
        m_distances = distances;
        m_begin = begin;
        m_k = k;
    }

    void clear() {
        m_size = 0;
    }

    boolean isFull() {
        return m_size == m_k;
    }

    /** @return the distance of the farthest of the k, infinite while there are fewer */
    double worst() {
        return isFull() ? m_distances[m_begin + m_k - 1] : Double.POSITIVE_INFINITY;
    }

    void offer(final int row, final double distance) {
        if (isFull() && !isNearer(distance, row, m_begin + m_k - 1)) {
            return;
        }
        int at = m_begin + (isFull() ? m_k - 1 : m_size++);
        while (at > m_begin && isNearer(distance, row, at - 1)) {
            m_rows[at] = m_rows[at - 1];
            m_distances[at] = m_distances[at - 1];
            at--;
        }
        m_rows[at] = row;
        m_distances[at] = distance;
    }

    private boolean isNearer(final double distance, final int row, final int than) {
        return distance < m_distances[than] || distance == m_distances[than] && row < m_rows[than];
    }
}
