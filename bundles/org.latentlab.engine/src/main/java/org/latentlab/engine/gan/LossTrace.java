package org.latentlab.engine.gan;

import java.util.Arrays;

import org.latentlab.engine.failure.FailureMonitor;

/** The generator's loss at each of its last steps, by which oscillation is found. */
final class LossTrace {

    private final double[] m_ring = new double[FailureMonitor.TRACE];

    private long m_count;

    void add(final double loss) {
        m_ring[(int)(m_count++ % m_ring.length)] = loss;
    }

    /** @return the losses, the oldest first */
    double[] values() {
        final int n = (int)Math.min(m_count, m_ring.length);
        final double[] values = new double[n];
        Arrays.setAll(values, i -> m_ring[(int)((m_count - n + i) % m_ring.length)]);
        return values;
    }

    /** Takes back what {@link #values()} gave. */
    void restore(final double[] values) {
        m_count = 0;
        for (final double value : values) {
            add(value);
        }
    }
}
