package org.latentlab.engine.classify;

/**
 * What one epoch of a classifier's training brought.
 *
 * @param epoch number of the epoch, from 1
 * @param loss cross-entropy in nats per image, averaged over the epoch with dropout
 * @param accuracy share of the training images classified rightly during the epoch, with dropout
 * @param validationLoss cross-entropy of the validation images after the epoch; NaN if there are none
 * @param validationAccuracy share of the validation images classified rightly; NaN if there are none
 * @param seconds how long the epoch took
 */
public record ClassifierEpoch(int epoch, double loss, double accuracy, double validationLoss,
    double validationAccuracy, double seconds) {
}
