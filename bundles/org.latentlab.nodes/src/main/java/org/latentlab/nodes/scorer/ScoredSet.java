package org.latentlab.nodes.scorer;

import java.util.List;

import org.latentlab.engine.image.Images;

/**
 * Images as the scores need them; all arrays have one entry an image.
 *
 * @param features n×d features of the classifier, row-major
 * @param probabilities n×k class probabilities of the classifier, row-major; null where they are not needed
 * @param classNames the classes that the table names, in their order
 * @param labels the class of each image as an index into classNames
 * @param groupNames the groups; empty if the images have none
 * @param groups the group of each image as an index into groupNames, -1 for none
 * @param images the images; null where they are not needed
 * @param askedNames the classes that images were generated for; empty if they were not
 * @param asked the class that each was generated for as an index into askedNames, -1 for none
 */
record ScoredSet(float[] features, float[] probabilities, List<String> classNames, int[] labels,
    List<String> groupNames, int[] groups, Images images, List<String> askedNames, int[] asked) {

    /** @return the number of images */
    int size() {
        return labels.length;
    }
}
