package org.latentlab.nodes.traingan;

import org.latentlab.engine.failure.FailureFinding;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanHistory;
import org.latentlab.engine.gan.TrainingLength;
import org.latentlab.nodes.table.Warnings;

/** What the analyst is told of a training that is over. */
final class TrainingVerdict {

    private TrainingVerdict() {
    }

    /**
     * @param gan what was trained
     * @param warnings told why it ended before its time, and of the failures that it ended with
     */
    static void warn(final Gan gan, final Warnings warnings) {
        gan.notices().forEach(warnings::add);
        final GanHistory history = gan.history();
        final TrainingLength length = gan.trainingConfig().length();
        final long done = length.unit() == TrainingLength.Unit.EPOCHS ? history.last().epoch()
            : history.last().updates();
        final boolean early = done < length.count();
        if (early) {
            warnings.add(history.stopReason());
        }
        for (final FailureFinding finding : gan.findings()) {
            if (finding.persists() && !(early && history.stopReason().contains(finding.sentence()))) {
                warnings.add(finding.sentence());
            }
        }
    }
}
