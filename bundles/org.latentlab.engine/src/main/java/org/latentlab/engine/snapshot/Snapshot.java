package org.latentlab.engine.snapshot;

/**
 * A picture of a model in the middle of its training.
 *
 * @param epoch epochs done; 0 for the untrained model
 * @param picture which picture it is, the same word for all epochs, e.g. {@link TrainingSnapshots#PREDICTION_MATRIX}
 * @param png the picture as a PNG file; not copied
 */
public record Snapshot(int epoch, String picture, byte[] png) {
}
