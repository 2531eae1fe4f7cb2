package org.latentlab.engine.train;

import java.util.concurrent.CancellationException;

/**
 * What long work is given: a place to say how far it is, and the question whether it should stop. Both may be called
 * from the thread that does the work only.
 */
public interface Progress {

    /** Reports nothing and never cancels. */
    Progress NONE = new Progress() {
        @Override
        public void update(final double fraction, final String message) {
            // nobody listens
        }

        @Override
        public void checkCanceled() {
            // nobody cancels
        }
    };

    /**
     * @param fraction how much of the work is done, in [0, 1]
     * @param message what is being done, e.g. "Epoch 12/100, loss 152.3 (rec 146.2, KL 6.1), 4 min left"
     */
    void update(double fraction, String message);

    /**
     * To be called at least once a batch.
     *
     * @throws CancellationException if the work was cancelled
     */
    void checkCanceled();

    /**
     * A share of this progress, for one part of the work.
     *
     * @param from the fraction of this progress where the part begins, in [0, 1]
     * @param to the fraction where it ends, in [from, 1]
     * @return a progress whose [0, 1] is mapped onto [from, to] of this one
     */
    default Progress part(final double from, final double to) {
        final Progress whole = this;
        return new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                whole.update(from + (to - from) * fraction, message);
            }

            @Override
            public void checkCanceled() {
                whole.checkCanceled();
            }
        };
    }
}
