package org.latentlab.engine.score;

/**
 * An inception score.
 *
 * @param mean the mean over the splits, from 1 to the number of classes; higher is better
 * @param standardDeviation the (population) standard deviation over the splits, 0 for a single one
 * @param splits the number of splits
 * @param n the number of images
 */
public record InceptionResult(double mean, double standardDeviation, int splits, int n) {
}
