/**
 * Generating images of a class with a model that was trained without classes, by the statistics of its latent codes:
 * what the codes of each class are like, samplers that draw from them, and the search for those whose images are of
 * the class and yet differ.
 */
package org.latentlab.engine.conditional;
