package org.latentlab.engine.train;

import java.util.function.Supplier;

/**
 * Remembers the best epoch so far, and its weights if they are to be kept, and says when waiting for a better one is
 * pointless.
 *
 * @param <W> what the weights are copied into
 */
public final class BestEpoch<W> {

    private final int m_patience;

    private final Supplier<W> m_copy;

    private int m_epoch;

    private double m_loss = Double.POSITIVE_INFINITY;

    private W m_weights;

    /**
     * @param patience epochs without improvement after which to stop; 0 = never
     * @param copy copies the weights as they are now; null if they are not to be kept
     */
    public BestEpoch(final int patience, final Supplier<W> copy) {
        m_patience = patience;
        m_copy = copy;
    }

    /**
     * Takes the result of an epoch.
     *
     * @param epoch its number, from 1
     * @param loss the lower the better
     * @return whether to stop
     */
    public boolean add(final int epoch, final double loss) {
        if (m_epoch == 0 || loss < m_loss) {
            m_epoch = epoch;
            m_loss = loss;
            m_weights = m_copy == null ? null : m_copy.get();
        }
        return isEnough(epoch);
    }

    /**
     * @param epoch number of the last epoch
     * @return whether to stop after it
     */
    public boolean isEnough(final int epoch) {
        return m_patience > 0 && epoch - m_epoch >= m_patience;
    }

    /**
     * Takes over what was known when a training was interrupted.
     *
     * @param epoch number of the best epoch until then
     * @param loss its loss
     * @param weights its weights; null if they are not kept
     */
    public void restore(final int epoch, final double loss, final W weights) {
        m_epoch = epoch;
        m_loss = loss;
        m_weights = weights;
    }

    /** @return number of the best epoch, 0 if there was none yet */
    public int epoch() {
        return m_epoch;
    }

    /** @return the weights of the best epoch; null if they are not kept */
    public W weights() {
        return m_weights;
    }
}
