package org.latentlab.engine.gan;

/**
 * What one batch brought to the critic.
 *
 * @param loss what the critic minimises, with the weighted penalty
 * @param realScore mean over the real images of the probability σ(D) that they are real where the loss has one, else of
 *            D
 * @param fakeScore the same over the generated images
 * @param penalty the gradient penalty, without its weight; NaN where there is none
 */
record CriticLoss(double loss, double realScore, double fakeScore, double penalty) {
}
