package org.latentlab.engine.gan;

/**
 * Watches a training, from the thread that trains. What it draws at random comes from streams of its own, so the
 * training is the same with and without it. An exception that it throws ends the training.
 */
public interface GanTrainingListener {

    /**
     * Called before the first epoch; not where a training is resumed from a checkpoint.
     *
     * @param untrained the model with the weights it starts from
     */
    default void trainingBegins(final GanView untrained) {
        // of interest to few
    }

    /**
     * Called before the first epoch of a training that is resumed from a checkpoint, and where no epoch is left to do.
     *
     * @param last what the last epoch before brought
     * @param model the model with the weights after that epoch
     */
    default void trainingResumed(final GanEpochRecord last, final GanView model) {
        // of interest to few
    }

    /**
     * Called after every epoch.
     *
     * @param record what the epoch brought
     * @param model the model with the weights after the epoch
     */
    void epochEnded(GanEpochRecord record, GanView model);
}
