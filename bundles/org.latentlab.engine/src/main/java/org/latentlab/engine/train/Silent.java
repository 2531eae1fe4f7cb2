package org.latentlab.engine.train;

/**
 * A part of some work that leaves the message of the whole as it is, but can be cancelled with it.
 *
 * @param whole the progress of the whole
 */
public record Silent(Progress whole) implements Progress {

    @Override
    public void update(final double fraction, final String message) {
        // the message of the whole stays
    }

    @Override
    public void checkCanceled() {
        whole.checkCanceled();
    }
}
