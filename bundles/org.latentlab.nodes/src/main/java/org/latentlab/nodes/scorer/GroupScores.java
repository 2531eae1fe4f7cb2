package org.latentlab.nodes.scorer;

import java.util.List;

import org.latentlab.engine.score.ConditionalResult;
import org.latentlab.engine.score.DataCompositionResult;
import org.latentlab.engine.score.FrechetResult;
import org.latentlab.engine.score.InceptionResult;

/**
 * The scores of one group of generated images.
 *
 * @param name of the group
 * @param n number of generated images
 * @param referenceN number of reference images
 * @param frechet their Fréchet distance; null if there are too few
 * @param featureSpace the name of the feature space
 * @param featureSize its size
 * @param inception the inception score
 * @param composition the classes
 * @param perClass the Fréchet distance of each class in the order of the composition, null where there are too few
 * @param conditional how the images are that were generated for a class, the classes in the same order; null if none
 *            was
 * @param perClassAsked the Fréchet distance of the images that were generated for each class, null where there are too
 *            few
 */
record GroupScores(String name, int n, int referenceN, FrechetResult frechet, String featureSpace, int featureSize,
    InceptionResult inception, DataCompositionResult composition, List<FrechetResult> perClass,
    ConditionalResult conditional, List<FrechetResult> perClassAsked) {
}
