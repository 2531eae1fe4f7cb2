package org.latentlab.engine.classify;

import java.util.List;

/**
 * How a classifier's training went.
 *
 * @param epochs what each epoch brought, in order, at least one
 */
public record ClassifierHistory(List<ClassifierEpoch> epochs) {

    /** Copies the list and checks its length. */
    public ClassifierHistory {
        epochs = List.copyOf(epochs);
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException("A training has at least one epoch.");
        }
    }

    /** @return the record of the last epoch */
    public ClassifierEpoch last() {
        return epochs.get(epochs.size() - 1);
    }
}
