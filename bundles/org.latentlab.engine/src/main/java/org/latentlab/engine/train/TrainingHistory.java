package org.latentlab.engine.train;

import java.util.List;

/**
 * How a VAE's training went.
 *
 * @param epochs what each epoch brought, in order, at least one
 * @param bestEpoch number of the epoch with the lowest validation loss, or the lowest loss where nothing was validated;
 *            either with the weight β of the end of its schedule
 * @param stopReason why training ended, as a sentence
 */
public record TrainingHistory(List<EpochRecord> epochs, int bestEpoch, String stopReason) {

    /** Copies the list and checks the number. */
    public TrainingHistory {
        epochs = List.copyOf(epochs);
        if (bestEpoch < 1 || bestEpoch > epochs.size()) {
            throw new IllegalArgumentException("The best of " + epochs.size() + " epochs cannot be number " + bestEpoch
                + ".");
        }
    }

    /** @return the record of the best epoch */
    public EpochRecord best() {
        return epochs.get(bestEpoch - 1);
    }

    /** @return the record of the last epoch */
    public EpochRecord last() {
        return epochs.get(epochs.size() - 1);
    }
}
