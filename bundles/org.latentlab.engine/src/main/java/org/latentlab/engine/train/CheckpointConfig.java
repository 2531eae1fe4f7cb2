package org.latentlab.engine.train;

import java.nio.file.Path;

/**
 * Where and how often the state of a training is saved, so that it can go on after the process ended.
 *
 * @param directory the directory of the checkpoints; made if it does not exist
 * @param everyEpochs a checkpoint is written after every so many epochs and after the last, 1…1,000,000
 * @param keep how many of the newest checkpoints are kept, 1…1,000,000; older ones are deleted
 * @param resume whether to go on from the newest checkpoint in the directory that can be read, if there is one; else
 *            the training begins anew and checkpoints of an earlier one are replaced
 */
public record CheckpointConfig(Path directory, int everyEpochs, int keep, boolean resume) {

    private static final int MANY = 1_000_000;

    /** Checks the values. */
    public CheckpointConfig {
        if (directory == null) {
            throw new IllegalArgumentException("Checkpoints need a directory.");
        }
        if (everyEpochs < 1 || everyEpochs > MANY) {
            throw new IllegalArgumentException("A checkpoint is written every 1 to 1,000,000 epochs, not every "
                + everyEpochs + ".");
        }
        if (keep < 1 || keep > MANY) {
            throw new IllegalArgumentException("The number of checkpoints to keep is 1 to 1,000,000, not " + keep
                + ".");
        }
    }
}
