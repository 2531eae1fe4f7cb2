package org.latentlab.engine.gan;

import java.util.List;

import org.latentlab.engine.failure.FailureFinding;

/**
 * How a GAN's training went.
 *
 * @param epochs what each epoch brought, in order, at least one
 * @param stopReason why training ended, as a sentence
 * @param findings the failures that were found, in order of their onset; empty where there are none
 */
public record GanHistory(List<GanEpochRecord> epochs, String stopReason, List<FailureFinding> findings) {

    /** Copies the lists. */
    public GanHistory {
        epochs = List.copyOf(epochs);
        findings = List.copyOf(findings);
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException("A training has at least one epoch.");
        }
    }

    /** @return the record of the last epoch */
    public GanEpochRecord last() {
        return epochs.get(epochs.size() - 1);
    }
}
