package org.latentlab.engine.gan;

/**
 * What one batch brought to the generator.
 *
 * @param loss what the generator minimises, without ClusterGAN's losses
 * @param latentError ClusterGAN's squared error of the normal values, without its weight; NaN where there is none
 * @param clusterLoss ClusterGAN's cross-entropy of the cluster in nats, without its weight; NaN where there is none
 */
record GeneratorLoss(double loss, double latentError, double clusterLoss) {
}
